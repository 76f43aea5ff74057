"""A server's usage, and what is left of its limits. Frozen values."""

import math
from dataclasses import dataclass
from enum import StrEnum

from bot.jobs.claim import Bound
from bot.jobs.model import Kind


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much of one bound is left. ``free_at``: when it begins anew, None for AT_ONCE."""

    bound: Bound
    used: float

    @property
    def left(self) -> int:
        """What is left, never below nothing."""
        return max(0, math.floor(self.bound.amount - self.used + 1e-9))

    @property
    def free_at(self) -> float | None:
        """When the next one is free, where the calendar alone decides; never for a limit of 0."""
        return self.bound.ends_at if self.bound.amount else None

    @property
    def key(self) -> str:
        """The sentence's Fluent key: ``quota-left-count-day`` and its kin, variables ``left`` and ``amount``.

        ``quota-left-off`` where the limit is 0.
        """
        scope = "" if self.bound.is_personal else "-server"
        if self.bound.amount == 0:
            return f"quota-left{scope}-off"  # it never begins anew
        window = f"-{self.bound.window}" if self.bound.window else ""
        return f"quota-left{scope}-{self.bound.measure.value.replace('_', '-')}{window}"

    @property
    def values(self) -> dict[str, int]:
        """The sentence's values."""
        return {"left": self.left, "amount": self.bound.amount}


@dataclass(frozen=True, slots=True)
class BudgetWarning:
    """A server limit is used up to four fifths or more: to be told once a window, in the results channel."""

    guild_id: int
    channel_id: int | None  # the results channel; None: where it was noticed
    allowance: Allowance
    locale: str = ""  # the language of announcements; empty: the server's own

    @property
    def key(self) -> str:
        """The sentence's Fluent key, variables ``used``, ``amount`` and ``free`` (a time, in unix seconds)."""
        return f"quota-warning-{self.allowance.bound.measure.value}-{self.allowance.bound.window}"

    @property
    def values(self) -> dict[str, int]:
        """The sentence's values."""
        ends_at = self.allowance.bound.ends_at or 0.0
        return {"used": round(self.allowance.used), "amount": self.allowance.bound.amount, "free": round(ends_at)}


class Standing(StrEnum):
    """What is known of a job's claim in the ledger."""

    RESERVED = "reserved"  # estimate, not settled
    CHARGED = "charged"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class UsageRow:
    """One day and kind: requests that count, seconds of output, and ``returned``: requests that cost nothing."""

    day: int  # days since 1970-01-01, UTC
    kind: Kind
    count: int
    seconds: float
    returned: int


@dataclass(frozen=True, slots=True)
class UserUsage:
    """One person's use. ``user_id`` 0: people whose data was deleted."""

    user_id: int
    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Usage:
    """A server's use between two times, by day and kind (in order of days) and by person (most first)."""

    from_day: int
    to_day: int  # the last one
    rows: tuple[UsageRow, ...] = ()
    users: tuple[UserUsage, ...] = ()
