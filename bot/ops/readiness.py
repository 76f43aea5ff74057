"""Whether Foley can do its work now: a few questions, each answered with a word for the operator.

- **gateway**: every shard of this process has an open connection and has been ready;
- **rest**: Discord's REST side takes our token (the gateway stays when it no longer does) and has answered lately;
- **commands**: Discord has the commands of this version. Registered ones work all the same, so this is told but does
  not make the process unready;
- **database**: a small write and read comes back in time;
- **work**: the poller turns here and no loop of the work fails again and again, or another process holds the lease
  and shows signs of life.

Reads the present run of the bot through :class:`Subject`; keeps only what it saw last.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from bot.clock import Clock
from bot.command_sync import SyncState
from bot.errors import MessageError, StoreError

PING_SECONDS = 3.0
STALE_SECONDS = 10.0
_CACHE_SECONDS = 1.0
# Discord counts invalid requests (10,000 in ten minutes): one in ten seconds is nothing, refused or not.
_REST_EVERY_SECONDS = 10.0
REST_STALE_SECONDS = 60.0
_STARTING = "the bot is starting"
_CHECKS = ("gateway", "rest", "commands", "database", "work")


class Subject(Protocol):
    """One run of the bot, as far as its health goes."""

    def open_shards(self) -> tuple[int, int]:
        """Return how many shards are connected, and of how many."""

    async def refused_token(self) -> str | None:
        """Ask Discord's REST side; return why it refuses our token, None when all is well. Raises MessageError."""

    def sync_state(self) -> SyncState:
        """Return what the sync of commands is doing."""

    async def ping(self) -> None:
        """Read and write something harmless in the database. Raises StoreError."""

    def holds_lease(self) -> bool:
        """Whether the work is done here."""

    def last_tick_at(self) -> float:
        """When the poller turned last, on the monotonic clock."""

    def failing_loops(self) -> list[str]:
        """Return the loops of the work that fail again and again."""

    async def foreign_heartbeat(self) -> float | None:
        """Return the last sign of life of the process that holds the lease. Raises StoreError."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer. ``needed``: without it the process is not ready."""

    ok: bool
    detail: str
    needed: bool = True


class Readiness:
    """Asks the questions. Answers are kept for a second, so that many askers cost one ping."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = asyncio.Lock()
        self._asked_at = float("-inf")
        self._found: dict[str, Finding] = {}
        self._beat: float | None = None
        self._beat_known = False
        self._beat_seen_at = float("-inf")
        self._rest = RestCheck(clock)
        self.subject: Subject | None = None

    def observe(self, subject: Subject | None) -> None:
        """Observe this run of the bot from now on; None between two runs."""
        self.subject = subject
        self._rest = RestCheck(self._clock)
        self._asked_at = float("-inf")

    async def findings(self) -> dict[str, Finding]:
        """Return the answer to each question."""
        async with self._lock:
            if self._clock.monotonic() - self._asked_at >= _CACHE_SECONDS:
                self._found = await self._ask()
                self._asked_at = self._clock.monotonic()
            return self._found

    async def _ask(self) -> dict[str, Finding]:
        subject = self.subject
        if subject is None:
            return {name: Finding(False, _STARTING) for name in _CHECKS}
        rest, database, work = await asyncio.gather(
            self._rest.finding(subject),
            self._in_time(lambda: self._database(subject)),
            self._in_time(lambda: self._work(subject)),
        )
        sync = subject.sync_state()
        commands = Finding(sync.is_current, sync.detail, needed=False)
        return dict(zip(_CHECKS, (_gateway(subject), rest, commands, database, work), strict=True))

    async def _in_time(self, ask: Callable[[], Awaitable[Finding]]) -> Finding:
        try:
            async with asyncio.timeout(PING_SECONDS):
                return await ask()
        except TimeoutError:
            return Finding(False, f"the database has not answered within {PING_SECONDS:.0f} s")
        except StoreError as error:
            return Finding(False, error.detail or "the database is away")

    async def _database(self, subject: Subject) -> Finding:
        await subject.ping()
        return Finding(True, "read and written")

    async def _work(self, subject: Subject) -> Finding:
        now = self._clock.monotonic()
        if subject.holds_lease():
            age_seconds = now - subject.last_tick_at()
            if age_seconds > STALE_SECONDS:
                return Finding(False, f"the poller has not turned for {age_seconds:.0f} s")
            failing = subject.failing_loops()
            if failing:
                return Finding(False, f"fails again and again, see the log: {', '.join(failing)}")
            return Finding(True, "the poller turns here")
        beat = await subject.foreign_heartbeat()
        # Compared with itself only: the clocks of two machines need not agree. The first one may be of any age.
        if self._beat_known and beat != self._beat:
            self._beat_seen_at = now
        self._beat, self._beat_known = beat, True
        if beat is not None and now - self._beat_seen_at <= STALE_SECONDS:
            return Finding(True, "another process holds the lease and works")
        return Finding(False, "no sign of life of a process that holds the lease and works")


class RestCheck:
    """Discord's REST side in one run of the bot: asked seldom, and a single lost answer is no news."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asked_at = float("-inf")
        self._well_at = clock.monotonic()
        self._found = Finding(False, _STARTING)

    async def finding(self, subject: Subject) -> Finding:
        """Return what is known, asking again where that is old."""
        if self._clock.monotonic() - self._asked_at >= _REST_EVERY_SECONDS:
            self._asked_at = self._clock.monotonic()
            self._found = await self._ask(subject)
        return self._found

    async def _ask(self, subject: Subject) -> Finding:
        try:
            async with asyncio.timeout(PING_SECONDS):
                refused = await subject.refused_token()
        except (MessageError, TimeoutError) as error:
            return self._unanswered(str(error) or "no answer in time")
        if refused is not None:
            return Finding(False, f"Discord's REST side refuses the bot's token ({refused})")
        self._well_at = self._clock.monotonic()
        return Finding(True, "answers")

    def _unanswered(self, reason: str) -> Finding:
        silent_seconds = self._clock.monotonic() - self._well_at
        detail = f"Discord's REST side has not answered well for {silent_seconds:.0f} s ({reason})"
        return Finding(silent_seconds < REST_STALE_SECONDS, detail)


def _gateway(subject: Subject) -> Finding:
    connected, wanted = subject.open_shards()
    if wanted and connected == wanted:
        return Finding(True, f"{connected} of {wanted} shards connected")
    return Finding(False, f"{connected} of {wanted or 'no'} shards connected")
