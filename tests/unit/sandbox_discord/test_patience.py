"""A wait has an end, and says what there was to see when it came."""

import asyncio

import pytest

from bot.sandbox.discord import DefaultWorld, LocalDiscord, NeverHappened, Patience


async def test_a_wait_that_runs_out_shows_messages_and_interactions(local: LocalDiscord, world: DefaultWorld) -> None:
    await local.say(world.member, world.general, "is anybody there?")
    local.patience.seconds = 0.0
    with pytest.raises(NeverHappened, match="never happened") as never:
        await local.wait_for(lambda: None)
    told = str(never.value)
    assert "#general member" in told
    assert "is anybody there?" in told
    assert "Interactions:\n  none" in told


async def test_what_is_not_waited_for_any_more_is_cancelled() -> None:
    cancelled = asyncio.Event()

    async def never() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    with pytest.raises(NeverHappened):
        await Patience(0.01).bounded(never())
    assert cancelled.is_set()


async def test_a_wait_for_ever_is_ended_by_its_caller() -> None:
    waiting: asyncio.Task[None] = asyncio.create_task(Patience(None).until(lambda: None))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_what_fails_while_it_is_waited_for_fails_as_itself() -> None:
    async def broken() -> None:
        raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        await Patience().bounded(broken())
