"""The table of transitions and faults: how often each transition was taken while, or soon after, a fault struck."""

from collections import Counter
from collections.abc import Iterable

from tests.simulation.invariants import LEGAL
from tests.simulation.scenario import Trouble

TRANSITIONS = ("ADD", *LEGAL)
CALL_FAULTS = (
    *("store-away", "store-unanswered", "create-refused", "create-later", "create-not-sent", "create-lost"),
    *("create-answer-lost", "poll-failed", "poll-unknown", "task-failed", "task-handed-back", "post-lost"),
    *("post-answer-lost", "post-forbidden", "post-too-large"),
)
FAULTS = ("none", *(trouble.value for trouble in Trouble), *CALL_FAULTS)
# What can't meet, and why. A transition of a job that a call fault comes only after can't have met it.
_BEFORE_ANY_CALL = "a call fault of its own job comes after it was added"
EXPLAINED: dict[tuple[str, str], str] = {("ADD", fault): _BEFORE_ANY_CALL for fault in CALL_FAULTS}


def missing(met: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what was never reached and is not explained."""
    pairs = ((transition, fault) for transition in TRANSITIONS for fault in FAULTS)
    return [pair for pair in pairs if not met[pair] and pair not in EXPLAINED]


def lines(met: Counter[tuple[str, str]]) -> Iterable[str]:
    """Lay the table out, a line a fault, transitions beside each other."""
    width = max(len(fault) for fault in FAULTS)
    yield " " * width + " " + " ".join(f"{name[:11]:>11}" for name in TRANSITIONS)
    for fault in FAULTS:
        cells = [f"{met[name, fault] or ('·' if (name, fault) in EXPLAINED else '-'):>11}" for name in TRANSITIONS]
        yield f"{fault:{width}} " + " ".join(cells)
