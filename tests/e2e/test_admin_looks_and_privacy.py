"""What admins see (guide, use, audit, jobs), what outlives a restart, people's own data, and the operator."""

import asyncio
import io
import json
import sqlite3

import pytest
from PIL import Image

from bot.chat.admin.panel.controls import Page
from bot.sandbox.discord import LocalDiscord
from bot.sandbox.discord.errors import CommandRejected
from bot.sandbox.discord.world.messages import Message
from bot.sandbox.stage import Stage
from tests.e2e.admin_talk import ask, heard, is_taken, refusal, told
from tests.e2e.conftest import open_stage, result_of, rows, run, text_of, wait_row
from tests.e2e.panel_talk import PanelTalk
from tests.support.patience import STAGE_LIMITS


def file_of(stage: Stage, message: Message) -> bytes:
    """The bytes of the first file of a message."""
    file = message.payload["attachments"][0]
    return stage.discord.platform.files.by_id[int(file["id"])].data


async def test_a_change_its_audit_line_and_a_restart() -> None:
    async with open_stage() as stage:
        panel = await PanelTalk.open(stage)
        await panel.choose("kinds", "music", "sfx", "tts")
        await panel.choose("limit", "all", form={"each-month": "7"})
        await stage.kill_bot()
        await stage.start_bot()
        assert "/video off" in await panel.page(Page.PLACES)
        assert "Each person: 7 requests a month" in await panel.page(Page.LIMITS)
        history, admin = await panel.page(Page.HISTORY), f"<@{stage.world.admin.id}>"
        assert f"{admin} switched /video off" in history
        assert f"{admin} set a limit of 7 requests a month (Each person)" in history
        assert "switched off" in await refusal(stage, "/video prompt:boat", stage.world.admin, stage.world.general)


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en-US", ("requests", "Set up Foley")), ("ja", ("Foley のセットアップ", "リクエスト"))],
)
async def test_use_and_guide_in_the_readers_language(stage: Stage, locale: str, words: tuple[str, ...]) -> None:
    await result_of(stage, "/sfx prompt:a door creaks")
    await result_of(stage, "/music prompt:calm rain")
    stage.world.admin.locale = locale
    used = await ask(stage, "/foley usage days:3")
    guide = await told(stage, "/foley setup")
    [message] = used.ephemeral
    picture = Image.open(io.BytesIO(file_of(stage, message)))
    assert picture.size == (1000, 420)
    assert len(picture.getcolors(1_000_000) or []) > 10
    assert {"en-US": "/music", "ja": "/音楽"}[locale] in text_of(message)
    assert f"<@{stage.world.member.id}>" in text_of(message)
    assert f"<#{stage.world.read_only.id}>" in guide
    for word in words:
        assert word in text_of(message) + guide


async def test_the_guides_controls_work_after_a_restart() -> None:
    async with open_stage() as stage:
        guide = await ask(stage, "/foley setup")
        panel = await PanelTalk.open(stage)
        await stage.kill_bot()
        await stage.start_bot()
        await panel.choose("results", stage.world.music_lab)
        [message] = guide.ephemeral
        await (await stage.discord.press(stage.world.admin, message, "foley-setup:test")).wait_first_answer()
        row = await wait_row(stage, "delivery_state = 'sent'")
        assert (row["kind"], row["state"], row["result_channel_id"]) == ("sfx", "ready", stage.world.music_lab.id)


async def test_an_admin_cancels_and_posts_again_what_others_made() -> None:
    async with open_stage(speed=0.01) as stage:
        world = stage.world
        await run(stage, "/music prompt:calm rain")
        row = await wait_row(stage, "state = 'waiting'")
        listed = await ask(stage, "/foley jobs")
        [message] = listed.ephemeral
        assert row["id"] in text_of(message)
        picked = await stage.discord.select(world.admin, message, "foley-panel:job:", row["id"])
        await picked.done()
        [details] = picked.ephemeral
        await stage.discord.press(world.admin, details, "Cancel")
        await wait_row(stage, f"state = 'cancelled' AND cancelled_by = {world.admin.id}")
        history = await (await PanelTalk.open(stage)).page(Page.HISTORY)
        assert f"<@{world.admin.id}> cancelled `{row['id']}` of <@{world.member.id}>" in history


async def test_defaults_and_the_language_of_announcements_are_obeyed(stage: Stage) -> None:
    panel = await PanelTalk.open(stage)
    await panel.choose("defaults", "music", form={"model": "GL", "format": "wav"})
    await panel.press("data", {"language": "de"})
    await run(stage, "/music prompt:calm rain")
    row = await wait_row(stage, "kind = 'music'")
    request = json.loads(row["request"])
    assert (request["model"], request["format"], row["locale"]) == ("GL", "wav", "de")
    await panel.choose("defaults", "music", form={"model": "none", "format": "none"})
    assert "those of the catalogue" in panel.shown


