"""Makes a failing scenario smaller, as long as the same invariant breaks: fewer acts, fewer faults, calmer seas."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from tests.simulation.scenario import Rates, Scenario

T = TypeVar("T")
StillBreaks = Callable[[Scenario], bool]


def shrink(scenario: Scenario, still_breaks: StillBreaks, tries: int = 150) -> Scenario:
    """Return the smallest scenario found that ``still_breaks``."""
    left = tries

    def breaks(smaller: Scenario) -> bool:
        nonlocal left
        left -= 1
        return left >= 0 and still_breaks(smaller)

    smallest = scenario
    while left > 0:
        before = smallest
        smallest = _first_pass(smallest, breaks)
        if smallest == before:
            break
    return smallest


def _first_pass(scenario: Scenario, breaks: StillBreaks) -> Scenario:
    acts = _fewer(scenario.acts, lambda acts: breaks(replace(scenario, acts=acts)))
    scenario = replace(scenario, acts=acts)
    faults = _fewer(scenario.faults, lambda faults: breaks(replace(scenario, faults=faults)))
    scenario = replace(scenario, faults=faults)
    for calmer in _calmer(scenario.rates):
        if breaks(replace(scenario, rates=calmer(scenario.rates))):
            scenario = replace(scenario, rates=calmer(scenario.rates))
    return scenario


def _fewer(items: tuple[T, ...], breaks: Callable[[tuple[T, ...]], bool]) -> tuple[T, ...]:
    """Leave out halves, then quarters and so on (Zeller's ddmin)."""
    size = max(1, len(items) // 2)
    while items:
        start = 0
        while start < len(items):
            without = items[:start] + items[start + size :]
            if breaks(without):
                items = without
            else:
                start += size
        if size == 1:
            break
        size //= 2
    return items


def _calmer(rates: Rates) -> Iterator[Callable[[Rates], Rates]]:
    """Yield what sets all rates to nothing, then each alone."""
    yield lambda _: Rates(**dict.fromkeys(Rates.__slots__, 0.0))
    for name in Rates.__slots__:
        if getattr(rates, name):
            yield lambda now, name=name: replace(now, **{name: 0.0})  # type: ignore[misc]


def described(scenario: Scenario) -> Sequence[str]:
    """Say what is left of a scenario, a line a piece."""
    rates = [f"{name}={getattr(scenario.rates, name):.3f}" for name in Rates.__slots__ if getattr(scenario.rates, name)]
    acts = [f"{a.at:12.3f} {a.deed} server {a.guild_id} person {a.user_id} about {a.about}" for a in scenario.acts]
    faults = [f"{f.at:12.3f} {f.trouble} {f.seconds:.3f} s who {f.who} step {f.step}" for f in scenario.faults]
    return [f"seed {scenario.seed}, {scenario.processes} processes", *acts, *faults, "rates: " + ", ".join(rates)]
