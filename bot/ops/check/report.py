"""The report of `foley check`: lines with a level and advice, as text or JSON, and the exit code of the worst one."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

EXIT_OK, EXIT_UNREACHABLE, EXIT_CONFIG = 0, 69, 78


class Level(StrEnum):
    """The severity of a line."""

    OK = "ok"
    WARN = "warn"  # works, but could be better
    WRONG = "wrong"  # something configured can't work: only the operator can fix it
    AWAY = "away"  # a required service does not answer: may recover by itself


_SHOWN = {Level.OK: "ok  ", Level.WARN: "warn", Level.WRONG: "FAIL", Level.AWAY: "FAIL"}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding. ``advice``: what to do about it, empty if there is nothing to do."""

    part: str
    level: Level
    text: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings. ``invite_url`` is empty if the application is not known."""

    lines: tuple[Line, ...]
    invite_url: str = ""

    @property
    def exit_code(self) -> int:
        """0 if Foley can run, 78 if something configured is wrong, else 69 if a required service is unavailable."""
        levels = {line.level for line in self.lines}
        if Level.WRONG in levels:
            return EXIT_CONFIG
        return EXIT_UNREACHABLE if Level.AWAY in levels else EXIT_OK

    def to_json(self) -> str:
        """Return the report as one JSON object."""
        body = {
            "exit_code": self.exit_code,
            "invite_url": self.invite_url,
            "checks": [asdict(one) for one in self.lines],
        }
        return json.dumps(body, ensure_ascii=False, indent=2)

    def to_text(self) -> str:
        """Return the report as text for people."""
        width = max((len(line.part) for line in self.lines), default=0)
        shown = list(_rows(self.lines, width))
        if self.invite_url:
            shown += ["", "Invite Foley to a server with exactly the permissions it uses:", f"  {self.invite_url}"]
        return "\n".join([*shown, "", _verdict(self.lines)])


def _rows(lines: Iterable[Line], width: int) -> Iterable[str]:
    for line in lines:
        yield f"{_SHOWN[line.level]}  {line.part:<{width}}  {line.text}"
        if line.advice:
            yield f"      {'':<{width}}  → {line.advice}"


def _verdict(lines: tuple[Line, ...]) -> str:
    failed = sum(line.level in (Level.WRONG, Level.AWAY) for line in lines)
    warned = sum(line.level is Level.WARN for line in lines)
    if failed:
        return f"{failed} of {len(lines)} checks failed."
    return f"All {len(lines)} checks passed{f', {warned} with a warning' if warned else ''}."
