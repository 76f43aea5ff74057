"""Servers' settings in memory, for tests whose point is elsewhere; usage is that of the jobs they are given."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from bot.guilds.operator_state import OperatorState, Overview
from bot.guilds.ports import Change, Diff, OperatorChange, unchanged
from bot.guilds.settings import AuditChange, AuditEntry, Changed, GuildSettings
from bot.guilds.usage import Allowance, Standing, Usage, UsageRow, UserUsage
from bot.jobs.claim import Bound
from bot.jobs.model import DeliveryState, State, new_job_id
from tests.support.memory_ledger import LedgerLine
from tests.support.memory_store import MemoryJobStore

_FAULTY = frozenset({State.FAILED, State.REFUSED, State.UNKNOWN, State.ABANDONED})


class MemoryGuildStore:
    """Settings, audit and marks in dicts. ``loads`` counts how often settings were read.

    ``used``: how much of a bound is used, by the test, in place of what the jobs come to.
    """

    def __init__(self, jobs: MemoryJobStore | None = None, new_server: Change = unchanged) -> None:
        self._new_server = new_server
        self.jobs = jobs or MemoryJobStore()
        self.rows: dict[int, GuildSettings] = {}
        self.lines: defaultdict[int, list[AuditEntry]] = defaultdict(list)
        self.marks: set[tuple[int, str]] = set()
        self.left: dict[int, float] = {}
        self.known: set[int] = set()
        self.operator = OperatorState()
        self.used: dict[Bound, float] = {}
        self.loads = 0

    async def load(self, guild_id: int) -> GuildSettings:
        self.loads += 1
        return self._known_or_new(guild_id)

    def _known_or_new(self, guild_id: int) -> GuildSettings:
        return self.rows.get(guild_id) or self._new_server(GuildSettings(guild_id))

    async def change(self, guild_id: int, actor_id: int, at: float, change: Change, diff: Diff) -> Changed:
        old = self._known_or_new(guild_id)
        new = change(old)
        differences = diff(old, new)
        ids = sorted(new_job_id(at) for _ in differences)
        self.rows[guild_id] = new
        self.known.add(guild_id)
        entries = [
            AuditEntry(entry_id, guild_id, actor_id, at, one) for entry_id, one in zip(ids, differences, strict=True)
        ]
        self.lines[guild_id] += entries
        return Changed(new, tuple(entries))

    async def audit_change(self, guild_id: int, entry_id: str) -> list[AuditEntry]:
        found = next((one for one in self.lines[guild_id] if one.id == entry_id), None)
        if found is None:
            return []
        return [one for one in self.lines[guild_id] if (one.at, one.actor_id) == (found.at, found.actor_id)]

    async def note(self, guild_id: int, actor_id: int, at: float, changes: Sequence[AuditChange]) -> None:
        self.lines[guild_id] += [AuditEntry(new_job_id(at), guild_id, actor_id, at, one) for one in changes]

    async def audit(self, guild_id: int, before_id: str | None, limit: int) -> list[AuditEntry]:
        lines = sorted(self.lines[guild_id], key=lambda line: line.id, reverse=True)
        return [line for line in lines if before_id is None or line.id < before_id][:limit]

    async def allowances(self, guild_id: int, user_id: int, bounds: Sequence[Bound]) -> list[Allowance]:
        return [Allowance(one, self.used.get(one, self.jobs.used(guild_id, user_id, one))) for one in bounds]

    async def usage(self, guild_id: int, from_day: int, to_day: int, users: int) -> Usage:
        lines = self.jobs.ledger.lines.values()
        counted = [line for line in lines if line.guild_id == guild_id and from_day <= line.day <= to_day]
        newest = max((line for line in counted if line.currency), key=lambda line: line.reserved_at, default=None)
        currency = newest.currency if newest is not None else ""
        return Usage(from_day, to_day, currency, _by_day(counted), _by_user(counted)[:users])

    async def mark_once(self, guild_id: int, name: str, at: float) -> bool:
        new = (guild_id, name) not in self.marks
        self.marks.add((guild_id, name))
        return new

    async def unmark(self, guild_id: int, name: str) -> None:
        self.marks.discard((guild_id, name))

    async def set_present(self, guild_ids: Collection[int]) -> None:
        for guild_id in guild_ids:
            self._remember(guild_id)
            self.left.pop(guild_id, None)

    def _remember(self, guild_id: int) -> None:
        if guild_id not in self.known:
            self.known.add(guild_id)
            self.rows.setdefault(guild_id, self._new_server(GuildSettings(guild_id)))

    async def set_left(self, guild_id: int, left_at: float) -> None:
        self._remember(guild_id)
        self.left.setdefault(guild_id, left_at)

    async def present_guilds(self) -> list[int]:
        return sorted(self.known - set(self.left))

    async def load_operator(self) -> OperatorState:
        return self.operator

    async def change_operator(self, change: OperatorChange) -> OperatorState:
        self.operator = change(self.operator)
        return self.operator

    async def overview(self, since: float) -> Overview:
        jobs = sorted(self.jobs.rows.values(), key=lambda job: job.id)
        unfinished = [job for job in jobs if not job.state.is_final]
        oldest = next((job for job in jobs if job.delivery_state not in (DeliveryState.SENT, DeliveryState.HELD)), None)
        faults = [job.fault for job in jobs if job.fault and job.state in _FAULTY and job.created_at >= since]
        return Overview(
            open_by_state=Counter(job.state.value for job in unfinished),
            oldest_open_id=oldest.id if oldest else None,
            oldest_open_at=oldest.created_at if oldest else None,
            held_deliveries=sum(job.delivery_state is DeliveryState.HELD for job in jobs),
            faults_by_code=Counter(fault.code or fault.key for fault in faults),
        )


def _by_day(lines: Sequence[LedgerLine]) -> tuple[UsageRow, ...]:
    rows = []
    for day, kind, model in sorted({(line.day, line.kind, line.model) for line in lines}):
        mine = [line for line in lines if (line.day, line.kind, line.model) == (day, kind, model)]
        count = sum(line.uses for line in mine)
        still_open = sum(line.uses for line in mine if line.standing is Standing.RESERVED)
        sums = (sum(line.seconds for line in mine), len(mine) - count)
        rows.append(UsageRow(day, kind, count, *sums, model, still_open, sum(line.cost for line in mine)))
    return tuple(rows)


def _by_user(lines: Sequence[LedgerLine]) -> tuple[UserUsage, ...]:
    people = []
    for user_id in {line.user_id for line in lines if line.uses}:
        mine = [line for line in lines if line.user_id == user_id]
        count, seconds = sum(line.uses for line in mine), sum(line.seconds for line in mine)
        people.append(UserUsage(user_id, count, seconds, sum(line.cost for line in mine)))
    return tuple(sorted(people, key=lambda one: (-one.count, -one.seconds, one.user_id)))


class NothingKept:
    """A PrivacyStore that holds nothing about anybody."""

    async def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        return {}

    async def start_erasure(self, user_id: int, at: float) -> None:
        return None

    async def erasures(self) -> list[int]:
        return []

    async def open_job_ids(self, user_id: int) -> list[str]:
        return []

    async def erase(self, user_id: int) -> tuple[list[str], int]:
        return [], 0

    async def gone_jobs(self, job_ids: Collection[str]) -> frozenset[str]:
        return frozenset()

    async def forget_left_guilds(self, now: float) -> tuple[list[int], list[str]]:
        return [], []

    async def forget_prompts(self, now: float) -> int:
        return 0

    async def settle_old(self, now: float) -> int:
        return 0


class EmptyResultCache:
    """A ResultCache with nothing on it; remembers what it was told to forget."""

    def __init__(self) -> None:
        self.forgotten: list[str] = []

    async def job_ids(self) -> frozenset[str]:
        return frozenset()

    async def keep(self, job_id: str, index: int, file: Any) -> None:
        return None

    async def open(self, job_id: str, index: int, folder: Any) -> None:
        return None

    async def forget(self, job_ids: Collection[str]) -> None:
        self.forgotten += job_ids

    async def sweep(self) -> None:
        return None
