"""Money, seen by people: an estimate before, the cost after, a budget that holds, alerts, the operator's own budget."""

from pathlib import Path

from bot.chat.admin.panel.controls import Page
from bot.sandbox.stage import Stage, scaled_catalog
from tests.e2e.admin_talk import ask, heard, is_taken, refusal
from tests.e2e.conftest import FAST, open_stage, rows, stored_file, text_of
from tests.e2e.panel_talk import PanelTalk
from tests.support.catalogs import with_lines

_PRICED = {"GL": "price = { per_request = 0.08 }\n"}


def _catalogue(tmp_path: Path, top: str) -> str:
    """Write a catalogue with prices, and durations as the local cloud has them."""
    written = tmp_path / "priced.toml"
    written.write_text(with_lines(top=top, models=_PRICED), encoding="utf-8")
    return str(scaled_catalog(tmp_path, FAST, written))


async def _song(stage: Stage, number: int) -> str:
    asked = await ask(stage, f"/music prompt:song {number}", stage.world.moderator)
    result = await stage.outcome(asked)
    assert result is not None
    return heard(asked)


async def test_estimates_costs_and_a_budget_that_holds(tmp_path: Path) -> None:
    path = _catalogue(tmp_path, 'currency = "USD"\n')
    async with open_stage(FOLEY_CATALOG=path) as stage:
        world, panel = stage.world, await PanelTalk.open(stage)
        assert "Google Lyria 3.0-clip: 0.0800 USD" in await panel.page(Page.BUDGET)
        await panel.choose("alerts", world.music_lab)
        answer = await panel.press("budget", {"server-month": "0.20"})
        assert answer == "✅ – → 0.20 USD a month · The whole server"
        told = await _song(stage, 1)
        assert "This will cost about 0.0800 USD." in told
        assert "Whole server: 0.12 USD left of 0.20 USD a month" in told
        await _song(stage, 2)
        refused = await refusal(stage, "/music prompt:one more", world.moderator, world.general)
        assert "over this server's limit of 0.20 USD a month. Resets <t:" in refused
        assert await is_taken(stage, "/sfx prompt:without a price", world.member, world.general)
        job = rows(stage, "SELECT id FROM jobs WHERE kind = 'music' LIMIT 1")[0]["id"]
        assert "Cost: 0.0800 USD" in heard(await ask(stage, f"/jobs show id:{job}", world.moderator))
        used = await ask(stage, "/foley usage chart:money")
        [message] = used.ephemeral
        assert "0.16 USD" in text_of(message)
        table = stored_file(stage, message.payload["attachments"][1]).decode()
        assert "/music,GL,2,0,0,50.0,0.160000,USD" in table or "/music,GL,2,0,0," in table
        warned = [text_of(one) for one in stage.discord.messages(world.music_lab) if "⚠️" in text_of(one)]
        assert [one.split(" of ")[0] for one in warned] == ["⚠️ 80 %"]


async def test_the_operators_budget_stops_new_work_everywhere_with_a_clear_word(tmp_path: Path) -> None:
    path = _catalogue(tmp_path, 'currency = "USD"\n[budget]\nmonth = { money = 0.1 }\nday = { requests = 50 }\n')
    async with open_stage(FOLEY_CATALOG=path) as stage:
        await _song(stage, 1)
        refused = await refusal(stage, "/music prompt:more", stage.world.member, stage.world.general)
        assert "I've reached the budget for all servers together" in refused
        assert "0.1" not in refused
        assert await is_taken(stage, "/sfx prompt:free of charge", stage.world.member, stage.world.general)
