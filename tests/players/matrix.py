"""``python -m tests.players.matrix [word ...]``: odd files through the real bot, then played in real browsers.

Every file (those whose name holds one of the words) is delivered by the local Tencent Cloud, posted by the bot in the
sandbox, and what stands in the channel is played to its end. Exit code 1 when one of them does not meet its fate.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.media.work.probe import probe
from tests.page.browser import NO_BROWSER
from tests.players.browsers import Offered, Played, find_chromium, find_firefox, play_in_chromium, play_in_firefox
from tests.players.content import same_content
from tests.players.odd_file import OddFile
from tests.players.odd_films import FILMS, NEITHER, UNEVEN
from tests.players.odd_sounds import COMPRESSED, WAVS
from tests.players.staged import Posted, matrix_stage, post_all

ALL = (*WAVS, *COMPRESSED, *FILMS, UNEVEN, *NEITHER)
_SHARE_OFF = 0.02


@dataclass
class Row:
    """One line of the table."""

    posted: Posted
    fate: str
    seconds: float | None
    played: dict[str, Played] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Return what is said below the prompt, where there is nothing to play."""
        lines = self.posted.text.splitlines()
        return lines[1] if self.seconds is None and len(lines) > 1 else ""

    @property
    def faults(self) -> list[str]:
        """What is not as it must be."""
        found = []
        if self.fate != self.posted.odd.fate:
            found.append(f"{self.fate} instead of {self.posted.odd.fate}")
        if self.seconds is None and not (self.sentence and self.posted.has_link):
            found.append("neither a file nor a sentence and a link")
        for browser, played in self.played.items():
            if problem := trouble(played, self.seconds or 0.0):
                found.append(f"{browser}: {problem}")
        return found


def trouble(played: Played, seconds: float) -> str:
    """Return what is wrong with how a file was played, "" for nothing."""
    if played.error:
        return played.error
    for what, found in (("shows", played.shown), ("ends at", played.ended)):
        if found is None or abs(found - seconds) > seconds * _SHARE_OFF:
            return f"{what} {found} s of {seconds:.2f} s"
    return ""


async def rows_of(odd_files: Sequence[OddFile], folder: Path) -> list[Row]:
    """Post every file by the bot and look at what was posted."""
    async with matrix_stage() as stage:
        posted = await post_all(stage, odd_files)
    return [await asyncio.to_thread(_row, number, one, folder) for number, one in enumerate(posted)]


def _row(number: int, posted: Posted, folder: Path) -> Row:
    if posted.data is None:
        return Row(posted, "said", None)
    path = _path(number, posted, folder)
    path.write_bytes(posted.data)
    fate = "same" if posted.data == posted.source else posted.odd.fate if posted.odd.fate == "encoded" else "copied"
    if fate == "copied" and not posted.odd.misread and not same_content(posted.source, posted.data):
        fate = "encoded"
    return Row(posted, fate, probe(str(path)).seconds)


def _path(number: int, posted: Posted, folder: Path) -> Path:
    return folder / f"{number}-{posted.file_name}"


def offered(rows: Sequence[Row], folder: Path) -> list[Offered]:
    """Return what can be played of the rows."""
    return [
        Offered(row.posted.odd.name, _path(number, row.posted, folder), row.posted.content_type)
        for number, row in enumerate(rows)
        if row.posted.data is not None
    ]


def judge(rows: Sequence[Row], browser: str, played: dict[str, Played]) -> None:
    """Note in each row how a browser played it."""
    for row in rows:
        if row.posted.data is not None:
            row.played[browser] = played.get(row.posted.odd.name, Played(row.posted.odd.name))


def table(rows: Sequence[Row]) -> str:
    """Return the table as text."""
    browsers = sorted({browser for row in rows for browser in row.played})
    lines = [f"{'file':28} {'became':9} {'as':5} {'ours':>8} " + " ".join(f"{browser:>9}" for browser in browsers)]
    for row in rows:
        kind = row.posted.file_name.rpartition(".")[2]
        ours = "" if row.seconds is None else f"{row.seconds:.2f} s"
        shown = (row.played[one].shown if one in row.played else None for one in browsers)
        cells = " ".join(f"{'' if length is None else f'{length:.2f} s':>9}" for length in shown)
        words = "; ".join(row.faults) or row.sentence
        lines.append(f"{row.posted.odd.name:28} {row.fate:9} {kind:5} {ours:>8} {cells} {words}".rstrip())
    return "\n".join(lines)


async def run(words: Sequence[str]) -> int:
    """Make, post, play, print; return the exit code."""
    chosen = [odd for odd in ALL if not words or any(word in odd.name for word in words)]
    with tempfile.TemporaryDirectory(prefix="foley-matrix-") as name:
        folder = Path(name)
        rows = await rows_of(chosen, folder)
        files = offered(rows, folder)
        chromium, firefox = find_chromium(), find_firefox()
        if chromium is not None:
            judge(rows, "Chromium", await play_in_chromium(files, chromium))
        if firefox is not None:
            judge(rows, "Firefox", await play_in_firefox(files, firefox))
    print(table(rows))
    wrong = [row for row in rows if row.faults]
    print(f"\n{len(rows)} files, {len(wrong)} not as they must be.")
    if chromium is None:
        print(NO_BROWSER)
    if firefox is None:
        print("No Firefox here (Debian: apt-get install firefox-esr libavcodec59): nothing was played in it.")
    return 1 if wrong or chromium is None else 0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.players.matrix")
    parser.add_argument("words", nargs="*", help="only files whose name holds one of these")
    sys.exit(asyncio.run(run(parser.parse_args().words)))


if __name__ == "__main__":
    main()
