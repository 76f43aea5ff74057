"""The HTTP side by itself: off, taken ports, methods, HEAD, what a broken database leaves of /metrics."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.clock import SystemClock
from bot.errors import ConfigError
from bot.ops.check.probe import probe
from bot.ops.operations import Operations, operations


@pytest.fixture
async def ops() -> AsyncIterator[Operations]:
    async with operations("127.0.0.1:0", SystemClock()) as opened:
        yield opened


async def get(ops: Operations, path: str, method: str = "GET") -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, f"http://127.0.0.1:{ops.server.port}{path}") as response,
    ):
        return response.status, await response.text()


async def test_before_the_bot_is_up_it_lives_but_is_not_ready(ops: Operations) -> None:
    assert (await get(ops, "/healthz"))[0] == 200
    status, text = await get(ops, "/readyz")
    assert status == 503
    assert '"detail": "the bot is starting"' in text
    status, text = await get(ops, "/metrics")
    assert status == 200
    assert 'foley_ready{check="gateway"} 0.0' in text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_it_only_tells(ops: Operations, method: str) -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        assert (await get(ops, path, method))[0] == 405


async def test_head_and_unknown_paths(ops: Operations) -> None:
    assert await get(ops, "/healthz", "HEAD") == (200, "")
    assert (await get(ops, "/"))[0] == 404
    assert (await get(ops, "/../bot"))[0] == 404


async def test_empty_bind_listens_nowhere() -> None:
    async with operations("", SystemClock()) as off:
        assert off.server.port == 0


async def test_a_taken_port_is_a_sentence(ops: Operations) -> None:
    with pytest.raises(ConfigError) as caught:
        async with operations(f"127.0.0.1:{ops.server.port}", SystemClock()):
            pass
    (problem,) = caught.value.problems
    assert problem.startswith(f"FOLEY_HTTP_BIND can't be used: 127.0.0.1:{ops.server.port} (")


async def test_closing_frees_the_port() -> None:
    async with operations("127.0.0.1:0", SystemClock()) as first:
        bind = f"127.0.0.1:{first.server.port}"
    async with operations(bind, SystemClock()) as second:
        assert (await get(second, "/healthz"))[0] == 200


async def test_probe_of_a_container(ops: Operations, capsys: pytest.CaptureFixture[str]) -> None:
    port = ops.server.port
    assert await asyncio.to_thread(probe, f"127.0.0.1:{port}", ready=False) == 0
    assert await asyncio.to_thread(probe, f"0.0.0.0:{port}", ready=False) == 0
    assert await asyncio.to_thread(probe, f"127.0.0.1:{port}", ready=True) == 1
    assert "the bot is starting" in capsys.readouterr().out
    await ops.server.close()
    assert await asyncio.to_thread(probe, f"127.0.0.1:{port}", ready=False) == 1
    assert "no answer from" in capsys.readouterr().out
