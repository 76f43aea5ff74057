"""Short speech comes with the answer to its create: nothing is watched, and a lost answer is never asked for again."""

import json

import pytest

from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from tests.e2e.conftest import creates, open_stage, result_of, rows, run, text_of, wait_row

SHORT = "/tts text:hello there voice:Emma"


def looks(stage: Stage) -> list[str]:
    return [call.action for call in stage.tencent.calls if call.action.startswith("DescribeTextToSpeech")]


async def test_short_speech_is_posted_without_a_look_as_the_format_that_was_asked_for(stage: Stage) -> None:
    for options, kind in (("", "audio/x-wav"), (" format:mp3 speed:1.5", "audio/mpeg")):
        message = await result_of(stage, SHORT + options)
        types = [file["content_type"] for file in message.payload["attachments"]]
        assert kind in types or kind.replace("x-", "") in types, types
    await wait_row(stage, "(SELECT count(*) FROM jobs WHERE state = 'ready' AND delivery_state = 'sent') = 2")
    assert creates(stage) == ["TextToSpeech"] * 2
    assert looks(stage) == []
    assert [row["task_id"] for row in rows(stage)] == ["", ""]
    charged = rows(stage, "SELECT standing, uses FROM quota_ledger")
    assert [tuple(row) for row in charged] == [("charged", 1)] * 2


async def test_long_or_pitched_speech_gives_a_task_and_refuses_what_only_short_speech_takes(stage: Stage) -> None:
    await result_of(stage, f"/tts text:{'word ' * 401} voice:Emma")
    await result_of(stage, f"{SHORT} pitch:2")
    assert creates(stage) == ["TextToSpeechAsync"] * 2
    assert looks(stage)
    for command, option in ((f"{SHORT} pitch:2 format:mp3", "format"), (f"{SHORT} pitch:2 speed:1.2", "speed")):
        refused = await run(stage, command)
        [note] = refused.ephemeral
        assert f"`{option}`" in text_of(note)
        assert "2,000" in text_of(note)
    assert len(rows(stage)) == 2


async def test_a_text_is_translated_and_then_spoken_and_the_result_says_into_what(stage: Stage) -> None:
    message = await result_of(stage, f"{SHORT} translate_to:German")
    assert "Emma → Deutsch" in text_of(message)
    [call] = stage.tencent.calls.of("TextToSpeechAsync")
    assert call.request is not None
    assert json.loads(call.request["ExtParam"])["transExt"] == {"transInfo": {"transDst": "de"}}
    assert call.request["TextLang"] == "en"
    shown = await stage.discord.autocomplete(
        stage.world.member, stage.world.general, f"{SHORT} translate_to:jap", focused="translate_to"
    )
    assert [choice["value"] for choice in shown] == ["ja"]
    refused = await run(stage, f"{SHORT} translate_to:Klingon")
    assert "Klingon" in text_of(refused.ephemeral[0])


@pytest.mark.parametrize("where", ["before", "after"])
async def test_a_lost_answer_is_unknown_and_can_be_asked_for_again_by_a_person_only(stage: Stage, where: str) -> None:
    stage.tencent.faults.add(Fault("close", action="TextToSpeech", where="before" if where == "before" else "after"))
    message = await result_of(stage, SHORT)
    assert "may or may not" in text_of(message)
    row = await wait_row(stage, "delivery_state = 'sent'")
    assert row["state"] == "unknown"
    assert creates(stage) == ["TextToSpeech"]
    await stage.discord.press(stage.world.member, message, "Submit again")
    await wait_row(stage, f"retry_of = '{row['id']}' AND state = 'ready' AND delivery_state = 'sent'")
    assert creates(stage) == ["TextToSpeech"] * 2


async def test_refusals_are_told_to_the_person_alone(stage: Stage) -> None:
    stage.tencent.faults.add(Fault("tts_error", action="TextToSpeech", number=1001))
    for command in (SHORT, "/tts text:forbidden words voice:Emma"):
        assert await stage.outcome(await run(stage, command)) is None
    assert {row["state"] for row in rows(stage)} == {"refused"}


async def test_an_operator_can_have_all_speech_as_tasks() -> None:
    async with open_stage(FOLEY_SPEECH="async") as stage:
        await result_of(stage, SHORT)
        assert creates(stage) == ["TextToSpeechAsync"]
        refused = await run(stage, f"{SHORT} format:mp3")
        assert "available" in text_of(refused.ephemeral[0])
