"""Headers that lie: what is posted states the length that was measured, and holds the same sound and pictures."""

from pathlib import Path

import pytest

from bot.media.playable import plays_in_discord
from bot.media.protocol import Probed, Task, WorkerJob
from bot.media.work.errors import Incomplete, Unreadable
from bot.media.work.probe import probe
from bot.media.work.run import run
from tests.players.content import same_content
from tests.players.odd_file import OddFile
from tests.players.odd_films import FILMS, NEITHER, UNEVEN
from tests.players.odd_sounds import COMPRESSED, WAVS

LIMIT_BYTES = 10 * 1024 * 1024
ODD = [odd for odd in (*WAVS, *COMPRESSED, *FILMS, UNEVEN, *NEITHER) if odd.is_film is False or odd.fate != "encoded"]


def fitted(path: Path) -> tuple[Path, Probed]:
    """What the bot would post of a file: itself where it plays, else what is made of it."""
    found = probe(str(path))
    if plays_in_discord(found):
        return path, found
    made = run(WorkerJob(Task.FIT, str(path), str(path.parent), LIMIT_BYTES), lambda done: None)
    return Path(made.path), made.probed


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.name)
def test_an_odd_file_meets_its_fate(odd: OddFile, tmp_path: Path) -> None:
    path = tmp_path / "fetched"
    path.write_bytes(odd.make())
    if odd.fate == "said":
        with pytest.raises((Incomplete, Unreadable)):
            fitted(path)
        return
    posted, found = fitted(path)
    assert plays_in_discord(found)
    if odd.seconds is not None:
        assert found.seconds == pytest.approx(odd.seconds, abs=0.1)
    assert (posted == path) == (odd.fate == "same")
    if odd.fate == "copied" and not odd.misread:
        assert same_content(path.read_bytes(), posted.read_bytes())
