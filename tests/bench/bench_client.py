"""The signed client beside the official SDK (async, and sync in 32 threads) and unsigned bare aiohttp.

Every client makes the same call (a poll) with 32 at a time on one core, against a server in another process on another
core. Rounds take turns, and the median round counts, so that a busy machine hurts all alike. CPU is the client's own
(``getrusage``), so a server that is the slower one would show as idle time, not as CPU.
"""

import asyncio
import importlib.util
import json
import os
import resource
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from typing import Any

import aiohttp

from bot.clock import SystemClock
from bot.jobs.model import Backend
from bot.tencent.client import Account, Credentials, TencentClient
from bot.tencent.limiter import Limiter
from bot.tencent.protocol import ACTIONS, MPS_DESCRIBE_AUDIO
from bot.tencent.transport import open_connections
from tests.bench import loopback
from tests.bench.report import Results, Row

_AT_ONCE = 32
_ROUNDS = 5
_ID, _KEY = "AKIDbench", "bench-key"
_PAYLOAD = {"TaskId": "2600000000-AigcAudio-0123456789abcdef"}
Call = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Round:
    """One measured round."""

    requests_per_second: float
    cpu_microseconds: float


def run(out: Results) -> None:
    """Measure every client that is installed."""
    cpus = sorted(os.sched_getaffinity(0))
    ways: dict[str, Callable[[int, int], None]] = {
        "Foley, signed": lambda port, count: asyncio.run(_foley(port, count)),
        "bare aiohttp, unsigned": lambda port, count: asyncio.run(_bare(port, count)),
        "official SDK, sync, 32 threads": _sdk_sync,
    }
    counts = {"Foley, signed": 6000, "bare aiohttp, unsigned": 6000}
    if importlib.util.find_spec("httpx") is not None:
        ways["official SDK, async"] = lambda port, count: asyncio.run(_sdk_async(port, count))
    rounds: dict[str, list[Round]] = {name: [] for name in ways}
    with loopback.running(cpus[-1]) as port:
        os.sched_setaffinity(0, {cpus[0]})
        try:
            for turn in range(_ROUNDS + 1):
                for name, way in ways.items():
                    measured = _measure(way, port, counts.get(name, 1500))
                    if turn:  # the first one warms up
                        rounds[name].append(measured)
        finally:
            os.sched_setaffinity(0, cpus)
    rates = {name: median(one.requests_per_second for one in found) for name, found in rounds.items()}
    costs = {name: median(one.cpu_microseconds for one in found) for name, found in rounds.items()}
    rows: list[Row] = [
        {"client": name, "requests/s": round(rates[name]), "CPU us per request": round(costs[name])} for name in ways
    ]
    out.table("The signed client, one core", rows)
    _targets(out, rates, costs)


def _targets(out: Results, rates: dict[str, float], costs: dict[str, float]) -> None:
    ours = rates["Foley, signed"]
    out.target("requests/s, of bare aiohttp", ours / rates["bare aiohttp, unsigned"], 0.85, at_least=True)
    out.target("requests/s, of the SDK in 32 threads", ours / rates["official SDK, sync, 32 threads"], 5, at_least=True)
    if "official SDK, async" in rates:
        out.target("requests/s, of the async SDK", ours / rates["official SDK, async"], 10, at_least=True)
        out.target("CPU, of the async SDK", costs["Foley, signed"] / costs["official SDK, async"], 0.1)
    else:
        print("the official async client was not measured: it needs httpx, which is not installed")


def _measure(way: Callable[[int, int], None], port: int, count: int) -> Round:
    before, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    way(port, count)
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Round(count / seconds, cpu / count * 1e6)


async def _repeat(call: Call, count: int) -> None:
    async def worker(times: int) -> None:
        for _ in range(times):
            await call()

    await asyncio.gather(*(worker(count // _AT_ONCE) for _ in range(_AT_ONCE)))


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))


async def _foley(port: int, count: int) -> None:
    async with open_connections(limit=0) as connections:
        clock = SystemClock()
        client = TencentClient(
            connections,
            Account(
                Credentials(_ID, _KEY),
                {Backend.MPS: f"http://127.0.0.1:{port}", Backend.VOD: f"http://127.0.0.1:{port}"},
            ),
            clock,
            limiter=Limiter({action.key: float("inf") for action in ACTIONS}, clock),
        )
        await _repeat(lambda: client.call(MPS_DESCRIBE_AUDIO, _PAYLOAD), count)


async def _bare(port: int, count: int) -> None:
    async with _session() as session:

        async def call() -> object:
            async with session.post(
                f"http://127.0.0.1:{port}/",
                data=json.dumps(_PAYLOAD).encode(),
                headers={"Content-Type": "application/json", "X-TC-Action": "DescribeAigcAudioTask"},
            ) as response:
                return await response.json()

        await _repeat(call, count)


def _profile(port: int) -> Any:
    from tencentcloud.common.profile.client_profile import ClientProfile
    from tencentcloud.common.profile.http_profile import HttpProfile

    http = HttpProfile(protocol="http", endpoint=f"127.0.0.1:{port}", keepAlive=True)
    return ClientProfile(httpProfile=http)


def _request() -> Any:
    from tencentcloud.mps.v20190612 import models

    request = models.DescribeAigcAudioTaskRequest()
    request.TaskId = _PAYLOAD["TaskId"]
    return request


def _sdk_sync(port: int, count: int) -> None:
    from tencentcloud.common.credential import Credential
    from tencentcloud.mps.v20190612.mps_client import MpsClient

    client = MpsClient(Credential(_ID, _KEY), "", _profile(port))

    def worker(_number: int) -> None:
        for _ in range(count // _AT_ONCE):
            client.DescribeAigcAudioTask(_request())

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(worker, range(_AT_ONCE)))


async def _sdk_async(port: int, count: int) -> None:
    from tencentcloud.common.credential import Credential
    from tencentcloud.mps.v20190612.mps_client_async import MpsClient

    async with MpsClient(Credential(_ID, _KEY), "", _profile(port)) as client:
        await _repeat(lambda: client.DescribeAigcAudioTask(_request()), count)
