"""Draw the scenario of a seed. Seeds rotate through the profiles, each of which stresses different faults."""

import random
from dataclasses import replace

from tests.simulation.profiles import DIRECTED, EXPIRY_AT, LENGTHS, PROFILES, SUSPENDED_AT, Profile
from tests.simulation.scenario import GUILDS, MINUTE, PEOPLE, Action, ActionKind, Fault, FaultKind, Rates, Scenario

_LATER = (0.3, 3.0, 30.0, 300.0, 4000.0)
# Long faults are concentrated in some seeds: a simulated hour costs the same however little happens in it.
_LONG_SHARE = 0.25
_LONG_LENGTHS, _LONG_LATERS = 2, 1
_VIDEO_PICK = 36  # people.py turns this remainder of ``pick`` into a video request
_BUDGETS = (0, 20_000, 100_000, 1_000_000)


def draw(seed: int, jobs: int, *, is_on_sqlite: bool = False) -> Scenario:
    """Return the scenario of a seed in which people ask for ``jobs`` jobs, or for fewer by its profile."""
    rng = random.Random(f"scenario:{seed}")
    profile, is_long = profile_of(seed), rng.random() < _LONG_SHARE
    jobs = max(1, round(jobs * profile.jobs_share))
    if profile in PROFILES:
        profile = _lasting(profile, is_long=is_long)
    actions = _actions(rng, profile, jobs)
    processes = rng.choice(profile.processes)
    faults = _faults(rng, profile, actions, processes, jobs)
    return Scenario(
        seed,
        processes,
        actions,
        faults,
        _rates(rng, profile),
        is_on_sqlite,
        is_traced=profile.is_traced,
        prompts=profile.prompts,
        budget_micros=rng.choice(_BUDGETS) if profile.has_budget else 0,
        profile=profile.name,
    )


def profile_of(seed: int) -> Profile:
    """Return the profile of a seed: general and directed profiles alternate in rounds of ``len(PROFILES)`` seeds."""
    if seed // len(PROFILES) % 2:
        return DIRECTED[seed % len(DIRECTED)]
    return PROFILES[seed % len(PROFILES)]


def _lasting(profile: Profile, *, is_long: bool) -> Profile:
    """Return the profile with its longest faults and latest actions made frequent, or removed."""
    factor = 1 / _LONG_SHARE if is_long else 0.0
    return replace(
        profile,
        lengths=_scaled(profile.lengths, _LONG_LENGTHS, factor),
        later=_scaled(profile.later, _LONG_LATERS, factor),
    )


def _scaled(weights: tuple[float, ...], last: int, factor: float) -> tuple[float, ...]:
    return (*weights[:-last], *(weight * factor for weight in weights[-last:]))


def _actions(rng: random.Random, profile: Profile, jobs: int) -> tuple[Action, ...]:
    actions: list[tuple[float, ActionKind, int, int, int, int]] = []
    action_weights, weights = zip(*profile.action_weights.items(), strict=True)
    gap_seconds = rng.choice(profile.gaps_seconds)
    at = 1.0
    for number in range(jobs):
        # Bursts: now and then several at the same moment.
        at += 0.0 if rng.random() < profile.bursts else rng.expovariate(1 / gap_seconds)
        guild_id = GUILDS[0] if rng.random() < profile.crowd else rng.choice(GUILDS)
        user_id = rng.choice(PEOPLE)
        pick = rng.getrandbits(32)
        if profile.videos and rng.random() < profile.videos:
            pick = pick - pick % 40 + _VIDEO_PICK + pick % 4
        actions.append((at, ActionKind.ASK, guild_id, user_id, number, pick))
        for _ in range(profile.presses):
            if rng.random() < profile.press_share:
                later = at + rng.choices(_LATER, profile.later)[0] * rng.random()
                actor_id = user_id if rng.random() < 0.8 else rng.choice(PEOPLE)
                kind = rng.choices(action_weights, weights)[0]
                actions.append((later, kind, guild_id, actor_id, number, rng.getrandbits(32)))
    actions.sort(key=lambda action: action[0])
    return tuple(Action(number, *action) for number, action in enumerate(actions))


def _faults(
    rng: random.Random, profile: Profile, actions: tuple[Action, ...], processes: int, jobs: int
) -> tuple[Fault, ...]:
    asked = [action.at for action in actions if profile.is_busy <= (action.kind is ActionKind.ASK)]
    until = max(asked, default=0.0) + (0.0 if profile.is_busy else 5 * MINUTE)
    expected = max(1, jobs // profile.jobs_per_fault)
    fault_weights, weights = zip(*profile.fault_weights.items(), strict=True)
    faults = []
    for _ in range(rng.randrange(expected, 2 + 2 * expected)):
        kind = rng.choices(fault_weights, weights)[0]
        seconds = rng.choices(LENGTHS, profile.lengths)[0] * rng.uniform(0.5, 2.0)
        target = rng.randrange(processes * 1000)
        faults.append(Fault(kind, rng.uniform(0, until), seconds, target, rng.randrange(60)))
    if profile.expires:
        faults = [_moved_to_expiry(rng, fault) for fault in faults]
        faults.append(Fault(FaultKind.SUSPENDED, SUSPENDED_AT, 0.0, 0))
        faults.append(Fault(FaultKind.PROVIDER_FULL, profile.full_at, EXPIRY_AT + 2 * MINUTE - profile.full_at, 0))
    faults.sort(key=lambda fault: fault.at)
    return tuple(faults)


def _moved_to_expiry(rng: random.Random, fault: Fault) -> Fault:
    """Move most faults to the moment at which jobs that could not be sent for a day expire."""
    return replace(fault, at=EXPIRY_AT + rng.uniform(-20, 60)) if rng.random() < 0.8 else fault


def _rates(rng: random.Random, profile: Profile) -> Rates:
    """Return the error rates, scaled by one of the profile's factors."""
    factor = rng.choice(profile.factors)
    base = Rates()
    rates = {name: min(0.5, getattr(base, name) * factor) for name in Rates.__slots__}
    return Rates(**{**rates, **profile.rates})
