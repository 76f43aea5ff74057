"""What a new job reserves of limits: calendar windows, bounds, and the claim that is written with it."""

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

DAY_SECONDS = 86_400
_HOUR_SECONDS = 3_600


class Window(StrEnum):
    """A stretch of the calendar, in UTC."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"

    def bounds(self, now: float) -> tuple[float, float]:
        """Return when the window that holds ``now`` began and when the next one begins, in unix seconds."""
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
    AT_ONCE = "at_once"  # requests not finished yet; has no window


@dataclass(frozen=True, slots=True)
class Bound:
    """One limit as it binds one person now: for the store to check while it writes a job."""

    measure: Measure
    window: Window | None
    amount: int
    is_personal: bool
    began_at: float = 0.0
    ends_at: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a new job asks of the ledger: its expected seconds of output, within these bounds."""

    seconds: float
    bounds: tuple[Bound, ...] = ()
