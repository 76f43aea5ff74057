"""What happened, a line a step; what must not have happened; and which transitions met which faults."""

from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from hashlib import blake2b

from tests.simulation.fault_classes import CLASS_OF

_REMEMBERED_SECONDS = 60.0
_UNANSWERED = "store-unanswered"


class Broken(AssertionError):
    """An invariant does not hold. ``rule``: its short name."""

    def __init__(self, rule: str, what: str) -> None:
        self.rule = rule
        super().__init__(f"{rule}: {what}")


class Story:
    """Lines of what happened, a line a step, kept only where somebody reads them."""

    def __init__(self, now: Callable[[], float], on_broken: Callable[[], None], *, is_told: bool) -> None:
        self._now = now
        self._on_broken = on_broken
        self.is_told = is_told
        self.lines: list[str] = []
        self._digest = blake2b(digest_size=16)
        self.broken: Broken | None = None

    def tell(self, who: str, what: str) -> None:
        """Add a line."""
        if self.is_told:
            line = f"{self._now():14.6f} {who:8} {what}"
            self.lines.append(line)
            self._digest.update(line.encode())

    def digest(self) -> str:
        """Return a short word for all lines so far."""
        return self._digest.hexdigest()

    def broke(self, rule: str, what: str) -> None:
        """Remember the first invariant that does not hold: the simulation ends with it."""
        self.tell("BROKEN", f"{rule}: {what}")
        if self.broken is None:
            self.broken = Broken(rule, what)
            self._on_broken()


class Coverage:
    """Counts (transition, class of fault): each fault with what is taken while it lasts, and for a minute after."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.met: Counter[tuple[str, str]] = Counter()
        self._lasting: Counter[str] = Counter()
        self._recent: deque[tuple[float, str]] = deque()
        self._of_job: OrderedDict[str, dict[str, None]] = OrderedDict()
        self._last: dict[str, str] = {}  # the transition that each job has taken last

    def forget_clock(self) -> None:
        """Let go of the world, so that the counts can be handed to another process."""
        self._now = float

    def begin(self, fault: str) -> None:
        """A fault lasts from now on."""
        self._lasting[fault] += 1

    def end(self, fault: str) -> None:
        """It is over."""
        self._lasting[fault] -= 1
        self.struck(fault)

    def struck(self, fault: str) -> None:
        """A fault of a moment has happened to all."""
        self._recent.append((self._now() + _REMEMBERED_SECONDS, fault))

    def struck_job(self, job_id: str, fault: str) -> None:
        """A fault of a moment has happened to one job: it counts for all of the job's further life."""
        self._of_job.setdefault(job_id, {})[fault] = None
        if fault == _UNANSWERED and job_id in self._last:  # it was this very transition
            self.met[self._last[job_id], CLASS_OF[fault]] += 1

    def taken(self, job_id: str, transition: str) -> None:
        """A transition was taken."""
        self._last[job_id] = transition
        for fault in {CLASS_OF[fault]: None for fault in self._present(job_id)}:
            self.met[transition, fault] += 1

    def _present(self, job_id: str) -> Iterator[str]:
        now = self._now()
        while self._recent and self._recent[0][0] < now:
            self._recent.popleft()
        found = {fault: None for fault, count in self._lasting.items() if count > 0}
        found |= dict.fromkeys(fault for _, fault in self._recent)
        found |= self._of_job.get(job_id, {})
        return iter(found)
