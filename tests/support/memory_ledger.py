"""Claims of jobs in memory: what a MemoryJobStore writes beside its jobs. Held to the truth by the contract tests."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.guilds.quota import Settlement, settled
from bot.guilds.usage import Standing
from bot.jobs.claim import DAY_SECONDS, Bound, Claim, Measure
from bot.jobs.model import Job, Kind, NewJob, SpeechRequest, Transition


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One job's claim and what has become of it."""

    guild_id: int
    user_id: int
    kind: Kind
    day: int
    reserved_at: float
    seconds: float
    standing: Standing = Standing.RESERVED
    uses: int = 1
    cost: int = 0
    currency: str = ""
    model: str = ""


class LedgerLines(dict[str, LedgerLine]):
    """A dict of claims that knows those of each server, and takes a transaction back."""

    def __init__(self) -> None:
        super().__init__()
        self._of_guild: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._journal: list[tuple[str, LedgerLine | None]] | None = None

    def __setitem__(self, job_id: str, line: LedgerLine) -> None:
        self._put(job_id, line)

    def _put(self, job_id: str, line: LedgerLine | None) -> None:
        old = self.get(job_id)
        if self._journal is not None:
            self._journal.append((job_id, old))
        if old is not None:
            del self._of_guild[old.guild_id][job_id]
            super().__delitem__(job_id)
        if line is not None:
            self._of_guild[line.guild_id][job_id] = None
            super().__setitem__(job_id, line)

    def begin(self) -> None:
        """Write down from now on what stood there before."""
        self._journal = []

    def commit(self) -> None:
        """Keep what was written since :meth:`begin`."""
        self._journal = None

    def roll_back(self) -> None:
        """Take back what was written since :meth:`begin`."""
        journal, self._journal = self._journal or [], None
        for job_id, before in reversed(journal):
            self._put(job_id, before)

    def of_guild(self, guild_id: int) -> list[LedgerLine]:
        """Return the claims on one server."""
        return [self[job_id] for job_id in self._of_guild[guild_id]]


class MemoryLedger:
    """The claims, by job id."""

    def __init__(self) -> None:
        self.lines = LedgerLines()

    def reserve(self, new: NewJob, claim: Claim) -> None:
        """Write the claim of a new job."""
        day, guild_id = int(new.created_at // DAY_SECONDS), new.place.guild_id
        self.lines[new.id] = LedgerLine(
            guild_id,
            new.user_id,
            new.kind,
            day,
            new.created_at,
            claim.seconds,
            cost=claim.cost,
            currency="" if claim.price is None else claim.price.currency,
            model="" if isinstance(new.request, SpeechRequest) else new.request.model,
        )

    def give_back(self, job_id: str) -> None:
        """Return a claim that is not settled."""
        line = self.lines.get(job_id)
        if line is not None:
            self._settle(job_id, Settlement(False, cost=line.cost))

    def settle(self, job: Job, transition: Transition) -> None:
        """Settle the claim of a job by the transition it has just taken, where the transition does."""
        line = self.lines.get(job.id)
        outcome = None if line is None else settled(job, transition, line.seconds)
        if outcome is not None:
            self._settle(job.id, outcome)

    def _settle(self, job_id: str, outcome: Settlement) -> None:
        line = self.lines.get(job_id)
        if line is not None and line.standing is Standing.RESERVED:
            standing = Standing.CHARGED if outcome.counts else Standing.RETURNED
            self.lines[job_id] = replace(
                line, standing=standing, uses=int(outcome.counts), seconds=outcome.seconds, cost=outcome.cost
            )

    def used(self, guild_id: int, user_id: int, bound: Bound) -> float:
        """Return how much of a bound with a window is used."""
        lines = self.lines.values() if bound.is_global else self.lines.of_guild(guild_id)
        counted = [line for line in lines if line.reserved_at >= bound.began_at]
        if bound.is_personal:
            counted = [line for line in counted if line.user_id == user_id]
        if bound.kind is not None:
            counted = [line for line in counted if line.kind is bound.kind]
        if bound.measure is Measure.MONEY:
            return sum(line.cost for line in counted if line.currency == bound.currency)
        by_seconds = bound.measure is Measure.SECONDS
        return float(sum(line.seconds if by_seconds else line.uses for line in counted))

    def costs(self) -> Mapping[str, int]:
        """Return what each job costs by its line, by job id."""
        return {job_id: line.cost for job_id, line in self.lines.items()}

    def told(self) -> Mapping[str, tuple[str, int, float]]:
        """Return standing, uses and seconds of every line, by job id."""
        return {job_id: (line.standing.value, line.uses, line.seconds) for job_id, line in self.lines.items()}
