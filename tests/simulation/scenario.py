"""What happens in one simulation, drawn from its seed before anything runs: who asks for what, and what goes wrong.

A plain value, so that a failing one can be made smaller piece by piece and run again.
"""

import random
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
    DEPLOY = "deploy"  # stopped in order, and back later
    CLOCK_STEP = "clock-step"
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
    create_refused: float = 0.02
    create_later: float = 0.02
    create_not_sent: float = 0.02
    create_answer_lost: float = 0.01
    create_lost: float = 0.01
    create_late: float = 0.01
    create_bug: float = 0.002
    poll_failed: float = 0.02
    poll_unknown: float = 0.003
    task_failed: float = 0.06
    task_handed_back: float = 0.02
    task_stuck: float = 0.004
    task_forgotten: float = 0.002
    post_lost: float = 0.02
    post_answer_lost: float = 0.02
    post_forbidden: float = 0.01
    post_too_large: float = 0.01
    edit_failed: float = 0.02
    fetch_broken: float = 0.03
    fetch_gone: float = 0.01
    media_bug: float = 0.003
    signal_lost: float = 0.01
    signal_twice: float = 0.01
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


def draw(seed: int, jobs: int, *, is_on_sqlite: bool = False) -> Scenario:
    """Return the scenario of a seed, with so many jobs asked for."""
    chance = random.Random(f"scenario:{seed}")
    mean_gap_seconds = chance.choice((0.3, 0.5, 1.0, 3.0))
    acts = _acts(chance, jobs, mean_gap_seconds)
    until = acts[-1].at + 5 * MINUTE if acts else MINUTE
    processes = chance.choice((1, 2, 2, 3, 3))
    faults = _faults(chance, until, processes, jobs)
    return Scenario(seed, processes, acts, faults, _rates(chance), is_on_sqlite)


_AFTERWARDS = (
    (Deed.CANCEL, 10),
    (Deed.AGAIN, 6),
    (Deed.SUBMIT_AGAIN, 8),
    (Deed.POLL_AGAIN, 4),
    (Deed.POST_AGAIN, 5),
    (Deed.PEEK, 3),
    (Deed.LIST, 2),
    (Deed.FORGET_ME, 0),
    (Deed.LIMIT, 2),
    (Deed.RULE, 1),
    (Deed.PAUSE, 0.5),
)


def _acts(chance: random.Random, jobs: int, mean_gap_seconds: float) -> tuple[Act, ...]:
    acts: list[tuple[float, Deed, int, int, int, int]] = []
    deeds, weights = zip(*_AFTERWARDS, strict=True)
    at = 1.0
    for number in range(jobs):
        # Bursts: several at the same moment now and then.
        at += 0.0 if chance.random() < 0.1 else chance.expovariate(1 / mean_gap_seconds)
        guild_id, user_id = chance.choice(GUILDS), chance.choice(PEOPLE)
        acts.append((at, Deed.ASK, guild_id, user_id, number, chance.getrandbits(32)))
        if chance.random() < 0.4:
            deed = chance.choices(deeds, weights)[0]
            later = at + chance.choices(_LATER, (6, 6, 6, 2, 0.2))[0] * chance.random()
            who = user_id if chance.random() < 0.8 else chance.choice(PEOPLE)
            acts.append((later, deed, guild_id, who, number, chance.getrandbits(32)))
    acts.sort(key=lambda act: act[0])
    return tuple(Act(number, *act) for number, act in enumerate(acts))


_LENGTHS = (0.5, 5.0, 30.0, 200.0, 1500.0, 6 * HOUR)
_ONE_IN_JOBS = 40
_LATER = (0.3, 3.0, 30.0, 300.0, 4000.0)


def _faults(chance: random.Random, until: float, processes: int, jobs: int) -> tuple[Fault, ...]:
    count = chance.randrange(2 + jobs // _ONE_IN_JOBS, 4 + jobs // _ONE_IN_JOBS * 2)
    faults = []
    for _ in range(count):
        trouble = chance.choice(tuple(Trouble))
        seconds = chance.choices(_LENGTHS, (6, 6, 6, 4, 2, 0.3))[0] * chance.uniform(0.5, 2.0)
        if trouble is Trouble.PROVIDER_FULL and chance.random() < 0.05:
            seconds = 1.2 * DAY  # what can't be sent for a day is refused
        who = chance.randrange(processes * 1000)
        faults.append(Fault(trouble, chance.uniform(0, until), seconds, who, chance.randrange(60)))
    faults.sort(key=lambda fault: fault.at)
    return tuple(faults)


def _rates(chance: random.Random) -> Rates:
    """Return calm or rough seas."""
    factor = chance.choice((0.0, 0.5, 1.0, 1.0, 4.0))
    base = Rates()
    return Rates(**{name: min(0.5, getattr(base, name) * factor) for name in Rates.__slots__})
