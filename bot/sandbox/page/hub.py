"""Everybody who watches: one queue per open page, fed with the stage's events in the order they happened.

It owns the subscriptions. Nothing here waits for a page: one that reads too slowly is cut off and comes back
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
    """One open page: what is still to be sent to it."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[str | None] = asyncio.Queue(_QUEUE_LENGTH + 1)

    def push(self, text: str) -> None:
        """Queue one message; a page too far behind gets the end instead."""
        if self._queue.qsize() >= _QUEUE_LENGTH:
            self.end()
            return
        self._queue.put_nowait(text)

    def end(self) -> None:
        """Let the page's connection end after what is queued."""
        with contextlib.suppress(asyncio.QueueFull):
            self._queue.put_nowait(None)

    async def next(self) -> str | None:
        """Return the next message; None means the end."""
        return await self._queue.get()


class Hub:
    """Hears the stage and tells the pages."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._clients: set[Client] = set()
        self._unsubscribe: list[Callable[[], None]] = []
        self._lines: list[str] = []
        self._told: dict[str, Json] = {}
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
        """Unsubscribe and end every page's connection."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        if self._ticker is not None:
            self._ticker.cancel()
            await asyncio.gather(self._ticker, return_exceptions=True)
        for client in self._clients:
            client.end()

    # --- pages ------------------------------------------------------------------------------------------------

    def join(self) -> Client:
        """A new page: its first message is the snapshot."""
        client = Client()
        client.push(_text("snapshot", self.snapshot()))
        self._clients.add(client)
        return client

    def leave(self, client: Client) -> None:
        """A page was closed."""
        self._clients.discard(client)

    def snapshot(self) -> Json:
        """Everything but messages, which are asked for by channel."""
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
            found = self._stage.discord.message(int(event.data["message"]["id"]))
            if found is not None:
                if str(found.channel_id) not in self._channels:
                    self.world_changed()  # the bot opened a direct message; no event announces that
                self.tell(event.kind, views.message(found))
        elif event.kind == "message_delete":
            gone = event.data["message"]
            self.tell(event.kind, {"id": gone["id"], "channel_id": gone["channel_id"]})
        elif event.kind == "interaction":
            self.tell(event.kind, event.data)
        elif event.kind == "commands":
            self.tell("commands", {})
        elif event.kind == "world":
            self.world_changed()
        elif event.kind == "gateway":
            self._tell_changed("bot", views.bot(self._stage))

    def world_changed(self) -> None:
        """Tell the pages of people and channels as they are now."""
        world = views.world(self._stage)
        self._channels = {one["id"] for one in world["channels"]}
        self._tell_changed("world", world)

    def bot_changed(self) -> None:
        """Tell the pages of the bot process as it is now."""
        self._tell_changed("bot", views.bot(self._stage))

    def tencent_changed(self) -> None:
        """Tell the pages of tasks, speed and switches as they are now."""
        self._tell_changed("tencent", self._tencent())

    def _on_call(self, call: Call) -> None:
        self.switchboard.refresh()
        self.tell("call", views.call_row(call))

    def _tencent(self) -> Json:
        return {**views.tencent(self._stage), "switches": self.switchboard.shown()}

    def _tell_changed(self, kind: str, data: Json) -> None:
        """Tell only what differs from what was told before; the time alone is no difference."""
        compared = {key: value for key, value in data.items() if key != "now"}
        if self._told.get(kind) != compared:
            self._told[kind] = compared
            self.tell(kind, data)

    async def _tick(self) -> None:
        """Tell what changes without an event: the log, tasks as they age, the process, its database."""
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
