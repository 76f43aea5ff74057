"""The database goes away under running processes: a sentence in time, nothing lost, and on again by themselves."""

import asyncio
import resource
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.discord import Interaction
from bot.sandbox.tencent.server import Moment
from tests.e2e.conftest import open_stage, result_of, rows, run, text_of, wait_row
from tests.support.fleet import Fleet, open_fleet
from tests.support.postgres import PostgresServer


@pytest.fixture
async def pair(postgres_url: str) -> AsyncIterator[Fleet]:
    async with open_fleet(postgres_url, 2, speed=60.0) as fleet:
        await fleet.start()
        yield fleet


async def told_alone(interaction: Interaction) -> str:
    """What the person alone was told; the local Discord fails a command that nobody answers within 3 s."""
    await interaction.done()
    assert interaction.error is None, interaction.error
    await interaction.bus.wait_for(lambda: interaction.ephemeral or None)
    return "\n".join(text_of(note) for note in interaction.ephemeral)


async def test_postgres_stopped_and_started_again(
    pair: Fleet, postgres_server: PostgresServer, capsys: pytest.CaptureFixture[str]
) -> None:
    tencent, discord = pair.stage.tencent, pair.stage.discord
    came, go_on = asyncio.Event(), asyncio.Event()

    async def hold_the_answer(moment: Moment) -> None:
        if moment.action == "TextToSpeech" and moment.phase == "after":
            came.set()
            await go_on.wait()

    tencent.on_request = hold_the_answer
    tencent.speed = 1.0
    for number in (0, 1, 2):  # music, sound effect and video wait at the provider
        await pair.ask(number, number % 2)
    await pair.wait_rows("count(*) = 3 AND bool_and(state = 'waiting')")
    await pair.ask(3, 1)  # the speech is bought, and its answer comes while there is no database
    await pair.stage.patience.bounded(came.wait())

    await asyncio.to_thread(postgres_server.stop)
    go_on.set()
    for rooms in pair.rooms:
        user, studio = rooms[0]
        refused = await discord.command(user, studio, "/music prompt:while away")
        await refused.wait_first_answer()
        assert refused.in_time
        assert "database" in await told_alone(refused)
    pair.holder = None
    await asyncio.to_thread(postgres_server.start)
    began_at = asyncio.get_running_loop().time()
    await pair.wait_for_holder()
    again_seconds = asyncio.get_running_loop().time() - began_at
    tencent.speed = 60.0
    await pair.wait_rows("bool_and(delivery_state = 'sent')")
    with capsys.disabled():
        print(f"\nwork went on {again_seconds:.1f} s after PostgreSQL was back")
    found = await pair.rows()
    assert [row["state"] for row in found] == ["ready"] * 4
    assert max(pair.accepted_creates().values()) == 1
    assert sum(pair.endings().values()) == 4
    await pair.ask(4, 0)
    await pair.wait_rows("count(*) = 5 AND bool_and(delivery_state = 'sent')")


async def test_a_full_disk_is_told_and_over_when_there_is_space() -> None:
    """No file of the process may grow: what a full disk does to a write, without the rights that a small disk takes."""
    async with open_stage() as stage:
        await result_of(stage, "/music prompt:before")
        pid = stage.bot.pid
        assert pid is not None
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, before[1]))
        refused = await run(stage, "/music prompt:no room")
        assert refused.in_time
        assert "database" in await told_alone(refused)
        assert len(rows(stage)) == 1, "no half-written job"
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
        message = await result_of(stage, "/music prompt:room again")
        assert message.payload["attachments"]
        await wait_row(stage, "(SELECT count(*) FROM jobs WHERE delivery_state = 'sent') = 2")
