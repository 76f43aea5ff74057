"""Signals on both databases: heard here, heard by other processes, and never in the way."""

import asyncio

import pytest

from bot.clock import SystemClock
from bot.store import Store
from bot.store.engine.signals import PostgresSignals
from tests.support.fast_clock import FastClock
from tests.support.postgres import PostgresServer
from tests.support.store_ports import StorePorts

_PATIENCE_SECONDS = 30


async def test_a_signal_reaches_the_subscribers_of_its_topic_once(store: StorePorts) -> None:
    heard: list[tuple[str, str]] = []
    end = store.signals.subscribe("job", lambda payload: heard.append(("first", payload)))
    store.signals.subscribe("job", lambda payload: heard.append(("second", payload)))
    store.signals.subscribe("guild", lambda payload: heard.append(("other", payload)))
    await store.signals.publish("job", "abc 🌧")
    end()
    end()
    await store.signals.publish("job", "def")
    await asyncio.sleep(0)
    assert heard == [("first", "abc 🌧"), ("second", "abc 🌧"), ("second", "def")]


async def test_a_failing_subscriber_keeps_nobody_from_hearing(
    store: StorePorts, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_payload: str) -> None:
        problem = "broken"
        raise RuntimeError(problem)

    heard: list[str] = []
    store.signals.subscribe("job", fail)
    store.signals.subscribe("job", heard.append)
    await store.signals.publish("job", "x")
    assert heard == ["x"]
    assert "signals.subscriber_failed topic=job" in caplog.text


async def _is_listening(store: Store) -> None:
    assert isinstance(store.signals, PostgresSignals)
    await asyncio.wait_for(store.signals.listening.wait(), _PATIENCE_SECONDS)


async def _has_dropped(store: Store) -> None:
    """Wait until the broken connection is given up: the fast clock then tries anew."""
    assert isinstance(store.signals, PostgresSignals)
    for _turn in range(_PATIENCE_SECONDS * 100):
        if not store.signals.listening.is_set():
            return
        await asyncio.sleep(0.01)
    pytest.fail("the connection was not given up")


async def test_a_signal_reaches_the_other_processes(postgres_url: str) -> None:
    async with Store.opened(postgres_url, SystemClock()) as one, Store.opened(postgres_url, SystemClock()) as other:
        heard: asyncio.Queue[str] = asyncio.Queue()
        own: list[str] = []
        other.signals.subscribe("job", heard.put_nowait)
        one.signals.subscribe("job", own.append)
        await _is_listening(one)
        await _is_listening(other)
        for payload in ("'quoted' \\ 🌧", "x" * 7000):
            await one.signals.publish("job", payload)
            assert await asyncio.wait_for(heard.get(), _PATIENCE_SECONDS) == payload
        assert own == ["'quoted' \\ 🌧", "x" * 7000]
        with pytest.raises(ValueError, match="bytes"):
            await one.signals.publish("job", "🌧" * 2000)
        assert heard.empty()


async def test_listening_comes_back_by_itself(postgres_server: PostgresServer, postgres_url: str) -> None:
    clock = FastClock()
    async with Store.opened(postgres_url, clock) as one, Store.opened(postgres_url, clock) as other:
        heard: asyncio.Queue[str] = asyncio.Queue()
        other.signals.subscribe("job", heard.put_nowait)
        await _is_listening(other)
        await postgres_server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        )
        await _has_dropped(other)
        await _is_listening(other)
        await one.signals.publish("job", "again")
        assert await asyncio.wait_for(heard.get(), _PATIENCE_SECONDS) == "again"


async def test_publishing_while_the_database_is_away_only_warns(
    postgres_server: PostgresServer, postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with Store.opened(postgres_url, SystemClock()) as store:
        heard: list[str] = []
        store.signals.subscribe("job", heard.append)
        await asyncio.to_thread(postgres_server.stop)
        await store.signals.publish("job", "x")
        assert heard == ["x"]
        assert "signals.not_sent" in caplog.text
