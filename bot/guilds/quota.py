"""Calculate limits: which bounds apply to a person now, what a request is expected to use, what is left.

Pure. What is used is in the store, which checks the bounds while it writes the job: see
:class:`bot.jobs.claim.Claim`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.errors import QuotaExceeded
from bot.guilds.settings import GuildSettings, Limit, Scope
from bot.guilds.usage import Allowance
from bot.jobs.caller import Caller
from bot.jobs.claim import Bound, Claim, Measure, OperatorBudget, Window
from bot.jobs.model import Job, Kind, Output, State, Transition
from bot.jobs.price import money
from bot.jobs.states import COMPLETED

WARNING_STEPS = (100, 80, 50)
UNSETTLED_SECONDS = 30 * 86_400.0
"""How long a claim stays in the ledger while nobody knows whether the job was made."""

_ROUNDING = 1e-9  # sums of seconds are not exact
_Slot = tuple[Kind | None, Measure, Window | None]


def real_seconds(outputs: tuple[Output, ...], expected: float) -> float:
    """Return how many seconds were made, as the provider reports; ``expected`` where it reports none."""
    reported = [output.seconds for output in outputs if output.seconds is not None]
    return sum(reported) if reported else expected


# --- bounds ---


def bounds_for(
    settings: GuildSettings, caller: Caller, now: float, kinds: Collection[Kind] = tuple(Kind)
) -> tuple[Bound, ...]:
    """Return every bound that applies to this person now: the server's, and the personal ones by role or for everybody.

    ``kinds``: only bounds that a request of one of these counts towards.
    """
    of_server = [(limit, limit.amount) for limit in settings.limits if limit.scope is Scope.SERVER]
    return tuple(
        _bound(limit, now, amount)
        for limit, amount in [*_personal(settings, caller).items(), *of_server]
        if amount is not None and (limit.kind is None or limit.kind in kinds)
    )


def _personal(settings: GuildSettings, caller: Caller) -> Mapping[Limit, int]:
    """Return the personal limits in force, one for each kind, measure and window."""
    everybody: dict[_Slot, Limit] = {}
    by_role: dict[_Slot, Limit] = {}
    for limit in settings.limits:
        slot = (limit.kind, limit.measure, limit.window)
        if limit.scope is Scope.USER:
            everybody[slot] = limit
        elif limit.scope is Scope.ROLE and limit.role_id in caller.role_ids:
            by_role[slot] = max(by_role.get(slot, limit), limit, key=_generosity)
    chosen = (everybody | by_role).values()
    return {limit: limit.amount for limit in chosen if limit.amount is not None}


def operator_bounds(budget: Collection[OperatorBudget], currency: str, now: float) -> tuple[Bound, ...]:
    """Return the bounds of the operator's budget, for all servers together."""
    bounds = []
    for one in budget:
        began_at, ends_at = one.window.bounds(now)
        bounds.append(
            Bound(one.measure, one.window, one.amount, False, began_at, ends_at, currency=currency, is_global=True)
        )
    return tuple(bounds)


def _generosity(limit: Limit) -> float:
    return float("inf") if limit.amount is None else limit.amount


def _bound(limit: Limit, now: float, amount: int) -> Bound:
    began_at, ends_at = limit.window.bounds(now) if limit.window else (0.0, None)
    is_personal = limit.scope is not Scope.SERVER
    return Bound(limit.measure, limit.window, amount, is_personal, began_at, ends_at, limit.kind, limit.currency)


def refuse_hopeless(claim: Claim) -> Claim:
    """Return the claim. Raises QuotaExceeded if it can never fit, so that the database need not be asked."""
    refuse_over_bounds([Allowance(bound, 0.0) for bound in claim.bounds], claim)
    return claim


def refuse_over_bounds(allowances: Collection[Allowance], claim: Claim) -> None:
    """Raise QuotaExceeded when a claim goes beyond what is left of a bound, by the tightest one.

    ``quota-fewer`` where several jobs are requested and not all fit: none is started, and it says how many would fit.
    """
    tightest = min(allowances, key=lambda one: _fitting(one, claim), default=None)
    fits = claim.count if tightest is None else _fitting(tightest, claim)
    if tightest is None or fits >= claim.count:
        return
    if not fits:
        raise _no_room(tightest, claim)
    values = {**tightest.values, "asked": claim.count, "fits": fits}
    raise QuotaExceeded(key="quota-fewer", values=values, free_at=tightest.free_at)


