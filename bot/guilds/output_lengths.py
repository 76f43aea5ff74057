"""Expect how long an output will be: what a request reserves of a limit until the real length is known.

What was asked for, else the middle of what the same model and version made lately, else the catalogue's word. Learned
from every job that is ready; nothing of it is stored by itself, because the jobs are.
"""

import statistics
from collections.abc import Callable, Iterable, Mapping

from bot.jobs.model import Job, Kind, MusicRequest, Request, SfxRequest, SpeechRequest, State, VideoRequest, kind_of
from bot.utils.lru import LruDict

HISTORY_JOBS = 300
"""How many finished jobs are worth reading at a start."""

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
    """Expected lengths by kind, model and version. ``listed``: the catalogue's word, None where it has none."""

    def __init__(self, listed: Callable[[Kind, str, str], float | None] = lambda kind, model, version: None) -> None:
        self._listed = listed
        self._seen: dict[_Key, LruDict[str, float]] = {}  # by job: one is heard of several times while it is posted

    def learn(self, jobs: Iterable[Job]) -> None:
        """Take over what finished jobs came to, oldest first."""
        for job in jobs:
            self.observe(job)

    def observe(self, job: Job) -> None:
        """Observe a job that has changed; one that is ready is learned from."""
        told = [output.seconds for output in job.outputs if output.seconds]
        key = _key_of(job.request)
        if job.state is not State.READY or not told or key is None:
            return
        self._seen.setdefault(key, LruDict(_REMEMBERED))[job.id] = sum(told)

    def expected(self, request: Request) -> float:
        """Return how many seconds this request is likely to come to."""
        if isinstance(request, SpeechRequest):
            return spoken_seconds(request.spoken_text or request.text)
        asked = None if isinstance(request, MusicRequest) else request.duration_seconds
        if asked:
            return float(asked)
        kind = kind_of(request)
        seen: Mapping[str, float] = self._seen.get((kind, request.model, request.version)) or {}
        if len(seen) >= _ENOUGH:
            return statistics.median(seen.values())
        return self._listed(kind, request.model, request.version) or _USUAL_SECONDS[kind]


def _key_of(request: Request) -> _Key | None:
    """Return what a request's length is learned by; None where it was asked for, or is that of a text."""
    if isinstance(request, SpeechRequest) or (
        isinstance(request, SfxRequest | VideoRequest) and request.duration_seconds
    ):
        return None
    return kind_of(request), request.model, request.version


def spoken_seconds(text: str) -> float:
    """Return about how long a text takes to say."""
    wide = sum(character >= _FIRST_IDEOGRAPH for character in text)
    spoken = (len(text) - wide) / _LETTERS_A_SECOND + wide / _IDEOGRAPHS_A_SECOND
    return max(_SHORTEST_SECONDS, round(spoken, 1))
