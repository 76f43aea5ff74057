"""The log of a simulation: what happened, the first invariant violated, and which transitions coincided with faults."""

from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from hashlib import blake2b

from tests.simulation.fault_classes import CLASS_OF

_REMEMBERED_SECONDS = 60.0
_UNANSWERED = "store-unanswered"


class Violation(AssertionError):
    """An invariant was violated. ``rule``: its short name."""

    def __init__(self, rule: str, what: str) -> None:
        self.rule = rule
        super().__init__(f"{rule}: {what}")


class Story:
    """The story of a simulation, one line per event; kept only where ``is_recorded``."""

    def __init__(self, now: Callable[[], float], on_violation: Callable[[], None], *, is_recorded: bool) -> None:
        self._now = now
        self._on_violation = on_violation
        self.is_recorded = is_recorded
        self.lines: list[str] = []
        self._digest = blake2b(digest_size=16)
        self.violation: Violation | None = None

    def record(self, who: str, what: str) -> None:
        """Add a line."""
        if self.is_recorded:
            line = f"{self._now():14.6f} {who:8} {what}"
            self.lines.append(line)
            self._digest.update(line.encode())

    def digest(self) -> str:
        """Return a digest of all lines so far."""
        return self._digest.hexdigest()

    def fail(self, rule: str, what: str) -> None:
        """Report a violated invariant. The first one ends the simulation."""
        self.record("VIOLATED", f"{rule}: {what}")
        if self.violation is None:
            self.violation = Violation(rule, what)
            self._on_violation()


class Coverage:
    """Counts how often each transition coincided with each class of faults: during the fault and for a minute after."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.counts: Counter[tuple[str, str]] = Counter()
        self._lasting: Counter[str] = Counter()
        self._recent: deque[tuple[float, str]] = deque()
        self._of_job: OrderedDict[str, dict[str, None]] = OrderedDict()
        self._last: dict[str, str] = {}  # the last transition of each job

    def forget_clock(self) -> None:
        """Drop the reference to the world, so that the counts can be pickled."""
        self._now = float

    def begin(self, fault: str) -> None:
        """Note that a fault begins."""
        self._lasting[fault] += 1

    def end(self, fault: str) -> None:
        """Note that it has ended."""
        self._lasting[fault] -= 1
        self.hit(fault)

    def hit(self, fault: str) -> None:
        """Note a momentary fault that affects all jobs."""
        self._recent.append((self._now() + _REMEMBERED_SECONDS, fault))

    def hit_job(self, job_id: str, fault: str) -> None:
        """Note a momentary fault of one job. It counts for the rest of the job's life."""
        self._of_job.setdefault(job_id, {})[fault] = None
        if fault == _UNANSWERED and job_id in self._last:  # it hit this very transition
            self.counts[self._last[job_id], CLASS_OF[fault]] += 1

    def transition_taken(self, job_id: str, transition: str) -> None:
        """Count a transition with every fault that is present."""
        self._last[job_id] = transition
        for fault_class in dict.fromkeys(map(CLASS_OF.__getitem__, self._present(job_id))):
            self.counts[transition, fault_class] += 1

    def _present(self, job_id: str) -> Iterator[str]:
        now = self._now()
        while self._recent and self._recent[0][0] < now:
            self._recent.popleft()
        yield from (fault for fault, count in self._lasting.items() if count > 0)
        yield from (fault for _, fault in self._recent)
        yield from self._of_job.get(job_id, ())
