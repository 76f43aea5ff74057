"""Check limits and money by an independent count: no limit is ever overdrawn, and the store's ledger agrees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.jobs.claim import Bound, Claim, Measure
from bot.jobs.model import Job, Kind, NewJob, State
from bot.jobs.price import Price
from tests.simulation.story import Story

LedgerRow = tuple[int, float, int]
"""Uses, seconds and cost of a job as recorded by a store."""
MADE = frozenset({"COMPLETE", "COMPLETE_AT_ONCE", "COMPLETE_LATE"})
_FREE = frozenset({"REFUSE", "EXPIRE", "REFUSE_LATE"})
_ROUNDING = 1e-6


@dataclass
class Line:
    """What one job uses up. ``is_open``: not settled yet; ``is_running``: it has not ended."""

    guild_id: int
    user_id: int
    kind: Kind
    at: float
    seconds: float
    price: Price | None
    cost: int
    uses: int = 1
    is_open: bool = True
    is_running: bool = True

    def close(self, uses: int, seconds: float, cost: int) -> None:
        """Settle it with its final amounts."""
        self.uses, self.seconds, self.cost, self.is_open = uses, seconds, cost, False

    def cost_of(self, seconds: float) -> int:
        """Return the cost of so many seconds of output, in micro-units."""
        return self.price.cost(seconds) if self.price is not None else 0

    def amount(self, measure: Measure) -> float:
        """Return how much of a limit with this measure it uses up."""
        if measure is Measure.AT_ONCE:
            return self.is_running
        return {Measure.COUNT: self.uses, Measure.SECONDS: self.seconds, Measure.MONEY: self.cost}[measure]


class LimitChecker:
    """Tracks what every job uses up."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._lines: dict[str, Line] = {}
        self._of_guild: dict[int, list[Line]] = {}

    def add(self, new: NewJob, claim: Claim, repeated: Job | None) -> None:
        """Note a job that was just added, and check the bounds it was claimed within."""
        if repeated is not None and repeated.state is State.UNKNOWN:
            given_back = self._lines.get(repeated.id)
            if given_back is not None and given_back.is_open:
                given_back.close(0, 0.0, given_back.cost)  # both may be billed
        line = Line(new.place.guild_id, new.user_id, new.kind, new.created_at, claim.seconds, new.price, claim.cost)
        for bound in claim.bounds:
            self._check(new, line, bound)
        self._lines[new.id] = line
        self._of_guild.setdefault(new.place.guild_id, []).append(line)

    def _check(self, new: NewJob, line: Line, bound: Bound) -> None:
        used = sum(one.amount(bound.measure) for one in self._counted(new, bound))
        if used + line.amount(bound.measure) > bound.amount + _ROUNDING:
            self._story.fail("overdrawn", f"{new.id}: {used:.1f} used of {bound.amount} {bound.measure}")

    def _counted(self, new: NewJob, bound: Bound) -> Iterable[Line]:
        lines: Iterable[Line] = self._lines.values() if bound.is_global else self._of_guild.get(new.place.guild_id, ())
        if bound.is_personal:
            lines = (line for line in lines if line.user_id == new.user_id)
        if bound.kind is not None:
            lines = (line for line in lines if line.kind is bound.kind)
        return lines if bound.window is None else (line for line in lines if line.at >= bound.began_at)

    def settle(self, name: str, job: Job) -> None:
        """Note a transition that was taken."""
        line = self._lines.get(job.id)
        if line is None:
            return
        line.is_running = not job.state.is_final
        if not line.is_open:
            return
        if name in MADE:
            seconds = sum(output.seconds or 0.0 for output in job.outputs)
            line.close(1, seconds, line.cost_of(seconds))
        elif name in _FREE or (name == "CANCEL" and not job.task_id):
            line.close(0, 0.0, 0)
        elif name == "FAIL":
            line.close(0, 0.0, 0 if job.kind is Kind.VIDEO else line.cost)
        elif name == "CANCEL":
            line.is_open = False

    def compare(self, ledger: Mapping[str, LedgerRow]) -> None:
        """Check that a store's ledger agrees."""
        for job_id, line in self._lines.items():
            uses, seconds, cost = ledger[job_id]
            if (uses, round(seconds, 6), cost) != (line.uses, round(line.seconds, 6), line.cost):
                self._story.fail("money", f"{job_id} is {ledger[job_id]} in the ledger, and should be {line}")
        if len(ledger) != len(self._lines):
            self._story.fail("money", f"{len(ledger)} claims of {len(self._lines)} jobs")
