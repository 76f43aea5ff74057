"""What *More…* makes of a result: chains whose children know their parent, and sounds for the soundboard."""

import base64
import json

from bot.sandbox.discord import Interaction, Message, Permission
from bot.sandbox.stage import Stage
from tests.e2e.conftest import open_stage, result_of, rows, stored_file, text_of, wait_row
from tests.e2e.panel_talk import PanelTalk

CHAINS: tuple[tuple[str, str, dict[str, str], str], ...] = (
    ("/music prompt:calm rain model:MiniMaxMusic", "Cover in another style", {"prompt": "a shanty"}, "AudioInfos"),
    ("/video prompt:a paper boat", "Add sound", {}, "VideoInfos"),
    ("/video prompt:a paper plane", "Add music", {"prompt": "slow piano"}, "VideoInfos"),
    ("/tts text:row your boat voice:Emma", "Make it a song", {"prompt": "a shanty"}, ""),
)


async def pressed(stage: Stage, message: Message, label: str) -> Interaction:
    """Open *More…* of a result as the member and press an entry of the panel."""
    opened = await stage.discord.press(stage.world.member, message, "More…")
    await opened.done()
    panel = await stage.discord.wait_for(lambda: next((one for one in opened.ephemeral if one.components), None))
    ran = await stage.discord.press(stage.world.member, panel, label)
    await stage.discord.wait_for(lambda: ran.modal or ran.ephemeral or None)
    return ran


async def sent(stage: Stage, ran: Interaction, **values: str) -> Interaction:
    """Send the form that was opened."""
    assert ran.modal is not None, "\n".join(map(text_of, ran.ephemeral))
    return await stage.discord.submit_modal(stage.world.member, ran, values)


async def details(stage: Stage, message: Message) -> str:
    """The panel turns into what was asked of it."""
    opened = await stage.discord.press(stage.world.member, message, "More…")
    await opened.done()
    panel = await stage.discord.wait_for(lambda: next((one for one in opened.ephemeral if one.components), None))
    await stage.discord.press(stage.world.member, panel, "Details")
    await stage.discord.wait_for(lambda: panel.payload["embeds"] or None)
    return text_of(panel)


async def test_each_child_takes_what_is_posted_and_knows_its_parent(stage: Stage) -> None:
    for command, label, values, field in CHAINS:
        parent = await result_of(stage, command)
        [made] = rows(stage, "SELECT * FROM jobs ORDER BY id DESC LIMIT 1")
        ran = await sent(stage, await pressed(stage, parent, label), **values)
        child = await stage.outcome(ran)
        assert child is not None, label
        [row] = rows(stage, "SELECT * FROM jobs ORDER BY id DESC LIMIT 1")
        request = json.loads(row["request"])
        assert (row["state"], request["made_from"]) == ("ready", made["id"]), label
        assert made["id"] in await details(stage, child), label
        if field:
            call = stage.tencent.calls.of("CreateAigcAudioTask")[-1]
            assert call.request is not None
            assert stage.discord.api_url.partition("/api")[0] in json.dumps(call.request[field]), label
        else:
            assert request["lyrics"] == "row your boat"


async def test_a_sound_goes_to_the_board_where_that_is_allowed_and_never_without_the_rights(stage: Stage) -> None:
    world, guild = stage.discord.world, stage.discord.world.guild_of(stage.world.general)
    assert guild is not None
    result = await result_of(stage, "/tts text:hello there voice:Emma")

    async def refused() -> str:
        ran = await pressed(stage, result, "Add to soundboard")
        assert ran.modal is None
        return "\n".join(map(text_of, ran.ephemeral))

    assert "You need the" in await refused()
    world.add_role(guild, "makers", Permission.CREATE_GUILD_EXPRESSIONS, stage.world.member)
    assert "I need the" in await refused()
    world.add_role(guild, "sounds", Permission.CREATE_GUILD_EXPRESSIONS, stage.discord.bot)
    assert "/foley panel" in await refused()
    await (await PanelTalk.open(stage)).press("soundboard")

    ran = await sent(stage, await pressed(stage, result, "Add to soundboard"), name="hello", emoji="👋", start="0")
    await stage.discord.wait_for(lambda: guild.soundboard or None)
    [sound] = guild.soundboard
    assert (sound["name"], sound["emoji_name"]) == ("hello", "👋")
    assert len(base64.b64decode(sound["bytes"])) <= 512 * 1024
    assert str(stage.world.member.id) in guild.audit_log[-1]["reason"]
    told = await stage.discord.wait_for(lambda: [one for one in ran.ephemeral if text_of(one).strip()] or None)
    assert "hello" in text_of(told[0])

    guild.soundboard.extend([sound] * 7)
    full = await sent(stage, await pressed(stage, result, "Add to soundboard"), name="once more", start="0")
    note = await stage.discord.wait_for(lambda: [one for one in full.ephemeral if text_of(one).strip()] or None)
    assert "full" in text_of(note[0])
    late = await sent(stage, await pressed(stage, result, "Add to soundboard"), name="late", start="100")
    note = await stage.discord.wait_for(lambda: [one for one in late.ephemeral if text_of(one).strip()] or None)
    assert "over by then" in text_of(note[0])
    assert len(guild.soundboard) == 8


async def test_a_result_that_is_made_smaller_says_so_itself_and_a_label_stands_where_admins_want_it() -> None:
    async with open_stage() as stage:
        await (await PanelTalk.open(stage)).press("label")
        await result_of(stage, "/sfx prompt:a door creaks as:Voice message")
        await wait_row(stage, "delivery_state = 'sent'")
        found = [one for one in stage.discord.messages(stage.world.general) if one.payload["attachments"]]
        voices = [stored_file(stage, one.payload["attachments"][0]) for one in found]
        assert any(b"AI-generated by Kling" in data for data in voices)
        assert "AI-generated." in "\n".join(map(text_of, stage.discord.messages(stage.world.general)))
