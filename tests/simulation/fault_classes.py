"""The classes of faults that coverage is counted by, and the individual faults in each."""

from enum import StrEnum
from types import MappingProxyType

from tests.simulation.scenario import ActionKind, FaultKind


class FaultClass(StrEnum):
    """One way in which the environment fails or people interfere."""

    REFUSAL = "refusal"  # a definite refusal: by the provider, by Discord, or of a link
    LOST_ANSWER = "lost answer"  # the request may or may not have been carried out
    LATE_ANSWER = "late answer"
    DUPLICATE = "duplicate"  # of an interaction, or of a signal about this job
    REORDERING = "reordering"  # of signals about this job, or one is missing
    RATE_LIMIT = "rate limit"  # too many requests a second, or no capacity
    OUTAGE = "outage"  # of the provider, of Discord, of a channel
    CLOCK_STEP = "clock step"
    DATABASE_AWAY = "database away"
    UNCERTAIN_COMMIT = "uncertain commit"  # committed, but the answer was lost
    DEATH = "death"  # of a process, and its restart; also a deploy
    PARTITION = "partition"  # between one process and the database, also because the process is frozen
    PEOPLE = "people"  # cancel, repeat, delete, change limits and rules


_C, _F = FaultClass, FaultKind
_FAULTS: dict[FaultClass, tuple[str, ...]] = {
    _C.REFUSAL: ("create-refused", "poll-unknown", "task-failed", "post-forbidden", "post-too-large"),
    _C.LOST_ANSWER: (
        *("create-lost", "create-answer-lost", "poll-failed", "post-lost", "post-answer-lost"),
        _F.PROVIDER_MUTE,
    ),
    _C.LATE_ANSWER: ("create-late", "poll-late", "post-late", "store-slow"),
    _C.DUPLICATE: ("asked-twice", "signal-twice"),
    _C.REORDERING: ("signal-late", "signal-lost", _F.SIGNALS_LOST),
    _C.RATE_LIMIT: ("create-later", "task-handed-back", _F.RATE_LIMIT, _F.PROVIDER_FULL),
    _C.OUTAGE: ("create-not-sent", _F.PROVIDER_AWAY, _F.PROVIDER_SLOW, _F.DISCORD_AWAY, _F.CHANNEL_GONE),
    _C.CLOCK_STEP: (_F.CLOCK_STEP, _F.SUSPENDED),
    _C.DATABASE_AWAY: ("store-away", _F.DATABASE_AWAY),
    _C.UNCERTAIN_COMMIT: ("store-unanswered",),
    _C.DEATH: (_F.DEATH, _F.MACHINE_DEATH, _F.DEPLOY),
    _C.PARTITION: (_F.PARTITION, _F.STALL),
    _C.PEOPLE: tuple(kind for kind in ActionKind if kind is not ActionKind.ASK),
}
CLASS_OF = MappingProxyType({str(fault): one for one, faults in _FAULTS.items() for fault in faults})
