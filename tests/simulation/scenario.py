"""What happens in one simulation, drawn from its seed before anything runs: who asks for what, and what goes wrong.

A plain value, so that a failing one can be made smaller piece by piece and run again.
"""

from dataclasses import dataclass
from enum import StrEnum

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
GUILDS = (11, 12, 13, 14, 15)
PEOPLE = tuple(range(101, 109))


class Deed(StrEnum):
    """What a person does. All but the first are about an earlier request."""

    ASK = "ask"
    CANCEL = "cancel"
    AGAIN = "again"
    SUBMIT_AGAIN = "submit-again"
    POLL_AGAIN = "poll-again"
    POST_AGAIN = "post-again"
    DELETE = "delete"  # the message that tells how it ended
    PEEK = "peek"  # at another server's job
    LIST = "list"
    FORGET_ME = "forget-me"
    LIMIT = "limit"
    RULE = "rule"  # a server pauses, or blocks somebody, for a while
    PAUSE = "pause"  # the operator, for a while


@dataclass(frozen=True, slots=True)
class Act:
    """One thing somebody does. ``about``: the number of the request it is about; ``pick``: what else is drawn."""

    number: int
    at: float
    deed: Deed
    guild_id: int
    user_id: int
    about: int
    pick: int


class Trouble(StrEnum):
    """What goes wrong for a while, or once."""

    DATABASE_AWAY = "database-away"
    PARTITION = "partition"  # between one process and the database
    DEATH = "death"  # at a step of one process, and back later
    MACHINE_DEATH = "machine-death"  # the same, and nobody tells the database
    STALL = "stall"  # one process stands still, as on a machine that is paused, and goes on
    DEPLOY = "deploy"  # stopped in order, and back later
    CLOCK_STEP = "clock-step"
    SUSPENDED = "suspended"  # every machine, for nearly a day: its clock is ahead then, and its process begins anew
    DISCORD_AWAY = "discord-away"
    CHANNEL_GONE = "channel-gone"
    PROVIDER_AWAY = "provider-away"
    PROVIDER_MUTE = "provider-mute"  # takes what it is sent, and answers nothing
    PROVIDER_FULL = "provider-full"
    PROVIDER_SLOW = "provider-slow"  # what it begins takes long
    RATE_LIMIT = "rate-limit"
    SIGNALS_LOST = "signals-lost"


@dataclass(frozen=True, slots=True)
class Fault:
    """One trouble. ``who``: the number of a process, or what else it is drawn for; ``step``: of a death, how many steps
    of the process after ``at``.
    """

    trouble: Trouble
    at: float
    seconds: float
    who: int
    step: int = 0


@dataclass(frozen=True, slots=True)
class Rates:
    """How often single calls fail, between 0 and 1, by the way they do."""

    store_away: float = 0.002
    store_unanswered: float = 0.002
    store_slow: float = 0.02
    create_refused: float = 0.02
    create_later: float = 0.02
    create_not_sent: float = 0.02
    create_answer_lost: float = 0.01
    create_lost: float = 0.01
    create_late: float = 0.01
    create_bug: float = 0.002
    poll_failed: float = 0.02
    poll_unknown: float = 0.003
    poll_late: float = 0.01
    task_failed: float = 0.06
    task_handed_back: float = 0.02
    task_stuck: float = 0.004
    task_forgotten: float = 0.002
    post_lost: float = 0.02
    post_answer_lost: float = 0.02
    post_late: float = 0.02
    post_forbidden: float = 0.01
    post_too_large: float = 0.01
    edit_failed: float = 0.02
    fetch_broken: float = 0.03
    fetch_gone: float = 0.01
    media_bug: float = 0.003
    signal_lost: float = 0.01
    signal_twice: float = 0.01
    signal_late: float = 0.05
    asked_twice: float = 0.01


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything about one simulation."""

    seed: int
    processes: int
    acts: tuple[Act, ...]
    faults: tuple[Fault, ...]
    rates: Rates = Rates()
    is_on_sqlite: bool = False
    is_traced: bool = False  # an hour more: what was lost and can be found must have been found by then
    prompts: int = 4  # how many different ones people think of
    budget_micros: int = 0  # of all servers together a day; 0: none
    profile: str = "mixed"
