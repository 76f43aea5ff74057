"""Parse the presets of a server's limits in the catalogue file. Pure: a TOML table in, values or ValueError out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.jobs.claim import Window
from bot.jobs.model import Kind

MOST = 10_000_000
PRESET_NAMES = ("tight", "normal", "open")
_LONGEST_VIDEO_SECONDS = 600


@dataclass(frozen=True, slots=True)
class PresetLimit:
    """How many requests of a kind each person, or the whole server, may make in a window."""

    kind: Kind
    window: Window
    amount: int
    is_personal: bool


@dataclass(frozen=True, slots=True)
class Preset:
    """The settings of one preset."""

    limits: tuple[PresetLimit, ...] = ()
    longest_video_seconds: int | None = None
    sharpest_video: str = ""


def read_presets(value: object) -> dict[str, Preset]:
    """Return the three presets. Raises ValueError with what is wrong."""
    table = _table(value, set(PRESET_NAMES), "")
    missing = [name for name in PRESET_NAMES if name not in table]
    if missing:
        raise ValueError(f"needs {missing[0]!r} too")
    return {name: _preset(table[name], name) for name in PRESET_NAMES}


def _preset(value: object, name: str) -> Preset:
    table = _table(value, {"each", "server", "longest_video_seconds", "sharpest_video"}, name)
    seconds = table.get("longest_video_seconds")
    if seconds is not None and (type(seconds) is not int or not 1 <= seconds <= _LONGEST_VIDEO_SECONDS):
        raise ValueError(f"{name} longest_video_seconds must be a whole number from 1 to {_LONGEST_VIDEO_SECONDS}")
    sharpest = table.get("sharpest_video", "")
    if not isinstance(sharpest, str):
        raise ValueError(f"{name} sharpest_video must be a resolution")
    limits = [
        limit
        for part, is_personal in (("each", True), ("server", False))
        for limit in _limits(table.get(part, {}), f"{name} {part}", is_personal)
    ]
    return Preset(tuple(limits), seconds, sharpest)


def _limits(value: object, where: str, is_personal: bool) -> Iterator[PresetLimit]:
    for kind, windows in _table(value, set(map(str, Kind)), where).items():
        for window, amount in _table(windows, set(map(str, Window)), f"{where} {kind}").items():
            if type(amount) is not int or not 0 <= amount <= MOST:
                raise ValueError(f"{where} {kind} {window} must be a whole number from 0 to {MOST}")
            yield PresetLimit(Kind(kind), Window(window), amount, is_personal)


def _table(value: object, known: set[str], where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{where} must be a table".strip())
    unknown = sorted(set(value) - known)
    if unknown:
        raise ValueError(
            f"{where} has an unknown key {unknown[0][:40]!r}; known are {', '.join(sorted(known))}".strip()
        )
    return value
