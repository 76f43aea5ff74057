"""Rate limits per action, counted in a sliding window of one second, and a record of every arrival."""

from collections import deque
from collections.abc import Mapping

from bot.sandbox.tencent.errors import ApiError

WINDOW_SECONDS = 1.0
KEPT_ARRIVALS = 100_000

# The published limits, requests per second.
PUBLISHED_RATES: Mapping[tuple[str, str], int] = {
    ("mps", "CreateAigcAudioTask"): 20,
    ("mps", "DescribeAigcAudioTask"): 20,
    ("mps", "CreateAigcVideoTask"): 10,
    ("mps", "DescribeAigcVideoTask"): 50,
    ("mps", "TextToSpeech"): 20,
    ("mps", "TextToSpeechAsync"): 20,
    ("mps", "DescribeTextToSpeechAsyncTask"): 20,
    ("mps", "DescribeVoices"): 20,
    ("vod", "CreateAigcAudioTask"): 20,
    ("vod", "DescribeTaskDetail"): 100,
    ("vod", "DescribeTasks"): 100,
    ("vod", "ManageTask"): 20,  # not published; this is the usual limit
}


class RateLimits:
    """The rate limits of one account, and the requests it sent."""

    def __init__(self, overrides: Mapping[str, int] | None = None) -> None:
        """Override rates by ``"service:Action"``, or by ``"Action"`` for both services."""
        self.rates = dict(PUBLISHED_RATES)
        for name, rate in (overrides or {}).items():
            self.set_rate(name, rate)
        self._accepted: dict[tuple[str, str], deque[float]] = {}
        self._arrivals: dict[tuple[str, str], deque[float]] = {}

    def set_rate(self, name: str, rate: int) -> None:
        """Change one action's rate from now on."""
        service, _, action = name.rpartition(":")
        keys = [key for key in self.rates if key[1] == action and service in ("", key[0])]
        if not keys:
            raise ValueError(f"no action is called {name!r}")
        self.rates.update(dict.fromkeys(keys, rate))

    def arrived(self, service: str, action: str, now: float) -> None:
        """Record that a request arrived at monotonic time ``now``, whatever its outcome."""
        if (service, action) in self.rates:
            self._arrivals.setdefault((service, action), deque(maxlen=KEPT_ARRIVALS)).append(now)

    def admit(self, service: str, action: str, now: float) -> None:
        """Count one correctly signed request at monotonic time ``now``.

        Raises ApiError when the limit of the last second is reached.
        """
        key = (service, action)
        accepted = self._accepted.setdefault(key, deque())
        while accepted and accepted[0] <= now - WINDOW_SECONDS:
            accepted.popleft()
        rate = self.rates[key]
        if len(accepted) >= rate:
            raise ApiError("RequestLimitExceeded", f"The frequency limit of {rate} requests a second is exceeded.")
        accepted.append(now)

    def arrivals(self, service: str, action: str) -> tuple[float, ...]:
        """Return the monotonic time of every request that arrived, including refused and malformed ones."""
        return tuple(self._arrivals.get((service, action), ()))

    def busiest_second(self, service: str, action: str) -> int:
        """Return the largest number of requests that arrived within one second."""
        window: deque[float] = deque()
        most = 0
        for arrived_at in self.arrivals(service, action):
            window.append(arrived_at)
            while window[0] <= arrived_at - WINDOW_SECONDS:
                window.popleft()
            most = max(most, len(window))
        return most
