"""Fans out the stage's events, in order, to one queue per open page.

It owns the subscriptions. Nothing here waits for a page: one that reads too slowly is disconnected, and reconnects
with a fresh snapshot.
"""

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Any

from bot.sandbox.discord import Event
from bot.sandbox.page import views
from bot.sandbox.page.jobs import JobReader
from bot.sandbox.page.presets import Switchboard
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Call

Json = dict[str, Any]
_QUEUE_LENGTH = 5000
_TICK_SECONDS = 0.5
_MESSAGE_EVENTS = frozenset({"message_create", "message_update"})


class Client:
    """One open page and its outgoing messages."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[str | None] = asyncio.Queue(_QUEUE_LENGTH + 1)

    def push(self, text: str) -> None:
        """Queue one message; a page that is too far behind is disconnected instead."""
        if self._queue.qsize() >= _QUEUE_LENGTH:
            self.end()
            return
        self._queue.put_nowait(text)

    def end(self) -> None:
        """Close the page's connection after the queued messages."""
        with contextlib.suppress(asyncio.QueueFull):
            self._queue.put_nowait(None)

    async def next(self) -> str | None:
        """Return the next message; None means the connection is to be closed."""
        return await self._queue.get()


class Hub:
    """Subscribes to the stage and sends its events to the pages."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._clients: set[Client] = set()
        self._unsubscribe: list[Callable[[], None]] = []
        self._lines: list[str] = []
        self._last_sent: dict[str, Json] = {}
        self._channels: set[str] = set()
        self._ticker: asyncio.Task[None] | None = None
        self.switchboard = Switchboard(stage.tencent.faults)
        self.jobs = JobReader(stage.folder / "foley.db")

    def start(self) -> None:
        """Subscribe to both simulators and the bot's log."""
        self._unsubscribe = [
            self._stage.discord.subscribe(self._on_event),
            self._stage.tencent.subscribe(self._on_call),
            self._stage.on_log(self._lines.append),
        ]
        self._ticker = asyncio.create_task(self._tick(), name="sandbox-page:ticker")

    async def close(self) -> None:
        """Unsubscribe and close every page's connection."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        if self._ticker is not None:
            self._ticker.cancel()
            await asyncio.gather(self._ticker, return_exceptions=True)
        for client in self._clients:
            client.end()

    # --- pages ------------------------------------------------------------------------------------------------

    def join(self) -> Client:
        """Add a page; its first message is the snapshot."""
        client = Client()
        client.push(_text("snapshot", self.snapshot()))
        self._clients.add(client)
        return client

    def leave(self, client: Client) -> None:
        """Remove a page that was closed."""
        self._clients.discard(client)

    def snapshot(self) -> Json:
        """Return everything but messages, which the page requests by channel."""
        return {
            "now": self._stage.tencent.clock.wall(),
            "world": views.world(self._stage),
            "bot": views.bot(self._stage),
            "log": views.log_lines(self._stage),
            "jobs": self.jobs.jobs,
            "tencent": self._tencent(),
            "calls": views.calls(self._stage),
            "interactions": [one.summary() for one in self._stage.discord.interactions()[-100:]],
        }

    def tell(self, kind: str, data: Any) -> None:
        """Send an event to every page."""
        if self._clients:
            text = _text(kind, data)
            for client in self._clients:
                client.push(text)

    # --- the stage --------------------------------------------------------------------------------------------

    def _on_event(self, event: Event) -> None:
        if event.kind in _MESSAGE_EVENTS:
            message = self._stage.discord.message(int(event.data["message"]["id"]))
            if message is not None:
                if str(message.channel_id) not in self._channels:
                    self.world_changed()  # the bot opened a direct message, which has no event of its own
                self.tell(event.kind, views.message(message))
        elif event.kind == "message_delete":
            deleted = event.data["message"]
            self.tell(event.kind, {"id": deleted["id"], "channel_id": deleted["channel_id"]})
        elif event.kind == "interaction":
            self.tell(event.kind, event.data)
        elif event.kind == "commands":
            self.tell("commands", {})
        elif event.kind == "world":
            self.world_changed()
        elif event.kind == "gateway":
            self._send_if_changed("bot", views.bot(self._stage))

    def world_changed(self) -> None:
        """Send the current users and channels to the pages."""
        world = views.world(self._stage)
        self._channels = {one["id"] for one in world["channels"]}
        self._send_if_changed("world", world)

    def bot_changed(self) -> None:
        """Send the current state of the bot process to the pages."""
        self._send_if_changed("bot", views.bot(self._stage))

    def tencent_changed(self) -> None:
        """Send the current tasks, speed and switches to the pages."""
        self._send_if_changed("tencent", self._tencent())

    def _on_call(self, call: Call) -> None:
        self.switchboard.refresh()
        self.tell("call", views.call_row(call))

    def _tencent(self) -> Json:
        return {**views.tencent(self._stage), "switches": self.switchboard.shown()}

    def _send_if_changed(self, kind: str, data: Json) -> None:
        """Send data only if it differs from what was sent last; the time alone does not count."""
        compared = {key: value for key, value in data.items() if key != "now"}
        if self._last_sent.get(kind) != compared:
            self._last_sent[kind] = compared
            self.tell(kind, data)

    async def _tick(self) -> None:
        """Send what changes without an event: the log, tasks as they age, the process, its database."""
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            if self._lines:
                lines, self._lines[:] = list(self._lines), []
                self.tell("log", lines[-views.SHOWN_LINES :])
            if not self._clients:
                continue
            self.bot_changed()
            self.tencent_changed()
            if await self.jobs.refresh():
                self.tell("jobs", self.jobs.jobs)


def _text(kind: str, data: Any) -> str:
    return json.dumps({"event": kind, "data": data}, ensure_ascii=False, separators=(",", ":"))
