"""Whether Foley can do its work now: a few checks, each with a detail for the operator.

- **gateway**: every shard of this process has an open connection and has been ready;
- **rest**: Discord's REST API accepts our token (the gateway stays open if it no longer does) and answered recently;
- **commands**: Discord has the commands of this version. Registered ones still work, so this is reported but does not
  make the process unready;
- **database**: a small write and read completes in time;
- **work**: the poller ticks here and no loop of the worker keeps failing, or another process holds the lease and
  sends heartbeats.

Reads the current run of the bot through :class:`Subject`; keeps only what it saw last.
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
# Discord counts invalid requests (10,000 in ten minutes): one in ten seconds is negligible, refused or not.
_REST_EVERY_SECONDS = 10.0
REST_STALE_SECONDS = 60.0
_STARTING = "the bot is starting"
_CHECKS = ("gateway", "rest", "commands", "database", "work")


class Subject(Protocol):
    """One run of the bot, as far as its health is concerned."""

    def open_shards(self) -> tuple[int, int]:
        """Return how many shards are connected, and how many there are."""

    async def refused_token(self) -> str | None:
        """Ask Discord's REST API; return why it rejects our token, None if it accepts it. Raises MessageError."""

    def sync_state(self) -> SyncState:
        """Return the state of the command sync."""

    async def ping(self) -> None:
        """Make a harmless read and write in the database. Raises StoreError."""

    def holds_lease(self) -> bool:
        """Return whether this process holds the lease and works."""

    def last_tick_at(self) -> float:
        """Return the time of the poller's last tick, on the monotonic clock."""

    def failing_loops(self) -> list[str]:
        """Return the worker's loops that keep failing."""

    async def foreign_heartbeat(self) -> float | None:
        """Return the last heartbeat of the process that holds the lease. Raises StoreError."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check. ``needed``: the process is not ready while it fails."""

    ok: bool
    detail: str
    needed: bool = True


class Readiness:
    """Runs the checks. Findings are cached for a second, so that many requests cost one ping."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = asyncio.Lock()
        self._checked_at = float("-inf")
        self._findings: dict[str, Finding] = {}
        self._last_heartbeat: float | None = None
        self._is_heartbeat_known = False
        self._heartbeat_changed_at = float("-inf")
        self._rest = RestCheck(clock)
        self.subject: Subject | None = None

    def observe(self, subject: Subject | None) -> None:
        """Check this run of the bot from now on; None between two runs."""
        self.subject = subject
        self._rest = RestCheck(self._clock)
        self._checked_at = float("-inf")

    async def findings(self) -> dict[str, Finding]:
        """Return the finding of each check."""
        async with self._lock:
            if self._clock.monotonic() - self._checked_at >= _CACHE_SECONDS:
                self._findings = await self._check()
                self._checked_at = self._clock.monotonic()
            return self._findings

    async def _check(self) -> dict[str, Finding]:
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

    async def _in_time(self, check: Callable[[], Awaitable[Finding]]) -> Finding:
        try:
            async with asyncio.timeout(PING_SECONDS):
                return await check()
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
        heartbeat = await subject.foreign_heartbeat()
        # Only compared with the previous one: two machines' clocks need not agree. The first may be of any age.
        if self._is_heartbeat_known and heartbeat != self._last_heartbeat:
            self._heartbeat_changed_at = now
        self._last_heartbeat, self._is_heartbeat_known = heartbeat, True
        if heartbeat is not None and now - self._heartbeat_changed_at <= STALE_SECONDS:
            return Finding(True, "another process holds the lease and works")
        return Finding(False, "no sign of life of a process that holds the lease and works")


class RestCheck:
    """Checks Discord's REST API in one run of the bot: rarely, and a single lost answer does not fail the check."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._checked_at = float("-inf")
        self._succeeded_at = clock.monotonic()
        self._finding = Finding(False, _STARTING)

    async def finding(self, subject: Subject) -> Finding:
        """Return the last finding, after a new check if it is old."""
        if self._clock.monotonic() - self._checked_at >= _REST_EVERY_SECONDS:
            self._checked_at = self._clock.monotonic()
            self._finding = await self._check(subject)
        return self._finding

    async def _check(self, subject: Subject) -> Finding:
        try:
            async with asyncio.timeout(PING_SECONDS):
                refused = await subject.refused_token()
        except (MessageError, TimeoutError) as error:
            return self._unanswered(str(error) or "no answer in time")
        if refused is not None:
            return Finding(False, f"Discord's REST side refuses the bot's token ({refused})")
        self._succeeded_at = self._clock.monotonic()
        return Finding(True, "answers")

    def _unanswered(self, reason: str) -> Finding:
        silent_seconds = self._clock.monotonic() - self._succeeded_at
        detail = f"Discord's REST side has not answered well for {silent_seconds:.0f} s ({reason})"
        return Finding(silent_seconds < REST_STALE_SECONDS, detail)


def _gateway(subject: Subject) -> Finding:
    connected, wanted = subject.open_shards()
    if wanted and connected == wanted:
        return Finding(True, f"{connected} of {wanted} shards connected")
    return Finding(False, f"{connected} of {wanted or 'no'} shards connected")