def _fitting(allowance: Allowance, claim: Claim) -> int:
    """Return how many of the jobs of a claim have room within a bound."""
    asked = claim.asked(allowance.bound)
    room = allowance.bound.amount - allowance.used + _ROUNDING
    return claim.count if not asked else max(0, min(claim.count, int(room // asked)))


def _no_room(allowance: Allowance, claim: Claim) -> QuotaExceeded:
    """Return the refusal of a claim where not even one job fits.

    Keys: ``quota-used``, with ``-at-once`` for what runs at the same time and ``-off`` for a limit of 0;
    ``quota-never-fits`` for what no window has room for. The values are those of the phrase ``limit-what``.
    """
    bound, asked = allowance.bound, claim.asked(allowance.bound)
    never_fits = asked > bound.amount > 0 and not bound.is_global
    free_at = None if never_fits else allowance.free_at
    if not never_fits:
        return QuotaExceeded(key=_used_up_key(allowance), values=allowance.values, free_at=free_at)
    is_money = bound.measure is Measure.MONEY
    shown: str | int = money(round(asked), bound.currency) if is_money else round(asked)
    return QuotaExceeded(key="quota-never-fits", values={**allowance.values, "asked": shown})


def _used_up_key(allowance: Allowance) -> str:
    if not allowance.bound.amount:
        return "quota-used-off"
    return "quota-used-at-once" if allowance.bound.measure is Measure.AT_ONCE else "quota-used"


def tightness(allowance: Allowance) -> tuple[float, bool]:
    """Return a sort key for allowances: the one nearest to being used up comes first."""
    return allowance.left / max(1, allowance.bound.amount), not allowance.bound.is_personal


def reached_steps(allowance: Allowance) -> tuple[int, ...]:
    """Return which of the percentages worth a warning have been reached, the highest first."""
    amount = allowance.bound.amount
    return tuple(step for step in WARNING_STEPS if amount > 0 and 100 * allowance.used >= step * amount - _ROUNDING)


def warning_name(bound: Bound, step: int) -> str:
    """Return the name of the mark that records a warning for a bound in its current window."""
    kind = f":{bound.kind}" if bound.kind else ""
    return f"warned:{bound.measure}:{bound.window}:{bound.amount}:{bound.began_at:.0f}{kind}:{step}"


# --- settling ---


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a job is settled in the ledger: whether it counts, its seconds, and its cost in micro-units."""

    counts: bool
    seconds: float = 0.0
    cost: int = 0


def settled(job: Job, transition: Transition, expected: float) -> Settlement | None:
    """Return how a transition settles a job in the ledger; None when it settles nothing.

    ``job`` is the row after the transition, ``expected`` its seconds as they were reserved. An unknown outcome stays
    reserved. The price is the one at the time of the request, whatever the price list says now.
    """
    if transition in COMPLETED:
        seconds = real_seconds(job.outputs, expected)
        return Settlement(True, seconds, _cost(job, seconds))
    if transition is Transition.FAIL:
        # The vendor does not bill failed videos, according to the page of its AIGC video product; it says nothing about
        # sound, and what may be on the bill stays in the budget.
        return Settlement(False, cost=0 if job.kind is Kind.VIDEO else _cost(job, expected))
    if transition in (Transition.REFUSE, Transition.EXPIRE, Transition.REFUSE_LATE):
        return Settlement(False)
    if transition is Transition.CANCEL:
        # Once there is a TaskId, the provider can't be kept from billing.
        return Settlement(True, expected, _cost(job, expected)) if job.task_id else Settlement(False)
    return None


def is_certainly_free(job: Job) -> bool:
    """Return whether the provider bills nothing for a job that has ended."""
    never_sent = job.state in (State.REFUSED, State.CANCELLED) and not job.was_begun
    return never_sent or (job.state is State.FAILED and job.kind is Kind.VIDEO)


def _cost(job: Job, seconds: float) -> int:
    return job.price.cost(seconds) if job.price is not None else 0


def expected_cost(job: Job, expected: float) -> int:
    """Return the cost the ledger should hold for a job, from the job alone; ``expected``: seconds as reserved."""
    is_free = job.state is State.REFUSED or is_certainly_free(job)
    return 0 if is_free else _cost(job, real_seconds(job.outputs, expected))


def expected_standing(job: Job) -> str:
    """Return the standing a job's claim should have, from the job alone: what the ledger is checked against."""
    if job.state in (State.REFUSED, State.FAILED) or (job.state is State.CANCELLED and not job.was_begun):
        return "returned"
    return "charged" if job.state in (State.READY, State.CANCELLED) else "reserved"
