"""Shrink a failing scenario while it violates the same invariant: fewer actions, fewer faults, lower error rates."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from tests.simulation.scenario import Rates, Scenario

T = TypeVar("T")
StillFails = Callable[[Scenario], bool]


def shrink(scenario: Scenario, still_fails: StillFails, tries: int = 150) -> Scenario:
    """Return the smallest scenario found for which ``still_fails``."""
    left = tries

    def fails(smaller: Scenario) -> bool:
        nonlocal left
        left -= 1
        return left >= 0 and still_fails(smaller)

    smallest = scenario
    while left > 0:
        before = smallest
        smallest = _first_pass(smallest, fails)
        if smallest == before:
            break
    return smallest


def _first_pass(scenario: Scenario, fails: StillFails) -> Scenario:
    actions = _fewer(scenario.actions, lambda actions: fails(replace(scenario, actions=actions)))
    scenario = replace(scenario, actions=actions)
    faults = _fewer(scenario.faults, lambda faults: fails(replace(scenario, faults=faults)))
    scenario = replace(scenario, faults=faults)
    for lowered in _lower_rates(scenario.rates):
        if fails(replace(scenario, rates=lowered(scenario.rates))):
            scenario = replace(scenario, rates=lowered(scenario.rates))
    return scenario


def _fewer(items: tuple[T, ...], fails: Callable[[tuple[T, ...]], bool]) -> tuple[T, ...]:
    """Remove halves, then quarters and so on (Zeller's ddmin)."""
    size = max(1, len(items) // 2)
    while items:
        start = 0
        while start < len(items):
            without = items[:start] + items[start + size :]
            if fails(without):
                items = without
            else:
                start += size
        if size == 1:
            break
        size //= 2
    return items


def _lower_rates(rates: Rates) -> Iterator[Callable[[Rates], Rates]]:
    """Yield functions that set all rates to zero, then each one alone."""
    yield lambda _: Rates(**dict.fromkeys(Rates.__slots__, 0.0))
    for name in Rates.__slots__:
        if getattr(rates, name):
            yield lambda now, name=name: replace(now, **{name: 0.0})  # type: ignore[misc]


def describe(scenario: Scenario) -> Sequence[str]:
    """Describe a scenario, one line per action and fault."""
    rates = [f"{name}={getattr(scenario.rates, name):.3f}" for name in Rates.__slots__ if getattr(scenario.rates, name)]
    actions = [
        f"{a.at:12.3f} {a.kind} server {a.guild_id} person {a.user_id} about {a.about}" for a in scenario.actions
    ]
    faults = [f"{f.at:12.3f} {f.kind} {f.seconds:.3f} s target {f.target} step {f.step}" for f in scenario.faults]
    return [f"seed {scenario.seed}, {scenario.processes} processes", *actions, *faults, "rates: " + ", ".join(rates)]
