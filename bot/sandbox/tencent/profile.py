"""How long tasks of the local cloud take, drawn from seeded distributions, and how long their results are."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pace:
    """A log-normal duration from acceptance to completion; ``wait_share`` of it is spent waiting in the queue."""

    median_seconds: float
    sigma: float = 0.25
    wait_share: float = 0.1


@dataclass(frozen=True)
class Profile:
    """Paces by ``"kind/model"`` or ``"kind"``; result lengths in seconds by the same names."""

    paces: Mapping[str, Pace] = field(default_factory=dict)
    lengths_seconds: Mapping[str, float] = field(default_factory=dict)

    def pace(self, kind: str, model: str) -> Pace:
        """Return the pace for a model, or for its kind."""
        paces = {**DEFAULT_PACES, **self.paces}
        return paces.get(f"{kind}/{model}") or paces[kind]

    def length_seconds(self, kind: str, model: str) -> float:
        """Return the length of a result when neither the request nor the model determines it."""
        lengths = {**DEFAULT_LENGTHS_SECONDS, **self.lengths_seconds}
        return lengths.get(f"{kind}/{model}") or lengths[kind]


DEFAULT_PACES: Mapping[str, Pace] = {
    "speech": Pace(12),
    "speech/instant": Pace(0.5, sigma=0.1),
    "sfx": Pace(40),
    "music": Pace(95),
    "video": Pace(220),
}

# The length of speech depends on its text.
DEFAULT_LENGTHS_SECONDS: Mapping[str, float] = {"speech": 0.0, "sfx": 5.0, "music": 20.0, "video": 5.0}


def draw(pace: Pace, seed: str) -> tuple[float, float]:
    """Return seconds of waiting and seconds of work, deterministic for a seed."""
    total = math.exp(math.log(pace.median_seconds) + pace.sigma * random.Random(seed).gauss())
    return total * pace.wait_share, total * (1 - pace.wait_share)
