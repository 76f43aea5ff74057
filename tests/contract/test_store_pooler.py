"""Behind the real PgBouncer: in session mode all works with its defaults, in transaction mode Foley says no."""

import asyncio
from collections.abc import Iterator
from functools import partial

import asyncpg
import pytest

from bot.clock import SystemClock
from bot.errors import StoreRefused
from bot.store import Store
from bot.store.engine.lease import PostgresLease
from bot.store.maintenance.inspection import inspect_database
from tests.support.fast_clock import FastClock
from tests.support.jobs import make_new
from tests.support.pgbouncer import PgBouncer
from tests.support.postgres import PostgresServer

_PATIENCE_SECONDS = 30
_CLOCK = SystemClock()


@pytest.fixture(params=["transaction", "statement"])
def lending(request: pytest.FixtureRequest, postgres_server: PostgresServer) -> Iterator[PgBouncer]:
    """A pooler that lends the server's sessions out."""
    with PgBouncer.running(postgres_server.port, request.param) as pooler:
        yield pooler


@pytest.fixture
def keeping(postgres_server: PostgresServer) -> Iterator[PgBouncer]:
    """A pooler in session mode, all else at its default."""
    with PgBouncer.running(postgres_server.port, "session") as pooler:
        yield pooler


async def test_in_session_mode_everything_works_with_the_poolers_defaults(
    keeping: PgBouncer, postgres_url: str
) -> None:
    url = keeping.url(postgres_url)
    assert (await inspect_database(url)).revision == ""
    async with Store.opened(url, _CLOCK) as store:
        job = await store.jobs.add(make_new())
        assert await asyncio.gather(*(store.jobs.get(job.id) for _ in range(20))) == [job] * 20
        await asyncio.wait_for(store.lease.acquire(), _PATIENCE_SECONDS)
        assert store.lease.held
        async with store.database.read() as connection:
            timeout = (await connection.exec_driver_sql("SHOW statement_timeout")).scalar()
        assert timeout == "2300ms"
    assert (await inspect_database(url)).is_newest


async def test_where_sessions_are_lent_out_opening_and_check_name_the_pooler(
    lending: PgBouncer, postgres_url: str
) -> None:
    url = lending.url(postgres_url)
    for look in (lambda: Store.open(url, _CLOCK), lambda: inspect_database(url)):
        with pytest.raises(StoreRefused) as refused:
            await look()
        assert refused.value.key == "store-refused-pooler"


@pytest.mark.parametrize(
    "settings", ["server_round_robin = 1", "server_reset_query_always = 1", "max_db_connections = 1"]
)
async def test_a_lending_pooler_is_found_out_whatever_its_other_settings(
    postgres_server: PostgresServer, postgres_url: str, settings: str
) -> None:
    with PgBouncer.running(postgres_server.port, "transaction", settings) as pooler:
        for _ in range(5):
            with pytest.raises(StoreRefused) as refused:
                await Store.open(pooler.url(postgres_url), _CLOCK)
            assert refused.value.key == "store-refused-pooler"


async def test_a_parameter_that_the_pooler_does_not_take_is_named(keeping: PgBouncer, postgres_url: str) -> None:
    with pytest.raises(StoreRefused) as refused:
        await Store.open(f"{keeping.url(postgres_url)}?search_path=other", _CLOCK)
    assert refused.value.key == "store-refused-parameter"
    assert refused.value.values == {"parameter": "search_path"}


async def test_a_user_that_the_pooler_does_not_know_is_refused(keeping: PgBouncer, postgres_url: str) -> None:
    url = keeping.url(postgres_url).replace("postgres@", "stranger@")
    with pytest.raises(StoreRefused, match=r"authentication failed|no such user"):
        await Store.open(url, _CLOCK)


async def test_two_that_are_lent_one_session_never_both_hold_the_lease(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    """As if the proof at the start had found nothing: the lock alone would be given to both."""
    await (await Store.open(postgres_url, _CLOCK)).close()
    clock = FastClock(speed=4.0)
    with PgBouncer.running(postgres_server.port, "transaction", "max_db_connections = 1") as pooler:
        # Without prepared statements it works as PgBouncer does with them from 1.21 on.
        connect = partial(asyncpg.connect, pooler.url(postgres_url), statement_cache_size=0)
        leases = [PostgresLease(connect, clock) for _ in range(2)]
        takers = [asyncio.ensure_future(_hold_on(lease)) for lease in leases]
        try:
            for _ in range(400):
                assert sum(lease.held for lease in leases) <= 1
                await asyncio.sleep(0.01)
        finally:
            for taker in takers:
                taker.cancel()
            await asyncio.gather(*takers, return_exceptions=True)
            for lease in leases:
                await lease.release()


def _holds(lease: PostgresLease) -> bool:
    return lease.held


async def _hold_on(lease: PostgresLease) -> None:
    while True:
        await lease.acquire()
        await lease.lost()


async def test_a_holder_whose_session_is_swapped_finds_out_and_says_so(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    await (await Store.open(postgres_url, _CLOCK)).close()
    with PgBouncer.running(postgres_server.port, "transaction") as pooler:
        connect = partial(asyncpg.connect, pooler.url(postgres_url), statement_cache_size=0)
        lease = PostgresLease(connect, FastClock(speed=4.0))
        await asyncio.wait_for(lease.acquire(), _PATIENCE_SECONDS)
        assert _holds(lease)
        # Another customer of the pooler begins a transaction, on the session that was free last: the holder's.
        other = await connect()
        async with other.transaction():
            await other.fetchval("SELECT 1")
            await asyncio.wait_for(lease.lost(), _PATIENCE_SECONDS)
            assert not _holds(lease)
        await other.close()
        with pytest.raises(StoreRefused) as refused:
            await asyncio.wait_for(lease.acquire(), _PATIENCE_SECONDS)
        assert refused.value.key == "store-refused-pooler"
        await lease.release()
