"""Calculate how long to wait after failures in a row. Pure: the caller counts, adds jitter and sleeps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """Delays that double from the first to the longest."""

    first_seconds: float
    longest_seconds: float

    def after(self, failures: int) -> float:
        """Return the delay after so many failures in a row; 1 is the first."""
        # The exponent is capped: after weeks of failures the power would overflow a float.
        return min(self.longest_seconds, self.first_seconds * 2.0 ** min(max(0, failures - 1), 60))
