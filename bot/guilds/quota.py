"""Calculate limits: which bounds apply to a person now, what a request is expected to use, what is left.

Pure. What is used stands in the store, which checks the bounds while it writes the job: see
:class:`bot.guilds.settings.Claim`.
"""

from collections.abc import Mapping

from bot.errors import QuotaExceeded
from bot.guilds.settings import GuildSettings, Limit, Scope
from bot.guilds.usage import Allowance
from bot.jobs.caller import Caller
from bot.jobs.claim import Bound, Claim, Measure, Window
from bot.jobs.model import Job, Output, State, Transition
from bot.jobs.states import COMPLETED

WARNING_SHARE = 0.8
UNSETTLED_SECONDS = 30 * 86_400.0
"""How long a claim stays in the ledger while nobody knows whether the job was made."""

_ROUNDING = 1e-9  # sums of seconds are not exact


def real_seconds(outputs: tuple[Output, ...], expected: float) -> float:
    """Return how much was made, by the provider's word; what was expected where it does not say."""
    told = [output.seconds for output in outputs if output.seconds is not None]
    return sum(told) if told else expected


# --- bounds ---


def bounds_for(settings: GuildSettings, caller: Caller, now: float) -> tuple[Bound, ...]:
    """Return every bound that holds this person now: the server's, and theirs by role or as everybody's."""
    return tuple(
        [_bound(limit, now, amount) for limit, amount in _personal(settings, caller).items()]
        + [
            _bound(limit, now, limit.amount)
            for limit in settings.limits
            if limit.scope is Scope.SERVER and limit.amount is not None
        ]
    )


def _personal(settings: GuildSettings, caller: Caller) -> Mapping[Limit, int]:
    """Return the personal limits in force, one for each measure and window."""
    everybody: dict[tuple[Measure, Window | None], Limit] = {}
    by_role: dict[tuple[Measure, Window | None], Limit] = {}
    for limit in settings.limits:
        slot = (limit.measure, limit.window)
        if limit.scope is Scope.USER:
            everybody[slot] = limit
        elif limit.scope is Scope.ROLE and limit.role_id in caller.role_ids:
            by_role[slot] = max(by_role.get(slot, limit), limit, key=_generosity)
    chosen = (everybody | by_role).values()
    return {limit: limit.amount for limit in chosen if limit.amount is not None}


def _generosity(limit: Limit) -> float:
    return float("inf") if limit.amount is None else limit.amount


def _bound(limit: Limit, now: float, amount: int) -> Bound:
    began_at, ends_at = limit.window.bounds(now) if limit.window else (0.0, None)
    return Bound(limit.measure, limit.window, amount, limit.scope is not Scope.SERVER, began_at, ends_at)


def claim_for(settings: GuildSettings, caller: Caller, seconds: float, now: float) -> Claim:
    """Return what a request of this expected length asks of the ledger. Raises QuotaExceeded where it can never fit."""
    claim = Claim(seconds, bounds_for(settings, caller, now))
    for bound in claim.bounds:
        refuse_beyond(Allowance(bound, 0.0), claim)
    return claim


def refuse_beyond(allowance: Allowance, claim: Claim) -> None:
    """Raise QuotaExceeded when a claim goes beyond what is left of a bound.

    Keys: ``quota-used[-server]-{count,seconds}-{hour,day,month}``, ``quota-used[-server]-at-once`` and, for a limit of
    0, ``quota-used[-server]-off``; values
    ``left``, ``amount`` and ``free`` (unix seconds, where the calendar frees it).
    """
    bound = allowance.bound
    asked = claim.seconds if bound.measure is Measure.SECONDS else 1.0
    if allowance.used + asked <= bound.amount + _ROUNDING:
        return
    never = asked > bound.amount > 0 and bound.measure is Measure.SECONDS
    values: dict[str, int] = {**allowance.values, "asked": round(asked)}
    free_at = None if never else allowance.free_at
    if free_at is not None:
        values["free"] = round(free_at)
    key = "quota-never-fits" if never else allowance.key.replace("quota-left", "quota-used", 1)
    raise QuotaExceeded(key=key, values=values, free_at=free_at)


def tightness(allowance: Allowance) -> tuple[float, bool]:
    """Order allowances: what is nearest to its end first."""
    return allowance.left / max(1, allowance.bound.amount), not allowance.bound.is_personal


def is_nearly_used(allowance: Allowance) -> bool:
    """Return whether four fifths of a bound are used."""
    return allowance.bound.amount > 0 and allowance.used >= WARNING_SHARE * allowance.bound.amount


def warning_name(bound: Bound) -> str:
    """Return under which name the warning for a bound in its present window is written down."""
    return f"warned:{bound.measure}:{bound.window}:{bound.amount}:{bound.began_at:.0f}"


# --- settling ---


def settled(job: Job, transition: Transition, expected: float) -> tuple[bool, float] | None:
    """Return (counts, seconds) for the ledger after a transition; None when it settles nothing.

    ``job`` is the row after the transition. An outcome nobody knows stays reserved.
    """
    if transition in COMPLETED:
        return True, real_seconds(job.outputs, expected)
    if transition in (Transition.REFUSE, Transition.EXPIRE, Transition.REFUSE_LATE, Transition.FAIL):
        return False, 0.0
    if transition is Transition.CANCEL:
        # With a TaskId the provider can't be held back from billing.
        return (True, expected) if job.task_id else (False, 0.0)
    return None


def expected_standing(job: Job) -> str:
    """Return how a job's claim should stand, from the job alone: what the ledger is checked against."""
    if job.state in (State.REFUSED, State.FAILED) or (job.state is State.CANCELLED and not job.task_id):
        return "returned"
    return "charged" if job.state in (State.READY, State.CANCELLED) else "reserved"
