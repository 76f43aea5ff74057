"""One odd file: how it is made, and what must become of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.players.writing import SECONDS

Fate = Literal["same", "copied", "encoded", "said"]
"""``same``: posted byte for byte. ``copied``: another header or container, the same sound and pictures.
``encoded``: encoded again. ``said``: nothing to play, but a sentence and the link."""


@dataclass(frozen=True)
class OddFile:
    """One file of the matrix. ``seconds``: how long it plays, whatever its header says; None: as long as it decodes.

    ``misread``: FFmpeg itself takes the odd file for something else than it is, so there is nothing to compare with.
    """

    name: str
    fate: Fate
    make: Callable[[], bytes]
    seconds: float | None = SECONDS
    is_film: bool = False
    misread: bool = False
