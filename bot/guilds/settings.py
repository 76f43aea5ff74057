"""A server's settings: frozen values with defaults, without behaviour.

Limits count in calendar windows of UTC, so that "left today" means today. A *personal* limit applies to each person
separately, a *server* limit to all together. A role's limit replaces the personal one for people who have the role;
with several such roles the most generous one counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.jobs.claim import Measure, Window
from bot.jobs.model import AudioFormat, Kind


class AgeRule(StrEnum):
    """Where Foley works, by Discord's age restriction of the channel."""

    ANYWHERE = "anywhere"
    ONLY = "only"  # only in age-restricted channels
    NEVER = "never"  # never in age-restricted channels


class Scope(StrEnum):
    """Whom a limit is for."""

    USER = "user"  # each person
    ROLE = "role"  # each person who has the role
    SERVER = "server"  # all together


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. ``amount`` None: no limit (so that a role can be exempt). ``window`` None exactly for AT_ONCE.

    ``kind``: it counts requests of this kind alone; None: of all kinds together. Money is in micro-units of
    ``currency``.
    """

    scope: Scope
    measure: Measure
    window: Window | None
    amount: int | None
    role_id: int | None = None
    kind: Kind | None = None
    currency: str = ""

    @property
    def slot(self) -> tuple[Scope, int | None, Kind | None, Measure, Window | None]:
        """Which limit this is: setting another of the same slot replaces it."""
        return self.scope, self.role_id, self.kind, self.measure, self.window

    @property
    def name(self) -> str:
        """A stable name for the audit, such as ``limit.user.count.day`` or ``limit.role.42.video.count.day``."""
        who = (self.scope.value, str(self.role_id or ""))
        parts = ["limit", *who, self.kind or "", self.measure.value, self.window or ""]
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
    alerts_channel_id: int | None = None  # where budget warnings are posted; None: where results go
    defaults: Mapping[Kind, KindDefaults] = field(default_factory=dict)
    age_rule: AgeRule = AgeRule.ANYWHERE
    keep_results: bool = True
    level_loudness: bool = False  # of sound that is re-encoded anyway
    soundboard: bool = False  # whether results may be put on the soundboard
    ai_label: bool = False  # a line in every result that says it was generated
    announcement_locale: str = ""
    limits: tuple[Limit, ...] = ()
    longest_video_seconds: int | None = None
    sharpest_video: str = ""  # the highest resolution; empty: any
    largest_count: int | None = None  # how many one request may ask for
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
    """One setting's old and new value, in a language-neutral form.

    ``exact``: both as JSON, so that the change can be reverted; empty for lines from before it existed, and of jobs.
    """

    setting: str  # "paused", "kinds_off", "limit.user.count.day", "defaults.music.model", "job.cancelled" …
    old: str
    new: str
    exact: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who changed what, when. ``actor_id`` 0: a person whose data was deleted. ``id`` sorts by time."""

    id: str
    guild_id: int
    actor_id: int
    at: float
    change: AuditChange


@dataclass(frozen=True, slots=True)
class Changed:
    """The result of a change: the settings after it, and its audit lines."""

    settings: GuildSettings
    entries: tuple[AuditEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Erased:
    """The result of deleting a person's data."""

    jobs: int  # removed
    cancelled: int  # of these, cancelled for it
    may_still_bill: int  # of these, already with the provider
    pending: int  # being sent or posted at this moment: removed within minutes by the sweep
