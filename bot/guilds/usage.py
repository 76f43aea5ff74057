"""A server's usage, and what is left of its limits. Frozen values."""

import math
from dataclasses import dataclass
from enum import StrEnum

from bot.jobs.claim import Bound, Measure, limit_words
from bot.jobs.model import Kind
from bot.jobs.price import money


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much of one bound is left; of money in micro-units. ``free_at``: when it resets, None for AT_ONCE."""

    bound: Bound
    used: float

    @property
    def left(self) -> int:
        """What is left, never negative."""
        return max(0, math.floor(self.bound.amount - self.used + 1e-9))

    @property
    def free_at(self) -> float | None:
        """When the bound resets; None where the calendar alone does not decide, and for a limit of 0."""
        return self.bound.ends_at if self.bound.amount else None

    @property
    def key(self) -> str:
        """The sentence's Fluent key. Its value ``scope`` says whose limit it is."""
        return "quota-left" if self.bound.amount else "quota-left-off"  # a limit of 0 never begins anew

    @property
    def values(self) -> dict[str, str | int]:
        """The sentence's values."""
        bound = self.bound
        left: str | int = money(self.left, bound.currency) if bound.measure is Measure.MONEY else self.left
        words = limit_words(bound.measure, bound.window, bound.kind, bound.amount, bound.currency)
        return {"left": left, "scope": bound.scope, **words}


@dataclass(frozen=True, slots=True)
class BudgetWarning:
    """A budget has been used to 50, 80 or 100 percent: announced once per window.

    ``guild_id`` None: the operator's own, over all servers.
    """

    guild_id: int | None
    channel_id: int | None  # None: where the server greets people
    allowance: Allowance
    locale: str = ""  # the language of announcements; empty: the server's own
    percent: int = 80  # which of the steps it has reached

    @property
    def key(self) -> str:
        """The sentence's Fluent key; beside :attr:`values` it takes ``free``, when the limit resets."""
        return "quota-warning"

    @property
    def values(self) -> dict[str, str | int]:
        """The sentence's values."""
        return {**self.allowance.values, "percent": self.percent}


class Standing(StrEnum):
    """The status of a job's claim in the ledger."""

    RESERVED = "reserved"  # estimate, not settled
    CHARGED = "charged"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class UsageRow:
    """One day, kind and model: requests that count, their seconds, and ``returned``: requests that don't count.

    ``open_count``: of those that count, the ones whose seconds and cost are still an estimate. ``cost``: micro-units.
    """

    day: int  # days since 1970-01-01, UTC
    kind: Kind
    count: int
    seconds: float
    returned: int
    model: str = ""
    open_count: int = 0
    cost: int = 0


@dataclass(frozen=True, slots=True)
class UserUsage:
    """One person's use. ``user_id`` 0: people whose data was deleted."""

    user_id: int
    count: int
    seconds: float
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """A server's use between two times, by day and kind (in order of days) and by person (most first)."""

    from_day: int
    to_day: int  # the last one
    currency: str = ""  # of the costs; empty: nothing has had a price
    rows: tuple[UsageRow, ...] = ()
    users: tuple[UserUsage, ...] = ()
