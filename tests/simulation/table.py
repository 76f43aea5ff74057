"""The table of transitions and classes of faults: how often each transition was taken by a job that a fault had struck.

A fault of one call counts for all of its job's further life; one that lasts counts for every job while it does, and for
a minute after. What can't meet is said by rule.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from tests.simulation.fault_classes import FaultClass
from tests.simulation.invariants import LEGAL

TRANSITIONS = ("ADD", *LEGAL)
Met = Counter[tuple[str, str]]
Rule = tuple[Callable[[str, FaultClass], bool], str]
EXPLAINED: tuple[Rule, ...] = (
    (
        lambda transition, fault: transition == "ADD" and fault is FaultClass.REFUSAL,
        "what is refused is a job, which is not there before ADD",
    ),
)


def explained(transition: str, fault: FaultClass) -> str:
    """Return why the two can't meet; empty where they can."""
    return next((why for can_not, why in EXPLAINED if can_not(transition, fault)), "")


def never(met: Met) -> list[tuple[str, FaultClass]]:
    """Return what was never reached although nothing speaks against it."""
    pairs = ((transition, fault) for transition in TRANSITIONS for fault in FaultClass)
    return [pair for pair in pairs if not met[pair] and not explained(*pair)]


def lines(met: Met) -> Iterable[str]:
    """Lay the table out, a line a transition, classes of faults beside each other; then what it comes to."""
    width = max(map(len, TRANSITIONS))
    yield " " * width + "".join(f"{fault:>17}" for fault in FaultClass)
    for transition in TRANSITIONS:
        yield f"{transition:{width}}" + "".join(f"{_cell(met, transition, fault):>17}" for fault in FaultClass)
    pairs = [(transition, fault) for transition in TRANSITIONS for fault in FaultClass]
    reached = sum(met[pair] > 0 for pair in pairs)
    why = [f"  can't meet: {why}" for _, why in EXPLAINED]
    yield f"{len(pairs)} pairs: {reached} reached, {sum(bool(explained(*pair)) for pair in pairs)} explained"
    yield from why
    left = never(met)
    yield f"never reached and not explained: {len(left)}"
    yield from (f"  {transition} × {fault}" for transition, fault in left)


def _cell(met: Met, transition: str, fault: FaultClass) -> str:
    return str(met[transition, fault] or ("·" if explained(transition, fault) else "-"))
