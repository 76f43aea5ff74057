"""The classes of faults that a transition may meet, and which single faults each has."""

from enum import StrEnum
from types import MappingProxyType

from tests.simulation.scenario import Deed, Trouble


class FaultClass(StrEnum):
    """A way in which the world outside goes wrong, or people get in between."""

    REFUSAL = "refusal"  # a definite no to this job: of the provider, of Discord, of a link
    LOST_ANSWER = "lost answer"  # what was asked may have been done
    LATE_ANSWER = "late answer"
    DUPLICATE = "duplicate"  # of an interaction, or of a signal about this job
    REORDERING = "reordering"  # of signals about this job, or one is missing
    RATE_LIMIT = "rate limit"  # "later": too many a second, or no room
    OUTAGE = "outage"  # of the provider, of Discord, of a channel
    CLOCK_STEP = "clock step"
    DATABASE_AWAY = "database away"
    UNCERTAIN_COMMIT = "uncertain commit"  # stored, and not answered
    DEATH = "death"  # of a process, and its next start; deploys, too
    PARTITION = "partition"  # between one process and the database, also by a process that stands still
    PEOPLE = "people"  # press, cancel, delete, change limits and rules


_C, _T = FaultClass, Trouble
_FAULTS: dict[FaultClass, tuple[str, ...]] = {
    _C.REFUSAL: ("create-refused", "poll-unknown", "task-failed", "post-forbidden", "post-too-large"),
    _C.LOST_ANSWER: (
        *("create-lost", "create-answer-lost", "poll-failed", "post-lost", "post-answer-lost"),
        _T.PROVIDER_MUTE,
    ),
    _C.LATE_ANSWER: ("create-late", "poll-late", "post-late", "store-slow"),
    _C.DUPLICATE: ("asked-twice", "signal-twice"),
    _C.REORDERING: ("signal-late", "signal-lost", _T.SIGNALS_LOST),
    _C.RATE_LIMIT: ("create-later", "task-handed-back", _T.RATE_LIMIT, _T.PROVIDER_FULL),
    _C.OUTAGE: ("create-not-sent", _T.PROVIDER_AWAY, _T.PROVIDER_SLOW, _T.DISCORD_AWAY, _T.CHANNEL_GONE),
    _C.CLOCK_STEP: (_T.CLOCK_STEP, _T.SUSPENDED),
    _C.DATABASE_AWAY: ("store-away", _T.DATABASE_AWAY),
    _C.UNCERTAIN_COMMIT: ("store-unanswered",),
    _C.DEATH: (_T.DEATH, _T.MACHINE_DEATH, _T.DEPLOY),
    _C.PARTITION: (_T.PARTITION, _T.STALL),
    _C.PEOPLE: tuple(deed for deed in Deed if deed is not Deed.ASK),
}
CLASS_OF = MappingProxyType({str(fault): one for one, faults in _FAULTS.items() for fault in faults})
