"""The panel: nobody but an admin gets at it, every change can be taken back, settings move to another server."""

import json
from dataclasses import replace

from bot.chat.admin.panel.controls import PREFIX, Page
from bot.sandbox.discord import LocalFile, Permission
from bot.sandbox.discord.world.interaction import COMPONENT, MODAL_SUBMIT
from bot.sandbox.discord.world.model import User
from bot.sandbox.stage import Stage
from cogs.admin._panel import ACTIONS
from tests.e2e.admin_talk import heard
from tests.e2e.conftest import rows, stored_file, text_of
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


def stored(stage: Stage, guild_id: int) -> str:
    """A server's settings as they are on disk."""
    [row] = rows(stage, f"SELECT settings FROM guild_settings WHERE guild_id = {guild_id}")
    return str(row["settings"])


async def exported(stage: Stage, panel: PanelTalk) -> bytes:
    """Press *Export* and return the file."""
    await panel.press("export")
    assert panel.answer is not None
    [attachment] = panel.answer.payload["attachments"]
    return stored_file(stage, attachment)


def by_name(file: bytes) -> object:
    """An exported file with names in the place of the ids, which are a server's own."""
    told = json.loads(file)
    text, names = json.dumps(told["settings"], sort_keys=True), told["names"]
    assert names
    for number, name in names.items():
        assert name
        text = text.replace(number, name)
    return text


async def test_settings_move_to_another_server_and_a_broken_file_changes_nothing(stage: Stage) -> None:
    world, everything = stage.world, stage.discord.world
    other = everything.add_guild("Second Server", owner=world.admin)
    # Made in another order: nothing has the id, or stands where it stood.
    makers = everything.add_role(other, "Moderator", Permission(0))
    lab = everything.add_channel(other, "music-lab")
    hall = everything.add_channel(other, "hall")
    panel, there = await PanelTalk.open(stage), await PanelTalk.open(stage, channel=hall)
    role = next(one for one in world.guild.roles.values() if one.name == "Moderator")
    free = {"command": "video", "measure": "count", "amount": ""}
    places = (("channels", (world.music_lab, world.nsfw), None), ("results", (world.music_lab,), None))
    people = (("people", (world.member,), None), ("roles", (role,), None), ("limit-role", (role,), free))
    for action, values, form in (*(one for one in CHANGES if one[0] != "pause"), *places, *people):
        await (panel.choose(action, *values, form=form) if values else panel.press(action, form))
    file = await exported(stage, panel)
    assert b"#music-lab" in file
    await stage.patience.until(lambda: rows(stage, f"SELECT 1 FROM guild_settings WHERE guild_id = {other.id}"))
    before = stored(stage, other.id)

    old = file.replace(b'"foley-settings": 1', b'"foley-settings": 0')
    foreign = (b"\xff\xfe", b"{}", b'{"prefix": "!"}', b"\x89PNG", b" " * 600_000)
    broken = (file[:-9], file.replace(b'"settings": {', b'"settings": {"no-such": 1,', 1))
    for bad in (*foreign, old, *broken):
        answer = await there.press("import", files={"file": [LocalFile("settings.json", bad)]})
        assert "othing was changed" in answer, answer
        assert "\n" not in answer, answer
        assert stored(stage, other.id) == before

    everything.add_channel(other, "nsfw")
    answer = await there.press("import", files={"file": [LocalFile("settings.json", file)]})
    assert "“zebra”" in answer, answer
    assert stored(stage, other.id) != before
    again = await exported(stage, there)
    assert by_name(again) == by_name(file)
    assert str(lab.id).encode() in again
    assert str(makers.id).encode() in again
    assert str(world.music_lab.id).encode() not in again

    # What is not here is named, and the rest moves all the same; a list never comes out empty, which would allow all.
    everything.delete_channel(lab)
    await there.press("import", files={"file": [LocalFile("settings.json", file)]})
    await stage.discord.wait_for_message(hall, lambda one: "#music-lab" in text_of(one), seen_by=world.admin)
