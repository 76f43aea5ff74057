"""/healthz, /readyz and /metrics of the real bot process: green, red when something is gone, green again."""

import asyncio
import contextlib
import platform
import re
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest

from bot import __version__
from bot.sandbox.discord import Patience
from bot.sandbox.stage import BotNotReady, Stage
from tests.e2e.conftest import open_stage, result_of, run, text_of
from tests.support.postgres import PostgresServer, free_port

_ONE_ANSWER_SECONDS = 15.0
Answer = tuple[int, dict[str, Any]]


class Watcher:
    """Asks a bot process how it is."""

    def __init__(self, session: aiohttp.ClientSession, port: int, patience: Patience) -> None:
        self._session = session
        self._patience = patience
        self.address = f"http://127.0.0.1:{port}"

    async def ready(self) -> Answer:
        async with self._session.get(f"{self.address}/readyz") as response:
            return response.status, await response.json()

    async def until(self, wanted: Callable[[Answer], bool]) -> Answer:
        """Ask until the answer is as wanted; a process that is starting doesn't answer at all."""

        async def as_wanted() -> Answer | None:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                answer = await self.ready()
                return answer if wanted(answer) else None
            return None

        return await self._patience.until_found(as_wanted, 0.1)


def red(check: str) -> Callable[[Answer], bool]:
    return lambda answer: answer[0] == 503 and not answer[1]["checks"][check]["ok"]


def green(answer: Answer) -> bool:
    return answer[0] == 200


@contextlib.asynccontextmanager
async def watched_stage(**settings: str) -> AsyncIterator[tuple[Stage, Watcher]]:
    port = free_port()
    timeout = aiohttp.ClientTimeout(total=_ONE_ANSWER_SECONDS)
    async with (
        open_stage(FOLEY_HTTP_BIND=f"127.0.0.1:{port}", **settings) as stage,  # type: ignore[arg-type]  # all are text
        aiohttp.ClientSession(timeout=timeout) as session,
    ):
        yield stage, Watcher(session, port, stage.patience)


async def test_green_with_metrics_then_red_and_green_with_the_gateway() -> None:
    async with watched_stage() as (stage, watcher), aiohttp.ClientSession() as session:
        await watcher.until(green)
        async with session.get(f"{watcher.address}/healthz") as response:
            assert (response.status, await response.json()) == (200, {"status": "ok"})
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            async with session.request(method, f"{watcher.address}/readyz") as response:
                assert response.status == 405
        async with session.head(f"{watcher.address}/metrics") as response:
            assert response.status == 200

        message = await result_of(stage, "/music prompt:calm rain")
        assert message.payload["attachments"]
        async with session.get(f"{watcher.address}/metrics") as response:
            text = await response.text()
            assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        assert 'foley_jobs_requested_total{kind="music"} 1.0' in text
        assert 'foley_jobs_ended_total{kind="music",state="ready"} 1.0' in text
        assert 'foley_tencent_calls_total{action="mps:CreateAigcAudioTask",code="ok"} 1.0' in text
        assert 'foley_discord_responses_total{status="2xx"}' in text
        assert "foley_lease_held 1.0" in text
        assert f'foley_build_info{{python="{platform.python_version()}",version="{__version__}"}} 1.0' in text
        paid = re.search(r'foley_billed_output_seconds_total\{kind="music"\} (\S+)', text)
        assert paid is not None
        assert float(paid[1]) > 0
        late = re.search(r"foley_event_loop_lag_seconds_count (\S+)", text)
        assert late is not None
        assert float(late[1]) > 0
        started = [line for line in stage.bot.log if "process.started" in line]
        assert len(started) == 1
        assert f"version={__version__}" in started[0]
        assert 'foley_ready{check="gateway"} 1.0' in text
        for private in (stage.world.member.id, stage.world.guild.id, stage.world.general.id, "calm rain"):
            assert str(private) not in text, "no user, no server, no prompt"

        stage.discord.gateway.refuse_connections(3)
        stage.discord.gateway.drop_connections()
        await watcher.until(red("gateway"))
        _, body = await watcher.ready()
        assert body["checks"]["database"]["ok"], "each part is told apart"
        assert body["checks"]["work"]["ok"]
        await watcher.until(green)


async def test_red_while_postgres_is_gone_and_green_again(postgres_server: PostgresServer, postgres_url: str) -> None:
    async with watched_stage(FOLEY_DATABASE_URL=postgres_url) as (_, watcher):
        await watcher.until(green)
        await asyncio.to_thread(postgres_server.stop)
        try:
            await watcher.until(red("database"))
        finally:
            await asyncio.to_thread(postgres_server.start)
        await watcher.until(green)


async def test_red_while_sqlite_is_locked_by_another_program() -> None:
    async with watched_stage() as (stage, watcher):
        await watcher.until(green)
        with contextlib.closing(sqlite3.connect(stage.folder / "foley.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await watcher.until(red("database"))
            other.execute("ROLLBACK")
        await watcher.until(green)


async def test_a_frozen_process_does_not_answer() -> None:
    async with watched_stage() as (stage, watcher):
        await watcher.until(green)
        stage.bot.signal_now(signal.SIGSTOP)
        try:
            with pytest.raises((TimeoutError, aiohttp.ClientError)):
                async with asyncio.timeout(2):
                    await watcher.ready()
        finally:
            stage.bot.signal_now(signal.SIGCONT)
        await watcher.until(green)


async def test_a_port_in_use_is_one_sentence() -> None:
    async with watched_stage() as (_, watcher):
        bind = watcher.address.removeprefix("http://")
        async with open_stage(start=False, FOLEY_HTTP_BIND=bind) as other:
            with pytest.raises(BotNotReady) as caught:
                await other.start_bot()
        assert caught.value.exit_code == 78
        assert [line for line in caught.value.log if line.startswith("foley: FOLEY_HTTP_BIND can't be used")]


async def test_the_second_process_of_a_database_is_green_without_the_lease(postgres_url: str) -> None:
    async with watched_stage(FOLEY_DATABASE_URL=postgres_url, FOLEY_SHARDS="0/2") as (stage, watcher):
        port = free_port()
        second = stage.new_bot(FOLEY_HTTP_BIND=f"127.0.0.1:{port}", FOLEY_SHARDS="1/2")
        stage.bots.append(second)
        await stage.start_bot(second, shards=2)
        await watcher.until(lambda answer: "turns here" in answer[1]["checks"]["work"]["detail"])
        async with aiohttp.ClientSession() as session:
            other = Watcher(session, port, stage.patience)
            _, body = await other.until(green)
            assert body["checks"]["work"]["detail"] == "another process holds the lease and works"
            async with session.get(f"{other.address}/metrics") as response:
                assert "foley_lease_held 0.0" in await response.text()


async def test_red_and_nothing_bought_while_the_sqlite_file_is_gone_and_on_again_with_it() -> None:
    async with watched_stage() as (stage, watcher):
        await watcher.until(green)
        path = stage.folder / "foley.db"
        path.rename(stage.folder / "aside.db")
        _, body = await watcher.until(red("database"))
        assert "was removed while I ran" in body["checks"]["database"]["detail"]
        refused = await run(stage, "/music prompt:calm rain")
        await stage.discord.wait_for(lambda: refused.ephemeral or None)
        assert "database" in text_of(refused.ephemeral[-1])
        assert not [call for call in stage.tencent.calls if call.action.startswith("Create")]
        assert not path.exists(), "no new and empty database in its place"
        (stage.folder / "aside.db").rename(path)
        await watcher.until(green)
        assert (await result_of(stage, "/music prompt:calm rain")).payload["attachments"]
