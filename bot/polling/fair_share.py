"""Share the polls of one budget between servers: each counts once, however many jobs it has. Pure."""

from collections import Counter
from collections.abc import Hashable


class FairShare:
    """Counts the running jobs of each server.

    A second of a server's lag weighs in inverse proportion to its jobs: 1 for the server with the most, more for the
    others. So ten thousand jobs of one server together count as much as the single job of another. Weights are powers
    of two: servers of similar size are treated alike, and none gains a turn by finishing a job.
    """

    def __init__(self) -> None:
        self._jobs: Counter[Hashable] = Counter()

    def join(self, owner: Hashable) -> None:
        """Count one more job."""
        self._jobs[owner] += 1

    def leave(self, owner: Hashable) -> None:
        """Count one job less."""
        self._jobs[owner] -= 1
        if self._jobs[owner] <= 0:
            del self._jobs[owner]

    def weights(self) -> dict[Hashable, float]:
        """Return what a second of each server's lag weighs now."""
        most = max(self._jobs.values(), default=1)
        return {owner: float(1 << ((most // jobs).bit_length() - 1)) for owner, jobs in self._jobs.items()}
