"""What a new job reserves from its limits: calendar windows, bounds, and the claim that is stored with it."""

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.jobs.price import Price, money
from bot.jobs.requests import Kind

DAY_SECONDS = 86_400
_HOUR_SECONDS = 3_600


class Window(StrEnum):
    """A calendar window, in UTC."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"

    def bounds(self, now: float) -> tuple[float, float]:
        """Return the start and end of the window that contains ``now``, in unix seconds."""
        if self is Window.MONTH:
            day = datetime.fromtimestamp(now, UTC)
            first = datetime(day.year, day.month, 1, tzinfo=UTC).timestamp()
            return first, first + calendar.monthrange(day.year, day.month)[1] * DAY_SECONDS
        length = _HOUR_SECONDS if self is Window.HOUR else DAY_SECONDS
        began_at = float(now // length * length)
        return began_at, began_at + length


class Measure(StrEnum):
    """What a limit counts."""

    COUNT = "count"  # requests
    SECONDS = "seconds"  # seconds of sound and video made
    MONEY = "money"  # what jobs cost, in micro-units of a currency
    AT_ONCE = "at_once"  # requests not finished yet; has no window


@dataclass(frozen=True, slots=True)
class Bound:
    """One limit as it applies to one user now: the store checks it while writing a job. ``kind`` None: of any kind."""

    measure: Measure
    window: Window | None
    amount: int
    is_personal: bool
    began_at: float = 0.0
    ends_at: float | None = None
    kind: Kind | None = None
    currency: str = ""  # of an amount of money
    is_global: bool = False  # for all servers together: the operator's own budget

    @property
    def scope(self) -> str:
        """Who shares it, as the texts about it distinguish: operator, person or server."""
        return "operator" if self.is_global else "person" if self.is_personal else "server"


@dataclass(frozen=True, slots=True)
class OperatorBudget:
    """What all servers together may use per window: micro-units of money, requests or seconds."""

    window: Window
    measure: Measure
    amount: int


def limit_words(
    measure: Measure, window: Window | None, kind: Kind | None, amount: int | None, currency: str = ""
) -> dict[str, str | int]:
    """Return the variables of Fluent's ``limit-what``, the phrase that every text about a limit contains."""
    shown: int | str = "∞" if amount is None else amount
    return {
        "measure": Measure.COUNT.value if measure is Measure.AT_ONCE else measure.value,
        "window": window.value if window else "once",
        "kind": kind.value if kind else "all",
        "amount": shown,
        "money": money(amount, currency) if measure is Measure.MONEY and amount is not None else str(shown),
    }


@dataclass(frozen=True, slots=True)
class Claim:
    """What a new job reserves in the ledger: its expected seconds of output and their price, within these bounds.

    ``count``: how many such jobs are requested together; either all of them are written or none.
    """

    seconds: float
    bounds: tuple[Bound, ...] = ()
    price: Price | None = None
    count: int = 1

    @property
    def cost(self) -> int:
        """What the job is expected to cost, in micro-units."""
        return self.price.cost(self.seconds) if self.price is not None else 0

    def asked(self, bound: Bound) -> float:
        """Return how much of a bound one job takes; 0 of a bound on money in another currency."""
        if bound.measure is Measure.SECONDS:
            return self.seconds
        if bound.measure is Measure.MONEY:
            return self.cost if self.price is not None and self.price.currency == bound.currency else 0
        return 1
