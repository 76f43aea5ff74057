"""Servers' settings in memory, for tests whose point is elsewhere. The books are empty: nothing is ever used up."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from bot.clock import Clock
from bot.jobs.administration import Administration
from bot.jobs.book import JobBook
from bot.jobs.guild_model import Allowance, AuditEntry, Bound, GuildSettings, OperatorState, Overview, Usage
from bot.jobs.guild_ports import Change, Diff
from bot.jobs.guilds import GuildService
from bot.jobs.model import Job, new_job_id
from bot.jobs.operator import OperatorService
from bot.jobs.ports import ResultShelf, Signals
from bot.jobs.privacy import PrivacyService
from bot.patterns import compile_pattern


class MemoryGuildStore:
    """Settings, audit and marks in dicts. ``loads`` counts how often settings were read."""

    def __init__(self) -> None:
        self.rows: dict[int, GuildSettings] = {}
        self.lines: defaultdict[int, list[AuditEntry]] = defaultdict(list)
        self.marks: set[tuple[int, str]] = set()
        self.left: dict[int, float] = {}
        self.present: set[int] = set()
        self.operator = OperatorState()
        self.used: dict[Bound, float] = {}
        self.loads = 0

    async def load(self, guild_id: int) -> GuildSettings:
        self.loads += 1
        return self.rows.get(guild_id, GuildSettings(guild_id))

    async def change(self, guild_id: int, actor_id: int, at: float, change: Change, diff: Diff) -> GuildSettings:
        old = self.rows.get(guild_id, GuildSettings(guild_id))
        new = change(old)
        self.rows[guild_id] = new
        self.lines[guild_id] += [
            AuditEntry(new_job_id(at), guild_id, actor_id, at, difference) for difference in diff(old, new)
        ]
        return new

    async def audit(self, guild_id: int, before_id: str | None, limit: int) -> list[AuditEntry]:
        lines = [line for line in reversed(self.lines[guild_id]) if before_id is None or line.id < before_id]
        return lines[:limit]

    async def allowances(self, guild_id: int, user_id: int, bounds: Sequence[Bound]) -> list[Allowance]:
        return [Allowance(bound, self.used.get(bound, 0.0)) for bound in bounds]

    async def usage(self, guild_id: int, from_day: int, to_day: int, users: int) -> Usage:
        return Usage(from_day, to_day)

    async def mark_once(self, guild_id: int, name: str, at: float) -> bool:
        new = (guild_id, name) not in self.marks
        self.marks.add((guild_id, name))
        return new

    async def set_present(self, guild_ids: Collection[int]) -> None:
        self.present |= set(guild_ids)
        for guild_id in guild_ids:
            self.left.pop(guild_id, None)

    async def set_left(self, guild_id: int, left_at: float) -> None:
        self.left.setdefault(guild_id, left_at)
        self.present.discard(guild_id)

    async def present_guilds(self) -> list[int]:
        return sorted(self.present)

    async def load_operator(self) -> OperatorState:
        return self.operator

    async def save_operator(self, state: OperatorState) -> None:
        self.operator = state

    async def overview(self, since: float) -> Overview:
        return Overview({}, None, None, 0, {})


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

    async def forget_left_guilds(self, now: float) -> tuple[list[int], list[str]]:
        return [], []

    async def forget_prompts(self, now: float) -> int:
        return 0

    async def settle_old(self, now: float) -> int:
        return 0


class EmptyShelf:
    """A ResultShelf with nothing on it; remembers what it was told to forget."""

    def __init__(self) -> None:
        self.forgotten: list[str] = []

    async def keep(self, job_id: str, index: int, file: Any) -> None:
        return None

    async def open(self, job_id: str, index: int, folder: Any) -> None:
        return None

    async def forget(self, job_ids: Collection[str]) -> None:
        self.forgotten += job_ids

    async def sweep(self) -> None:
        return None


async def never_stops(job: Job) -> bool:
    """Be a provider that can't be stopped."""
    return False


def memory_administration(
    book: JobBook,
    signals: Signals,
    clock: Clock,
    store: MemoryGuildStore | None = None,
    shelf: ResultShelf | None = None,
) -> Administration:
    """Return the three services over memory."""
    store = store or MemoryGuildStore()
    return Administration(
        guilds=GuildService(store, signals, clock, compile_pattern),
        operator=OperatorService(store, signals, clock),
        privacy=PrivacyService(NothingKept(), book, shelf or EmptyShelf(), signals, clock, abort=never_stops),
    )
