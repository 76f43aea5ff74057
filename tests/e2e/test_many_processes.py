"""Many bot processes on one PostgreSQL: one works for all, and when it dies another does, with nothing bought twice."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from bot.sandbox.discord import Message
from bot.sandbox.discord.world.model import Channel
from bot.sandbox.tencent.server import Moment
from tests.e2e.conftest import text_of
from tests.support.fleet import Fleet, open_fleet
from tests.support.many_jobs import run_course

# Instead of a minute and a half: how long the create of a dead process may still be on its way.
_CREATE_SECONDS = 4.0
# The net under every signal is not drawn before a test is over: what reaches another process came by a signal.
_NO_SWEEP_SECONDS = 3600.0
_JOBS = 32


async def test_jobs_survive_the_holder_being_killed_again_and_again(
    postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A small run; the full one, four processes and 400 jobs, is `make soak-many`."""
    async with open_fleet(postgres_url, 2, speed=60.0, FLEET_CREATE_SECONDS=str(_CREATE_SECONDS)) as fleet:
        await fleet.start()
        course = await run_course(fleet, jobs=_JOBS, kills=2, seed=5)
    with capsys.disabled():
        print(f"\n{course.text()}")
    assert course.problems() == []
    assert course.jobs == _JOBS


@pytest.fixture
async def pair(postgres_url: str) -> AsyncIterator[Fleet]:
    """Two running processes; the first server of the second shard is the operator's."""
    periods = {"FLEET_CREATE_SECONDS": str(_CREATE_SECONDS), "FLEET_SWEEP_SECONDS": str(_NO_SWEEP_SECONDS)}
    async with open_fleet(postgres_url, 2, speed=60.0, **periods) as fleet:
        for bot in fleet.bots:
            bot.environment["FOLEY_OWNER_GUILD_ID"] = str(fleet.rooms[1][0][1].guild_id)
        await fleet.start()
        yield fleet


def other_shard(fleet: Fleet) -> int:
    """The shard of the process that does not hold the lease."""
    return next(number for number, bot in enumerate(fleet.bots) if bot is not fleet.holder)


async def shown(fleet: Fleet, channel: Channel, wanted: Callable[[str], bool]) -> Message:
    """The newest message of a channel whose text is as wanted, as soon as there is one."""
    return await fleet.stage.discord.wait_for_message(channel, lambda message: wanted(text_of(message)))


async def test_new_jobs_cancels_and_pauses_reach_the_holder_by_a_signal(pair: Fleet) -> None:
    shard = other_shard(pair)
    user, studio = pair.rooms[shard][0]
    discord, tencent = pair.stage.discord, pair.stage.tencent
    tencent.speed = 0.01
    tencent.settings.max_running["mps:music"] = 1

    async def music(words: str) -> str:
        """Ask for a song in the server of the other process; returns the job's id once it shows."""
        asked = await discord.command(user, studio, f"/music prompt:{words}")
        await discord.wait_for(lambda: asked.message if asked.message and words in text_of(asked.message) else None)
        return str((await pair.rows())[-1]["id"])

    await music("the first")
    await pair.wait_rows("bool_and(state = 'waiting')")
    assert len(tencent.calls.of("CreateAigcAudioTask")) == 1
    second = await music("the second")
    await shown(pair, studio, lambda text: "the second" in text and "1 of 1" in text)
    await music("the third")
    await shown(pair, studio, lambda text: "the third" in text and "2 of 2" in text)
    await discord.command(user, studio, f"/jobs cancel id:{second}")
    await shown(pair, studio, lambda text: "the third" in text and "1 of 1" in text)


async def test_a_create_cut_by_its_process_dying_is_told_and_never_sent_again(pair: Fleet) -> None:
    came, go_on = asyncio.Event(), asyncio.Event()

    async def hold_the_answer(moment: Moment) -> None:
        if moment.action == "CreateAigcAudioTask" and moment.phase == "after":
            came.set()
            await go_on.wait()

    patience = pair.stage.patience
    pair.stage.tencent.on_request = hold_the_answer
    shard = other_shard(pair)
    _, studio = pair.rooms[shard][0]
    await pair.ask(0, shard)
    await patience.bounded(came.wait())
    await pair.kill_holder()
    # Its sender might still be alive and cut off: nobody knows before a create can't be on its way any more.
    await shown(pair, studio, lambda text: "may or may not" in text)
    go_on.set()
    assert len(pair.stage.tencent.calls.of("CreateAigcAudioTask")) <= 1
    [row] = await pair.rows()
    assert row["state"] == "unknown"
    assert row["ended_at"] - row["submitted_at"] >= _CREATE_SECONDS
    assert sum(pair.endings().values()) == 1


async def test_a_process_told_to_stop_hands_its_work_over(pair: Fleet) -> None:
    pair.stage.tencent.speed = 1.0
    shard = other_shard(pair)
    for number in range(4):
        await pair.ask(number, shard)
    await pair.wait_rows("count(*) = 4 AND bool_and(state IN ('waiting', 'ready'))")
    holder = await pair.wait_for_holder()
    assert await pair.stage.stop_bot(holder) == 0
    pair.stage.tencent.speed = 60.0
    await pair.wait_rows("bool_and(delivery_state = 'sent' AND state = 'ready')")
    assert sum(pair.endings().values()) == 4
    assert max(pair.accepted_creates().values()) == 1


async def test_a_pause_in_one_process_holds_in_all(pair: Fleet) -> None:
    """The operator's server belongs to the second process; once the first has heard, it takes nothing more."""
    operator, office = pair.rooms[1][0]
    user, studio = pair.rooms[0][0]
    discord = pair.stage.discord
    paused = await discord.command(operator, office, "/operator pause")
    await paused.done()

    async def refusals() -> str:
        refused = await discord.command(user, studio, "/music prompt:calm rain")
        await refused.done()
        return "\n".join(text_of(note) for note in refused.ephemeral)

    await pair.stage.patience.until_found(refusals)  # what is asked before the signal has come is taken
    taken = len(await pair.rows())
    assert await refusals()
    assert len(await pair.rows()) == taken
    await (await discord.command(operator, office, "/operator resume")).done()

    async def asked() -> bool:
        interaction = await discord.command(user, studio, "/music prompt:calm rain")
        await interaction.done()
        return not interaction.ephemeral

    await pair.stage.patience.until_found(asked)
    await pair.wait_rows(f"count(*) = {taken + 1} AND bool_and(delivery_state = 'sent')")
