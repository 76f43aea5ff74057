"""The local Tencent Cloud as one object: three loopback servers that share one world. See :class:`LocalTencent`."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from aiohttp import web

from bot.sandbox.tencent.actions.api import ServiceApi
from bot.sandbox.tencent.actions.calls import CallLog, Subscriber
from bot.sandbox.tencent.clock import SandboxClock
from bot.sandbox.tencent.faults import KINDS, FaultScript
from bot.sandbox.tencent.limits import RateLimits
from bot.sandbox.tencent.results.media import Media
from bot.sandbox.tencent.results.results import ResultServer
from bot.sandbox.tencent.server import ApiServer, Hook
from bot.sandbox.tencent.tasks import TaskStore
from bot.sandbox.tencent.world import Settings, World
from bot.sandbox.web_server import WebServer

SNAPSHOT_FORMAT = 1
SHOWN_CALLS = 200
SHOWN_TASKS = 500
_CLOSE_SECONDS = 0.2

Handler = Callable[[web.Request], Any]


class LocalTencent:
    """A local MPS and VOD that behave as the API reference says, with faults on request.

    ``limits`` overrides rate limits by ``"Action"`` or ``"service:Action"`` (requests per second).
    Everything in :attr:`settings` may be changed while it runs.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        seed: int = 0,
        clock: SandboxClock | None = None,
        limits: Mapping[str, int] | None = None,
    ) -> None:
        self.clock = clock or SandboxClock()
        self.settings = settings
        self.calls = CallLog()
        self._world = World(self.settings, self.clock, RateLimits(limits), seed)
        self._apis = {name: ApiServer(ServiceApi(self._world, name), self.calls) for name in ("mps", "vod")}
        self._results = ResultServer(self._world, self.calls)
        self._servers: list[WebServer] = []
        self.mps_url = ""
        self.vod_url = ""

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Start listening: MPS on ``port``, VOD and the results on the next two; 0 picks free ports."""
        if self._servers:
            raise RuntimeError("the local cloud is already running")
        try:
            mps = await self._listen(self._apis["mps"].handle, host, port)
            vod = await self._listen(self._apis["vod"].handle, host, port and port + 1)
            results = await self._listen(self._results.handle, host, port and port + 2)
        except OSError:
            await self.close()
            raise
        self.mps_url, self.vod_url = f"http://{host}:{mps}", f"http://{host}:{vod}"
        self._world.links.origin = f"http://{host}:{results}"

    async def close(self) -> None:
        """Stop listening and release all resources; tasks are kept for a later start."""
        servers, self._servers = self._servers, []
        await asyncio.gather(*(server.close() for server in servers))
        await self._world.references.close()
        await self._world.media.close()

    @property
    def results_host(self) -> str:
        """The ``host:port`` that serves the result files."""
        return self._world.links.host

    def publish_results_at(self, origin: str) -> None:
        """Use another origin in result links: that of a proxy in front of our port."""
        self._world.links.origin = origin

    @property
    def faults(self) -> FaultScript:
        """The script of pending faults."""
        return self._world.faults

    @property
    def tasks(self) -> TaskStore:
        """Every task."""
        return self._world.tasks

    def replace_results(self, task_id: str, data: bytes) -> None:
        """Replace every file of a task with ``data``, whatever the file name extension."""
        task = self.tasks.change(task_id)
        assets = tuple(replace(one, media=replace(one.media, sound=f"given to {task_id}")) for one in task.assets)
        self.tasks.change(task_id, assets=assets)
        for asset in assets:
            self._world.media.put(Media(asset.media, data))

    @property
    def limits(self) -> RateLimits:
        """The rate limits, and the record of arrivals."""
        return self._world.limits

    @property
    def speed(self) -> float:
        """How many seconds of the life clock pass in one second; may be set."""
        return self.clock.speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self.clock.speed = speed

    @property
    def on_request(self) -> Hook | None:
        """An async callback awaited before and after each request is processed; may be set."""
        return self._apis["mps"].on_request

    @on_request.setter
    def on_request(self, hook: Hook | None) -> None:
        for api in self._apis.values():
            api.on_request = hook

    def set_generation(self, **changes: Any) -> None:
        """Change the API version emulated: ``audio_format`` extra, top or none; ``voices`` full or old."""
        self.settings.generation = replace(self.settings.generation, **changes)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call ``subscriber`` with every finished call; the returned function unsubscribes it."""
        return self.calls.subscribe(subscriber)

    def snapshot(self) -> dict[str, Any]:
        """Return everything a UI shows, as plain JSON."""
        generation = self.settings.generation
        return {
            "mps_url": self.mps_url,
            "vod_url": self.vod_url,
            "results_host": self.results_host,
            "now": self.clock.wall(),
            "life": self.clock.life(),
            "speed": self.speed,
            "skew_seconds": self.clock.skew_seconds,
            "generation": {"audio_format": generation.audio_format, "voices": generation.voices},
            "max_running": dict(self.settings.max_running),
            "rates": {f"{service}:{action}": rate for (service, action), rate in self.limits.rates.items()},
            "tasks": self.tasks.listed()[-SHOWN_TASKS:],
            "calls": [call.to_dict() for call in list(self.calls)[-SHOWN_CALLS:]],
            "faults": self.faults.listed(),
            "fault_kinds": {kind: {"stage": stage, "help": text} for kind, (stage, text) in KINDS.items()},
        }

    def to_dict(self) -> dict[str, Any]:
        """Return the world as plain JSON, to be saved between runs."""
        return {
            "format": SNAPSHOT_FORMAT,
            "seed": self._world.seed,
            "life": self.clock.life(),
            "speed": self.speed,
            "task_count": self._world.task_count,
            "tasks": self.tasks.to_list(),
            "faults": self.faults.listed(),
        }

    def from_dict(self, kept: Mapping[str, Any]) -> None:
        """Restore a saved world. Its life clock stood still in the meantime; links point to this run's host."""
        if kept.get("format") != SNAPSHOT_FORMAT:
            raise ValueError("this world was kept by another version")
        self._world.seed = kept["seed"]
        self._world.links.seed = kept["seed"]
        self._world.task_count = kept["task_count"]
        self.speed = kept["speed"]
        self.clock.resume_at(kept["life"])
        self.tasks.restore(kept["tasks"])
        self.faults.replace_all(kept["faults"])

    async def _listen(self, handler: Handler, host: str, port: int) -> int:
        application = web.Application(client_max_size=0)
        application.router.add_route("*", "/{path:.*}", handler)
        server = WebServer(application, shutdown_seconds=_CLOSE_SECONDS)
        self._servers.append(server)
        return await server.start(host, port)
