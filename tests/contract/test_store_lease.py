"""The lease: one holder at a time, however the one before went away. SQLite's process lock belongs to it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.errors import StoreRefused
from bot.store import Store
from bot.store.engine.lease import GRACE_SECONDS, PROOF_SECONDS
from tests.support.fast_clock import FastClock
from tests.support.postgres import PostgresServer
from tests.support.tcp_proxy import TcpProxy

_PATIENCE_SECONDS = 30

_PROCESS = """
import asyncio, sys
from bot.clock import SystemClock
from bot.store import Store

async def main(url):
    async with Store.opened(url, SystemClock()) as store:
        print("open", flush=True)
        await store.lease.acquire()
        print("held", flush=True)
        await store.lease.lost()
        print("lost", flush=True)

asyncio.run(main(sys.argv[1]))
"""


@asynccontextmanager
async def _process(url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _PROCESS, url, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        # Let the loop see the end of the pipe, which closes the transport.
        assert process.stdout is not None
        await process.stdout.read()


def _holds(store: Store) -> bool:
    return store.lease.held


async def _says(process: asyncio.subprocess.Process, word: str) -> None:
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), _PATIENCE_SECONDS)
    assert line.decode().strip() == word


async def test_the_lease_is_taken_given_up_and_taken_again(sql_store: Store) -> None:
    assert not _holds(sql_store)
    for _ in range(2):
        await asyncio.wait_for(sql_store.lease.acquire(), _PATIENCE_SECONDS)
        assert _holds(sql_store)
        await sql_store.lease.release()
        assert not _holds(sql_store)
        await asyncio.wait_for(sql_store.lease.lost(), _PATIENCE_SECONDS)


async def test_a_second_process_on_one_sqlite_file_is_refused_until_the_first_is_dead(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'foley.db'}"
    async with _process(url) as first:
        await _says(first, "open")
        with pytest.raises(StoreRefused) as refused:
            await Store.open(url, SystemClock())
        assert refused.value.key == "store-refused-in-use"
        assert refused.value.values == {"path": str(tmp_path / "foley.db")}
        first.kill()
        await first.wait()
        async with Store.opened(url, SystemClock()) as store:
            await store.ping()


async def test_a_second_store_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'foley.db'}"
    async with Store.opened(url, SystemClock()):
        with pytest.raises(StoreRefused):
            await Store.open(url, SystemClock())
    await (await Store.open(url, SystemClock())).close()


async def test_when_the_holder_is_killed_another_process_takes_over(postgres_url: str) -> None:
    async with _process(postgres_url) as first, _process(postgres_url) as second:
        await _says(first, "open")
        await _says(second, "open")
        # Either may be first; the other must still be waiting when the holder is killed.
        waits = {asyncio.ensure_future(_says(one, "held")): one for one in (first, second)}
        done, waiting = await asyncio.wait(waits, timeout=_PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        assert (len(done), len(waiting)) == (1, 1)
        waits[done.pop()].kill()
        await waiting.pop()


async def test_a_lease_given_up_in_order_is_taken_without_a_wait(postgres_url: str) -> None:
    first_clock, second_clock = FastClock(), FastClock()
    async with Store.opened(postgres_url, first_clock) as first, Store.opened(postgres_url, second_clock) as second:
        await first.lease.acquire()
        await first.lease.release()
        await asyncio.wait_for(second.lease.acquire(), _PATIENCE_SECONDS)
        assert GRACE_SECONDS not in first_clock.slept + second_clock.slept
        assert (_holds(first), _holds(second)) == (False, True)


async def test_a_holder_that_is_cut_off_stops_before_the_next_begins(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    assert GRACE_SECONDS > PROOF_SECONDS
    events: list[str] = []
    clock = FastClock(speed=4.0)
    async with TcpProxy.running(postgres_server.port) as proxy:
        behind_proxy = postgres_server.url(postgres_url.rpartition("/")[2], port=proxy.port)
        async with Store.opened(behind_proxy, clock) as holder, Store.opened(postgres_url, clock) as taker:
            await holder.lease.acquire()

            async def lose() -> None:
                await holder.lease.lost()
                assert not _holds(holder)
                events.append("lost")

            async def take() -> None:
                await taker.lease.acquire()
                assert not _holds(holder)
                events.append("taken")

            both = asyncio.gather(lose(), take())
            # The server frees the lock at once: the earliest the next one can have it.
            proxy.cut()
            await asyncio.wait_for(both, _PATIENCE_SECONDS)
            assert events == ["lost", "taken"]
            assert GRACE_SECONDS in clock.slept

            proxy.heal()
            back = asyncio.ensure_future(holder.lease.acquire())
            await taker.lease.release()
            await asyncio.wait_for(back, _PATIENCE_SECONDS)
            assert _holds(holder)


async def test_a_stalled_holder_does_not_believe_itself(postgres_url: str) -> None:
    class Skipping(FastClock):
        skipped = 0.0

        def monotonic(self) -> float:
            return super().monotonic() + self.skipped

    clock = Skipping(speed=1.0)
    async with Store.opened(postgres_url, clock) as store:
        await store.lease.acquire()
        assert _holds(store)
        clock.skipped = PROOF_SECONDS + 1  # as after a pause of the whole process, before its loop turns again
        assert not _holds(store)


async def test_a_closed_session_is_noticed_at_once(postgres_server: PostgresServer, postgres_url: str) -> None:
    async with Store.opened(postgres_url, SystemClock()) as store:
        await store.lease.acquire()
        await postgres_server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database ="
            f" (SELECT oid FROM pg_database WHERE datname = '{postgres_url.rpartition('/')[2]}')"
        )
        await asyncio.wait_for(store.lease.lost(), _PATIENCE_SECONDS)
        assert not _holds(store)
        await asyncio.wait_for(store.lease.acquire(), _PATIENCE_SECONDS)
        assert _holds(store)
