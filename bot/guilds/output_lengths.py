"""Estimate how long an output will be: what a request reserves of a limit until the real length is known.

The requested length, else the median of the latest outputs of the same model and version, else the catalogue's value.
Learned from every job that is ready; not stored separately, because the jobs are.
"""

import statistics
from collections.abc import Callable, Iterable, Mapping

from bot.jobs.model import Job, Kind, MusicRequest, Request, SfxRequest, SpeechRequest, State, VideoRequest, kind_of
from bot.utils.lru import LruDict

HISTORY_JOBS = 300
"""How many finished jobs to read at start."""

_REMEMBERED = 31
_ENOUGH = 3  # one odd result must not decide what everybody reserves
_LETTERS_A_SECOND = 14.0
_IDEOGRAPHS_A_SECOND = 4.5
_FIRST_IDEOGRAPH = "\u2e80"
_SHORTEST_SECONDS = 1.0
# Where neither history nor catalogue says anything.
_USUAL_SECONDS = {Kind.MUSIC: 150.0, Kind.SFX: 10.0, Kind.VIDEO: 6.0}

_Key = tuple[Kind, str, str]


class OutputLengths:
    """Expected lengths by kind, model and version. ``listed``: the catalogue's value, None where it has none."""

    def __init__(self, listed: Callable[[Kind, str, str], float | None] = lambda kind, model, version: None) -> None:
        self._listed = listed
        self._seen: dict[_Key, LruDict[str, float]] = {}  # by job: one is observed several times while it is posted

    def learn(self, jobs: Iterable[Job]) -> None:
        """Learn the lengths of finished jobs, oldest first."""
        for job in jobs:
            self.observe(job)

    def observe(self, job: Job) -> None:
        """Observe a job that has changed, and learn from it if it is ready."""
        seconds = [output.seconds for output in job.outputs if output.seconds]
        key = _key_of(job.request)
        if job.state is not State.READY or not seconds or key is None:
            return
        self._seen.setdefault(key, LruDict(_REMEMBERED))[job.id] = sum(seconds)

    def expected(self, request: Request) -> float:
        """Return how many seconds of output this request is likely to produce."""
        if isinstance(request, SpeechRequest):
            return spoken_seconds(request.spoken_text or request.text)
        requested = None if isinstance(request, MusicRequest) else request.duration_seconds
        if requested:
            return float(requested)
        kind = kind_of(request)
        seen: Mapping[str, float] = self._seen.get((kind, request.model, request.version)) or {}
        if len(seen) >= _ENOUGH:
            return statistics.median(seen.values())
        return self._listed(kind, request.model, request.version) or _USUAL_SECONDS[kind]


def _key_of(request: Request) -> _Key | None:
    """Return the key a request's length is learned under; None where it was requested, or follows from a text."""
    if isinstance(request, SpeechRequest) or (
        isinstance(request, SfxRequest | VideoRequest) and request.duration_seconds
    ):
        return None
    return kind_of(request), request.model, request.version


def spoken_seconds(text: str) -> float:
    """Estimate how many seconds a text takes to say."""
    wide = sum(character >= _FIRST_IDEOGRAPH for character in text)
    spoken = (len(text) - wide) / _LETTERS_A_SECOND + wide / _IDEOGRAPHS_A_SECOND
    return max(_SHORTEST_SECONDS, round(spoken, 1))
