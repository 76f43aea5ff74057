"""The coverage table: how often each transition was taken by a job that was affected by each class of faults.

A fault of one call counts for the rest of its job's life; a lasting fault counts for every job while it lasts and for a
minute after. Pairs that can't occur are explained by rules.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from tests.simulation.fault_classes import FaultClass
from tests.simulation.invariants import LEGAL_TRANSITIONS

TRANSITIONS = ("ADD", *LEGAL_TRANSITIONS)
Counts = Counter[tuple[str, str]]
Rule = tuple[Callable[[str, FaultClass], bool], str]
EXPLAINED: tuple[Rule, ...] = (
    (
        lambda transition, fault: transition == "ADD" and fault is FaultClass.REFUSAL,
        "only an existing job can be refused, and it doesn't exist before ADD",
    ),
)


def explained(transition: str, fault: FaultClass) -> str:
    """Return why the pair can't occur; empty if it can."""
    return next((why for can_not, why in EXPLAINED if can_not(transition, fault)), "")


def unreached(counts: Counts) -> list[tuple[str, FaultClass]]:
    """Return the pairs that never occurred although no rule excludes them."""
    pairs = ((transition, fault) for transition in TRANSITIONS for fault in FaultClass)
    return [pair for pair in pairs if not counts[pair] and not explained(*pair)]


def lines(counts: Counts) -> Iterable[str]:
    """Yield the lines of the table, one per transition, and a summary."""
    width = max(map(len, TRANSITIONS))
    yield " " * width + "".join(f"{fault:>17}" for fault in FaultClass)
    for transition in TRANSITIONS:
        yield f"{transition:{width}}" + "".join(f"{_cell(counts, transition, fault):>17}" for fault in FaultClass)
    pairs = [(transition, fault) for transition in TRANSITIONS for fault in FaultClass]
    reached = sum(counts[pair] > 0 for pair in pairs)
    why = [f"  can't occur: {why}" for _, why in EXPLAINED]
    yield f"{len(pairs)} pairs: {reached} reached, {sum(bool(explained(*pair)) for pair in pairs)} explained"
    yield from why
    left = unreached(counts)
    yield f"never reached and not explained: {len(left)}"
    yield from (f"  {transition} × {fault}" for transition, fault in left)


def _cell(counts: Counts, transition: str, fault: FaultClass) -> str:
    return str(counts[transition, fault] or ("·" if explained(transition, fault) else "-"))
