"""What a server's admins decide, and what the books say: frozen values with defaults, no behaviour beyond them.

Limits count in calendar windows of UTC, so that "left today" means today. A *personal* limit holds for each person
alone, a *server* limit for all together. A role's limit stands in the place of the personal one for people who
have the role; with several such roles the most generous one counts.
"""

import calendar
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from bot.jobs.model import AudioFormat, Kind

DAY_SECONDS = 86_400
_HOUR_SECONDS = 3_600


class AgeRule(StrEnum):
    """Where Foley works, by Discord's age restriction of the channel."""

    ANYWHERE = "anywhere"
    ONLY = "only"  # only in age-restricted channels
    NEVER = "never"  # never in age-restricted channels


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


class Scope(StrEnum):
    """Whom a limit is for."""

    USER = "user"  # each person
    ROLE = "role"  # each person who has the role
    SERVER = "server"  # all together


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. ``amount`` None: no limit (so that a role can be let off). ``window`` None exactly for AT_ONCE."""

    scope: Scope
    measure: Measure
    window: Window | None
    amount: int | None
    role_id: int | None = None

    @property
    def slot(self) -> tuple[Scope, int | None, Measure, Window | None]:
        """Which limit this is: setting another of the same slot replaces it."""
        return self.scope, self.role_id, self.measure, self.window

    @property
    def name(self) -> str:
        """A stable name for the audit, such as ``limit.user.count.day``."""
        parts = ["limit", self.scope.value, str(self.role_id or ""), self.measure.value, self.window or ""]
        return ".".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class KindDefaults:
    """What a command takes for options left out; empty: the catalogue's own. Speech uses the last three."""

    model: str = ""
    version: str = ""
    format: AudioFormat | None = None
    voice_id: str = ""
    voice_name: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """Everything the admins of one server decide; the defaults let everybody do everything.

    Empty ``channel_ids`` and ``role_ids`` do not restrict. ``announcement_locale`` is the language of what all can
    see; empty: the caller's own. ``prompt_retention_days`` None: prompts are kept as long as their jobs.
    """

    guild_id: int
    paused: bool = False
    kinds_off: frozenset[Kind] = frozenset()
    channel_ids: frozenset[int] = frozenset()
    role_ids: frozenset[int] = frozenset()
    results_channel_id: int | None = None
    defaults: Mapping[Kind, KindDefaults] = field(default_factory=dict)
    age_rule: AgeRule = AgeRule.ANYWHERE
    keep_results: bool = True
    announcement_locale: str = ""
    limits: tuple[Limit, ...] = ()
    blocked_user_ids: frozenset[int] = frozenset()
    blocked_words: tuple[str, ...] = field(default=(), repr=False)
    blocked_patterns: tuple[str, ...] = field(default=(), repr=False)
    prompt_retention_days: int | None = None
    grace_days: int = 7

    def defaults_for(self, kind: Kind) -> KindDefaults:
        """Return what a command of this kind takes for options left out."""
        return self.defaults.get(kind, KindDefaults())


@dataclass(frozen=True, slots=True)
class AuditChange:
    """One setting's old and new value, in a form of its own that no language is needed for."""

    setting: str  # "paused", "kinds_off", "limit.user.count.day", "defaults.music.model" …
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who changed what, when. ``actor_id`` 0: a person whose data was deleted. ``id`` sorts by time."""

    id: str
    guild_id: int
    actor_id: int
    at: float
    change: AuditChange


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
    """What a new job asks of the books: its expected seconds of output, within these bounds."""

    seconds: float
    bounds: tuple[Bound, ...] = ()


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
    """What is known of a job's claim on the books."""

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


@dataclass(frozen=True, slots=True)
class OperatorState:
    """What the operator decides for all servers and all processes.

    ``paused``: nothing new is taken and nothing is sent. ``draining``: nothing new is taken, what there is goes on.
    ``maintenance``: a line shown in every status message.
    """

    paused: bool = False
    draining: bool = False
    maintenance: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the operator wants to see: open jobs by state, the oldest one, and faults by code since a time."""

    open_by_state: Mapping[str, int]
    oldest_open_id: str | None
    oldest_open_at: float | None
    held_notices: int
    faults_by_code: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Erased:
    """What deleting a person's data came to."""

    jobs: int  # removed
    cancelled: int  # of these, cancelled for it
    may_still_bill: int  # of these, already with the provider
    pending: int  # being sent or posted at this moment: removed within minutes by the sweep
