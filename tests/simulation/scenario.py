"""The scenario of one simulation, drawn from its seed before anything runs: what people do, and which faults strike.

A plain value, so that a failing one can be shrunk piece by piece and run again.
"""

from dataclasses import dataclass
from enum import StrEnum

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
GUILDS = (11, 12, 13, 14, 15)
PEOPLE = tuple(range(101, 109))


class ActionKind(StrEnum):
    """What a person does. All but ``ASK`` refer to an earlier request."""

    ASK = "ask"
    CANCEL = "cancel"
    AGAIN = "again"
    SUBMIT_AGAIN = "submit-again"
    POLL_AGAIN = "poll-again"
    POST_AGAIN = "post-again"
    DELETE = "delete"  # the message with the result
    PEEK = "peek"  # try to reach another server's job
    LIST = "list"
    FORGET_ME = "forget-me"
    LIMIT = "limit"
    RULE = "rule"  # an admin pauses the server or blocks somebody for a while
    PAUSE = "pause"  # the operator pauses everything for a while


@dataclass(frozen=True, slots=True)
class Action:
    """One action of a person. ``about``: the number of the request it refers to; ``pick``: random bits for details."""

    number: int
    at: float
    kind: ActionKind
    guild_id: int
    user_id: int
    about: int
    pick: int


class FaultKind(StrEnum):
    """What can go wrong, once or for a while."""

    DATABASE_AWAY = "database-away"
    PARTITION = "partition"  # between one process and the database
    DEATH = "death"  # one process crashes at some step and restarts later
    MACHINE_DEATH = "machine-death"  # the same, but the database notices only by its keepalives
    STALL = "stall"  # one process freezes, as on a paused machine, and then continues
    DEPLOY = "deploy"  # one process shuts down gracefully and restarts later
    CLOCK_STEP = "clock-step"
    SUSPENDED = "suspended"  # every machine, for nearly a day: its clock jumps ahead, and its process restarts
    DISCORD_AWAY = "discord-away"
    CHANNEL_GONE = "channel-gone"
    PROVIDER_AWAY = "provider-away"
    PROVIDER_MUTE = "provider-mute"  # accepts requests but never answers
    PROVIDER_FULL = "provider-full"
    PROVIDER_SLOW = "provider-slow"  # tasks take ten times as long
    RATE_LIMIT = "rate-limit"
    SIGNALS_LOST = "signals-lost"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``target``: selects a process or a channel; ``step``: a crash or stall strikes that many steps of the
    process after ``at``.
    """

    kind: FaultKind
    at: float
    seconds: float
    target: int
    step: int = 0


@dataclass(frozen=True, slots=True)
class Rates:
    """The probability, between 0 and 1, of each way in which a single call can go wrong."""

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
    edit_late: float = 0.0
    fetch_broken: float = 0.03
    fetch_gone: float = 0.01
    media_bug: float = 0.003
    signal_lost: float = 0.01
    signal_twice: float = 0.01
    signal_late: float = 0.05
    asked_twice: float = 0.01


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that determines one simulation."""

    seed: int
    processes: int
    actions: tuple[Action, ...]
    faults: tuple[Fault, ...]
    rates: Rates = Rates()
    is_on_sqlite: bool = False
    is_traced: bool = False  # run an hour longer, by which every lost task that can be found must have been found
    prompts: int = 4  # how many different prompts people use
    budget_micros: int = 0  # a day's budget for all servers together; 0: none
    profile: str = "mixed"