async def test_the_servers_budget_warns_at_a_half_four_fifths_and_all(stage: Stage) -> None:
    world, panel = stage.world, await PanelTalk.open(stage)
    await panel.choose("alerts", world.music_lab)
    await panel.choose("limit", "all", form={"server-day": "5"})
    for number in range(5):
        assert await is_taken(stage, f"/sfx prompt:sound {number}", world.member, world.general)
    warnings = await stage.discord.wait_for(
        lambda: (
            (
                (found := [text_of(one) for one in stage.discord.messages(world.music_lab) if "⚠️" in text_of(one)])
                and len(found) == 3
                and found
            )
            or None
        )
    )
    for percent, warning in zip((50, 80, 100), warnings, strict=True):
        assert warning.startswith(f"⚠️ {percent} % of this server's limit (5 requests a day) is used. Resets <t:"), (
            warning
        )


def mentions_of(stage: Stage, user_id: int) -> dict[str, int]:
    """How many rows of each table hold this number anywhere."""
    tables = [row["name"] for row in rows(stage, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {}
    for table in tables:
        every: list[sqlite3.Row] = rows(stage, f'SELECT * FROM "{table}"')
        found[table] = sum(any(str(user_id) in str(value) for value in tuple(row)) for row in every)
    return {table: count for table, count in found.items() if count}


async def test_export_holds_everything_and_after_delete_nothing_remains() -> None:
    async with open_stage() as stage:
        world = stage.world
        await (await PanelTalk.open(stage)).choose("limit", "all", form={"each-day": "50"})
        await result_of(stage, "/sfx prompt:a door creaks")
        stage.tencent.speed = 0.001
        await run(stage, "/music prompt:calm rain")
        await wait_row(stage, "kind = 'music' AND state = 'waiting'")
        exported = await ask(stage, "/privacy export", world.member)
        message = await stage.discord.wait_for(lambda: next(iter(exported.ephemeral), None))
        text = file_of(stage, message).decode()
        assert all(row["id"] in text for row in rows(stage))
        assert "a door creaks" in text
        assert json.loads(text)["user_id"] == str(world.member.id)

        asked = await ask(stage, "/privacy delete", world.member)
        [question] = asked.ephemeral
        assert len(rows(stage)) == 2
        await (await stage.discord.press(world.member, question, "Delete my data")).done()
        answer = heard(asked)
        assert "2 requests of yours were removed." in answer
        assert "1 of them was still open and was cancelled." in answer
        assert "may still be billed" in answer
        assert mentions_of(stage, world.member.id) == {}


async def test_the_operator_rules_from_the_own_server_alone() -> None:
    discord = LocalDiscord(limits=STAGE_LIMITS)
    world = discord.default_world()
    owner = discord.world.add_guild("Operations", owner=world.admin)
    office = discord.world.add_channel(owner, "office")
    settings = {"FOLEY_OWNER_GUILD_ID": str(owner.id)}
    async with Stage.opened(speed=60.0, settings=settings, discord=discord) as stage:
        await stage.start_bot()
        await stage.discord.wait_for(lambda: len(stage.discord.platform.registry.by_scope) > 1 or None)
        with pytest.raises(CommandRejected):
            await ask(stage, "/operator status")

        async def operate(command: str) -> str:
            answered = await ask(stage, command, world.admin, office)
            return heard(answered)

        await (await PanelTalk.open(stage)).press("keep")
        assert "Servers: 2" in await operate("/operator status")
        assert "Paused" in await operate("/operator pause")
        told_no = await refusal(stage, "/sfx prompt:creak", world.member, world.general)
        assert "paused for maintenance" in told_no
        assert "Draining" in await operate("/operator drain")
        assert "Paused" not in await operate("/operator resume")
        assert "back at noon" in await operate("/operator maintenance line:back at noon")
        interaction = await ask(stage, "/sfx prompt:creak", world.member, world.general)
        assert interaction.message is not None
        assert any("back at noon" in str(edit) for edit in (interaction.message.payload, *interaction.message.edits))
        assert "own server" in await operate(f"/operator leave server:{owner.id}")
        assert "Left" in await operate(f"/operator leave server:{world.guild.id}")
        await stage.patience.until(
            lambda: rows(stage, "SELECT 1 FROM guild_settings WHERE left_at IS NOT NULL") or None
        )


async def test_joining_a_server_tells_who_added_it_the_next_steps() -> None:
    async with open_stage(start=False, FOLEY_NEW_SERVER="normal") as stage:
        world = stage.world
        ready = asyncio.Event()
        stage.on_log(lambda line: ready.set() if "bot.ready servers=1" in line else None)
        await stage.start_bot()
        await stage.patience.bounded(ready.wait())  # servers that come before count as old ones
        stage.discord.world.add_guild("New Server", owner=world.member2)
        dm = stage.discord.world.open_dm(world.member2)
        greeting = await stage.discord.wait_for(lambda: next(iter(stage.discord.messages(dm)), None))
        assert "/foley setup" in greeting.content
        assert "starts with the preset **Normal**. At most 60 songs, 120 sound effects" in greeting.content
        limits = rows(stage, "SELECT settings FROM guild_settings ORDER BY guild_id DESC LIMIT 1")[0]["settings"]
        assert json.loads(limits)["longest_video_seconds"] == 10
        assert len(stage.discord.messages(dm)) == 1
