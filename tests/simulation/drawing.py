"""Draws the scenario of a seed. Seeds take turns at profiles: each dwells on other faults, all have some of all."""

import random
from dataclasses import replace

from tests.simulation.profiles import DIRECTED, EXPIRY_AT, LENGTHS, PROFILES, SUSPENDED_AT, Profile
from tests.simulation.scenario import GUILDS, MINUTE, PEOPLE, Act, Deed, Fault, Rates, Scenario, Trouble

_LATER = (0.3, 3.0, 30.0, 300.0, 4000.0)
# What lasts long comes in some seeds, and often in these: an hour costs the same however little happens in it.
_LONG_SHARE = 0.25
_LONG_LENGTHS, _LONG_LATERS = 2, 1
_VIDEO_PICK = 36  # what people.py makes a video of, for each prompt
_BUDGETS = (0, 20_000, 100_000, 1_000_000)


def draw(seed: int, jobs: int, *, is_on_sqlite: bool = False) -> Scenario:
    """Return the scenario of a seed, with so many jobs asked for."""
    chance = random.Random(f"scenario:{seed}")
    profile, is_long = profile_of(seed), chance.random() < _LONG_SHARE
    if profile in PROFILES:
        profile = _lasting(profile, is_long=is_long)
    acts = _acts(chance, profile, jobs)
    processes = chance.choice(profile.processes)
    faults = _faults(chance, profile, acts, processes, jobs)
    return Scenario(
        seed,
        processes,
        acts,
        faults,
        _rates(chance, profile),
        is_on_sqlite,
        is_traced=profile.is_traced,
        prompts=profile.prompts,
        budget_micros=chance.choice(_BUDGETS) if profile.has_budget else 0,
        profile=profile.name,
    )


def profile_of(seed: int) -> Profile:
    """Return what a seed dwells on: in every other round one of the profiles, else a directed one."""
    if seed // len(PROFILES) % 2:
        return DIRECTED[seed % len(DIRECTED)]
    return PROFILES[seed % len(PROFILES)]


def _lasting(profile: Profile, *, is_long: bool) -> Profile:
    """Return a profile whose longest troubles and latest presses are many, or none."""
    factor = 1 / _LONG_SHARE if is_long else 0.0
    return replace(
        profile,
        lengths=_scaled(profile.lengths, _LONG_LENGTHS, factor),
        later=_scaled(profile.later, _LONG_LATERS, factor),
    )


def _scaled(weights: tuple[float, ...], last: int, factor: float) -> tuple[float, ...]:
    return (*weights[:-last], *(weight * factor for weight in weights[-last:]))


def _acts(chance: random.Random, profile: Profile, jobs: int) -> tuple[Act, ...]:
    acts: list[tuple[float, Deed, int, int, int, int]] = []
    deeds, weights = zip(*profile.deeds.items(), strict=True)
    gap_seconds = chance.choice(profile.gaps_seconds)
    at = 1.0
    for number in range(jobs):
        # Bursts: several at the same moment now and then.
        at += 0.0 if chance.random() < profile.bursts else chance.expovariate(1 / gap_seconds)
        guild_id = GUILDS[0] if chance.random() < profile.crowd else chance.choice(GUILDS)
        user_id = chance.choice(PEOPLE)
        pick = chance.getrandbits(32)
        if profile.videos and chance.random() < profile.videos:
            pick = pick - pick % 40 + _VIDEO_PICK + pick % 4
        acts.append((at, Deed.ASK, guild_id, user_id, number, pick))
        for _ in range(profile.presses):
            if chance.random() < profile.press_share:
                later = at + chance.choices(_LATER, profile.later)[0] * chance.random()
                who = user_id if chance.random() < 0.8 else chance.choice(PEOPLE)
                deed = chance.choices(deeds, weights)[0]
                acts.append((later, deed, guild_id, who, number, chance.getrandbits(32)))
    acts.sort(key=lambda act: act[0])
    return tuple(Act(number, *act) for number, act in enumerate(acts))


def _faults(
    chance: random.Random, profile: Profile, acts: tuple[Act, ...], processes: int, jobs: int
) -> tuple[Fault, ...]:
    asked = [act.at for act in acts if profile.is_busy <= (act.deed is Deed.ASK)]
    until = max(asked, default=0.0) + (0.0 if profile.is_busy else 5 * MINUTE)
    expected = max(1, jobs // profile.jobs_a_fault)
    troubles, weights = zip(*profile.troubles.items(), strict=True)
    faults = []
    for _ in range(chance.randrange(expected, 2 + 2 * expected)):
        trouble = chance.choices(troubles, weights)[0]
        seconds = chance.choices(LENGTHS, profile.lengths)[0] * chance.uniform(0.5, 2.0)
        who = chance.randrange(processes * 1000)
        faults.append(Fault(trouble, chance.uniform(0, until), seconds, who, chance.randrange(60)))
    if profile.expires:
        faults = [_moved_to_expiry(chance, fault) for fault in faults]
        faults.append(Fault(Trouble.SUSPENDED, SUSPENDED_AT, 0.0, 0))
        faults.append(Fault(Trouble.PROVIDER_FULL, profile.full_at, EXPIRY_AT + 2 * MINUTE - profile.full_at, 0))
    faults.sort(key=lambda fault: fault.at)
    return tuple(faults)


def _moved_to_expiry(chance: random.Random, fault: Fault) -> Fault:
    """Let most faults strike while what could not be sent for a day is refused."""
    return replace(fault, at=EXPIRY_AT + chance.uniform(-20, 60)) if chance.random() < 0.8 else fault


def _rates(chance: random.Random, profile: Profile) -> Rates:
    """Return calm or rough seas."""
    factor = chance.choice(profile.factors)
    base = Rates()
    rates = {name: min(0.5, getattr(base, name) * factor) for name in Rates.__slots__}
    return Rates(**{**rates, **profile.rates})
