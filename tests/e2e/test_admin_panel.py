"""The panel: nobody but an admin gets at it, every change can be taken back, settings move to another server."""

import json
from dataclasses import replace

from bot.chat.admin.panel.controls import PREFIX, Page
from bot.sandbox.discord import LocalFile
from bot.sandbox.discord.world.interaction import COMPONENT, MODAL_SUBMIT
from bot.sandbox.discord.world.model import User
from bot.sandbox.stage import Stage
from cogs.admin._panel import ACTIONS
from tests.e2e.admin_talk import heard
from tests.e2e.conftest import open_stage, rows, stored_file
from tests.e2e.panel_talk import PanelTalk

_ONLY = "Only people who may manage this server"


async def _forged(stage: Stage, user: User, custom_id: str, values: list[str]) -> str:
    """Send a press of the panel without having one, and return what is answered."""
    data = {"custom_id": custom_id, "component_type": 3, "id": 1, "values": values}
    # The client library only hands on what stands in the message, so the forger's message has it.
    shown = stage.discord.messages(stage.world.general)[-1]
    options = [{"label": value, "value": value} for value in values]
    select = {"type": 3, "id": 2, "custom_id": custom_id, "options": options, "min_values": 0, "max_values": 1}
    source = replace(shown, raw={**shown.raw, "components": [{"type": 1, "id": 1, "components": [select]}]})
    sent = stage.discord.platform.interactions.send(
        COMPONENT, user, stage.world.general, data, owners={"0": str(stage.world.guild.id)}, source=source
    )
    await sent.done()
    return heard(sent)


async def test_nobody_but_an_admin_opens_presses_or_submits_any_of_it(stage: Stage) -> None:
    world = stage.world
    panel = await PanelTalk.open(stage)
    await (await stage.discord.command(world.member, world.general, "/sfx prompt:creak")).done()
    await stage.patience.until(lambda: rows(stage, "SELECT * FROM guild_settings") or None)
    before = [dict(row) for row in rows(stage, "SELECT * FROM guild_settings")]
    for user in (world.member, world.moderator):
        for action in sorted(ACTIONS):
            assert _ONLY in await _forged(stage, user, f"{PREFIX}:{action}:{world.guild.id}", ["video"]), action
    await panel.page(Page.LIMITS)
    opened = await stage.discord.select(world.admin, panel.message, f"{PREFIX}:limit:", "video")
    window = await stage.discord.wait_for(lambda: opened.modal or None)
    data = {
        "custom_id": window["custom_id"],
        "components": [
            {"type": 18, "id": one["id"], "component": {"type": 4, "id": 9, "custom_id": one["component"]["custom_id"],
                                                        "value": "1"}}
            for one in window["components"]
        ],
    }  # fmt: skip
    forged = stage.discord.platform.interactions.send(
        MODAL_SUBMIT,
        world.member,
        world.general,
        data,
        owners={"0": str(world.guild.id)},
        source=panel.message,
        parent=opened,
    )
    await forged.done()
    assert _ONLY in heard(forged)
    assert [dict(row) for row in rows(stage, "SELECT * FROM guild_settings")] == before
    for odd in (f"{PREFIX}:nothing:", f"{PREFIX}:undo:0000000000zzzz", f"{PREFIX}:save:12", f"{PREFIX}:page:"):
        assert await _forged(stage, world.admin, odd, ["nowhere"])
    assert "unexpected error" not in "\n".join(stage.bot.log)


CHANGES: tuple[tuple[str, tuple[object, ...], dict[str, object] | None], ...] = (
    ("preset", ("tight",), None),
    ("kinds", ("music",), None),
    ("limit", ("video",), {"each-day": "2", "server-month": "30"}),
    ("caps", (), {"longest": "6", "sharpest": "720P"}),
    ("budget", (), {"server-month": "90000"}),
    ("defaults", ("music",), {"model": "GL", "format": "wav"}),
    ("data", (), {"language": "de", "retention": "3", "grace": "2"}),
    ("keep", (), None),
    ("loudness", (), None),
    ("label", (), None),
    ("soundboard", (), None),
    ("words", (), {"words-add": "zebra\nyak", "patterns-add": "x+y"}),
    ("age", (), {"age": "never"}),
    ("pause", (), None),
)


async def test_every_setting_is_undone_from_its_answer_and_reverted_from_the_history(stage: Stage) -> None:
    def settings() -> object:
        return json.loads(rows(stage, "SELECT settings FROM guild_settings")[0]["settings"])

    world, panel = stage.world, await PanelTalk.open(stage)
    places = (("channels", (world.music_lab,), None), ("results", (world.music_lab,), None))
    people = (("alerts", (world.music_lab,), None), ("people", (world.member,), None))
    role = next(one for one in world.guild.roles.values() if one.name == "Moderator")
    free = {"command": "video", "measure": "count", "amount": ""}
    roles = (("roles", (role,), None), ("limit-role", (role,), free), ("budget-role", (role,), {"each-day": "900"}))
    await stage.patience.until(lambda: rows(stage, "SELECT * FROM guild_settings") or None)
    fresh = settings()
    for action, values, form in (*CHANGES, *places, *people, *roles):
        answer = await (panel.choose(action, *values, form=form) if values else panel.press(action, form))
        assert answer.startswith("✅"), (action, answer)
        assert settings() != fresh, action
        await panel.on_answer("Undo")
        assert settings() == fresh, action
    await panel.choose("kinds", "music")
    await panel.page(Page.HISTORY)
    newest = panel.message.payload["components"][1]["components"][0]["options"][0]["value"]
    await panel.choose("revert", newest)
    assert settings() == fresh
    assert await panel.choose("kinds", "music", "sfx", "tts", "video") == "Nothing changed."


async def test_settings_move_to_another_server_and_a_broken_file_changes_nothing() -> None:
    async with open_stage() as stage:
        world, panel = stage.world, await PanelTalk.open(stage)
        await panel.choose("preset", "tight")
        await panel.choose("channels", world.music_lab)
        await panel.press("words", {"words-add": "zebra"})
        await panel.press("export")
        assert panel.answer is not None
        [attachment] = panel.answer.payload["attachments"]
        file = stored_file(stage, attachment)
        moved = rows(stage, "SELECT settings FROM guild_settings")[0]["settings"]
        assert b"#music-lab" in file
        await panel.choose("preset", "open")
        await panel.press("words", {"words-remove": "zebra"})
        before = rows(stage, "SELECT settings FROM guild_settings")[0]["settings"]
        for broken in (b"\xff\xfe", b"{}", file.replace(b'"foley-settings": 1', b'"foley-settings": 0'), file[:-9]):
            answer = await panel.press("import", files={"file": [LocalFile("settings.json", broken)]})
            assert "othing was changed" in answer, answer
        assert rows(stage, "SELECT settings FROM guild_settings")[0]["settings"] == before
        answer = await panel.press("import", files={"file": [LocalFile("settings.json", file)]})
        assert "“zebra”" in answer, answer
        assert rows(stage, "SELECT settings FROM guild_settings")[0]["settings"] == moved
