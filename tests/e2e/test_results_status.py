"""The status message: edited seldom, never left behind the truth, and gone where a refusal is told privately."""

import asyncio

from bot.sandbox.stage import Stage
from tests.e2e.conftest import open_stage, run, text_of, wait_row

_ORIGINAL = r"^/webhooks/.*/messages/"


async def test_a_short_job_is_edited_a_handful_of_times_and_ends_with_the_jump() -> None:
    async with open_stage(speed=12.0) as stage:
        ran = await run(stage, "/music prompt:calm rain")
        result = await stage.outcome(ran)
        assert result is not None
        status = await stage.discord.wait_for(
            lambda: ran.message if ran.message and str(result.id) in text_of(ran.message) else None
        )
        assert "Done in" in text_of(status)
        assert f"/{result.channel_id}/{result.id})" in text_of(status)
        await wait_row(stage, "delivery_state = 'sent'")
        texts = [str(edit) for edit in status.edits]
        assert len(texts) <= 6
        assert not status.components


async def test_an_old_state_never_stays_on_top_of_a_newer_one(stage: Stage) -> None:
    """The answer to the command is held up until the job is over."""
    over = asyncio.Event()

    async def hold() -> None:
        await over.wait()

    stage.discord.faults.call("PATCH", _ORIGINAL, hold)
    ran = await run(stage, "/music prompt:calm rain")
    result = await stage.outcome(ran)
    assert result is not None
    status = await stage.discord.wait_for(
        lambda: ran.message if ran.message and "Done in" in text_of(ran.message) else None
    )
    edits = len(status.edits)
    over.set()
    await stage.discord.wait_for(lambda: len(status.edits) > edits + 1 or None)
    assert "Done in" in text_of(status)
    assert str(result.id) in text_of(status)


async def test_a_refusal_that_can_not_be_told_privately_is_told_in_the_channel(stage: Stage) -> None:
    stage.discord.faults.error("POST", r"^/webhooks/[^/]*/[^/]*$", 50027, count=None)
    await run(stage, "/music prompt:forbidden words")
    row = await wait_row(stage, "state = 'refused' AND delivery_state = 'sent'")
    found = [one for one in stage.discord.messages(stage.world.general) if row["id"] in text_of(one)]
    assert len(found) == 1
    assert "content check" in text_of(found[0])
    assert found[0].pinged == (stage.world.member.id,)
