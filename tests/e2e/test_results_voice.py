"""Native voice messages under Discord's rules, and the plain file where they may not be sent."""

import base64

import pytest

from bot.sandbox.discord import Message
from bot.sandbox.discord.rules.permissions import Permission
from bot.sandbox.stage import Stage
from tests.e2e.conftest import results, run, stored_file, text_of, wait_row

_IS_VOICE_MESSAGE = 1 << 13


def check_voice_message(stage: Stage, message: Message) -> None:
    """Discord's own rules for a voice message, and what its player needs."""
    assert message.payload["flags"] & _IS_VOICE_MESSAGE
    assert message.content == ""
    assert message.embeds == []
    assert message.components == []
    [sound] = message.attachments
    assert sound["content_type"] == "audio/ogg"
    assert 1 <= len(base64.b64decode(sound["waveform"])) <= 256
    data = stored_file(stage, sound)
    assert data[:4] == b"OggS"
    assert b"OpusHead\x01\x01" in data[:64]  # one channel
    assert sound["duration_secs"] > 0


@pytest.mark.parametrize(
    "command", ["/tts text:hello there voice:Emma as:Voice message", "/sfx prompt:creak as:Voice message"]
)
async def test_a_voice_message_is_posted_with_its_facts_beside_it(stage: Stage, command: str) -> None:
    ran = await run(stage, command)
    await wait_row(stage, "delivery_state = 'sent'")
    voice, facts = results(stage)
    check_voice_message(stage, voice)
    assert facts.attachments == []
    assert facts.pinged == (stage.world.member.id,)
    assert ran.message is not None
    assert voice.payload["message_reference"]["message_id"] == str(ran.message.id)


async def test_without_the_permission_it_is_a_file_with_a_remark(stage: Stage) -> None:
    stage.discord.world.set_permissions(stage.world.general, stage.discord.bot, deny=Permission.SEND_VOICE_MESSAGES)
    await run(stage, "/tts text:hello there voice:Emma as:Voice message")
    await wait_row(stage, "delivery_state = 'sent'")
    [message] = results(stage)
    assert not message.payload["flags"] & _IS_VOICE_MESSAGE
    assert [one["content_type"].partition("/")[0] for one in message.attachments][:1] == ["audio"]
    assert "I'm not allowed to send voice messages here" in text_of(message)
