"""Several results of one request: each posted once under one status message; all cancelled, or one of them kept."""

from bot.chat.texts import Texts
from bot.sandbox.discord import Interaction, Message
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from tests.e2e.conftest import creates, open_stage, results, rows, run, text_of, wait_row
from tests.e2e.panel_talk import PanelTalk
from tests.e2e.test_results_buttons import press, told
from tests.support.more_panel import chosen, panel_of

_CHIMES = "/sfx prompt:chimes count:4"


async def _all_told(stage: Stage, count: int = 4) -> None:
    await wait_row(stage, f"(SELECT count(*) FROM jobs WHERE delivery_state = 'sent') = {count}")


async def _status(stage: Stage, asked: Interaction, *words: str) -> Message:
    """The status message, as soon as it says all of this."""
    shown = asked.message
    assert shown is not None
    await stage.discord.wait_for(lambda: all(word in text_of(shown) for word in words) or None)
    return shown


def _labels(message: Message) -> list[str]:
    return [item.get("label", "") for row in message.components for item in row["components"]]


def _ledger(stage: Stage) -> list[tuple[str, int]]:
    query = "SELECT standing, uses FROM quota_ledger ORDER BY standing, job_id"
    return [(row["standing"], row["uses"]) for row in rows(stage, query)]


async def test_four_are_posted_once_each_and_one_is_kept(stage: Stage) -> None:
    asked = await run(stage, _CHIMES)
    await _all_told(stage)
    status = await _status(stage, asked, "`1` ✅", "`4` ✅")
    posted = results(stage)
    assert len(creates(stage)) == len(rows(stage)) == len(posted) == 4
    assert sorted(text_of(one).split("** · ")[1][:3] for one in posted) == ["1/4", "2/4", "3/4", "4/4"]
    assert all(str(one.id) in text_of(status) for one in posted)
    assert all(one.payload["message_reference"]["message_id"] == str(status.id) for one in posted)
    assert sorted(one.pinged for one in posted) == [(), (), (), (stage.world.member.id,)]
    assert {row["group_id"] for row in rows(stage)} == {rows(stage)[0]["id"]}

    kept = posted[1]
    theirs = await panel_of(stage.discord, stage.world.member2, kept)
    assert Texts().text("button-keep", stage.world.member2.locale) not in _labels(theirs)
    own = await chosen(stage.discord, stage.world.member, kept, "Keep this one")
    assert "removed the 3 others" in text_of(own)
    assert [one for one in posted if not one.deleted] == [kept]
    await _status(stage, asked, "the result was deleted")
    again = await chosen(stage.discord, stage.world.member, kept, "Keep this one")
    assert "nothing else" in text_of(again)


async def test_one_of_four_fails_three_are_posted_and_the_ledger_is_right(stage: Stage) -> None:
    stage.tencent.faults.add(Fault("vod_error", number=70000, code="InternalError", where="after"))
    asked = await run(stage, _CHIMES)
    await _all_told(stage)
    await _status(stage, asked, "❌")
    states = sorted(row["state"] for row in rows(stage))
    assert states == ["failed", "ready", "ready", "ready"]
    posted = results(stage)
    assert len(posted) == 4
    assert sum(bool(one.payload["attachments"]) for one in posted) == 3
    assert _ledger(stage) == [("charged", 1)] * 3 + [("returned", 0)]


async def test_over_a_limit_it_is_refused_whole_and_begun_with_as_many_as_fit() -> None:
    async with open_stage() as stage:
        panel = await PanelTalk.open(stage)
        await panel.press("limit-other", {"amount": "3"})
        refused = await told(stage, await run(stage, _CHIMES))
        assert "Only 3 of 4 would fit your limit of 3" in refused.content
        assert rows(stage) == []
        assert "count:4" in refused.content

        opened = await (await stage.discord.press(stage.world.member, refused, "Edit and run")).wait_first_answer()
        assert opened.modal is not None
        await stage.discord.submit_modal(stage.world.member, opened, {})
        await _all_told(stage, 3)
        assert len(results(stage)) == len(creates(stage)) == 3

        assert await panel.press("caps", {"count": "2"}) == "✅ Most in one request: – → 2"
        refused = await told(stage, await run(stage, "/music prompt:calm rain count:3", user=stage.world.member2))
        assert Texts().text("rules-count", stage.world.member2.locale, limit=2, asked=3) in refused.content
        assert len(rows(stage)) == 3


async def test_cancel_cancels_all_and_only_their_author_may(stage: Stage) -> None:
    stage.tencent.faults.add(Fault("stuck", times=None))
    asked = await run(stage, _CHIMES)
    await wait_row(stage, "(SELECT count(*) FROM jobs WHERE state = 'waiting') = 4")
    status = await _status(stage, asked, "0 of 4")
    assert _labels(status) == ["Cancel all"]
    theirs = await stage.discord.press(stage.world.member2, status, "Cancel all")
    await told(stage, theirs)
    assert {row["state"] for row in rows(stage)} == {"waiting"}
    note = await press(stage, stage.world.member, status, "Cancel all")
    assert "I cancelled 4." in note
    assert {row["state"] for row in rows(stage)} == {"cancelled"}
    await stage.discord.wait_for(lambda: not _labels(status) or None)
    assert results(stage) == []


async def test_a_bot_killed_in_between_buys_and_tells_each_once() -> None:
    async with open_stage() as stage:
        stage.tencent.faults.add(Fault("slow", number=20.0, times=2))
        asked = await run(stage, _CHIMES)
        await wait_row(stage, "(SELECT count(*) FROM jobs WHERE task_id <> '') = 4")
        await wait_row(stage, "delivery_state IN ('due', 'sending', 'sent')")
        await stage.kill_bot()
        await stage.start_bot()
        await _all_told(stage)
        await _status(stage, asked, "`1` ✅", "`2` ✅", "`3` ✅", "`4` ✅")
        assert len(creates(stage)) == len(results(stage)) == 4
        assert len({row["result_message_id"] for row in rows(stage)}) == 4
        assert _ledger(stage) == [("charged", 1)] * 4
