"""What is posted plays to its end in a real Chromium, and its colours are those it had: one browser for all of it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.media.work.probe import probe
from bot.media.work.video import fit_video
from tests.page.conftest import chromium as chromium
from tests.players.browsers import Offered, Played, play_in_chromium
from tests.players.matrix import ALL, Row, judge, offered, rows_of
from tests.players.solid import Coding, Light, solid

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("players")]

# One of each kind of header, of sample and of container; `make media-matrix` plays all of them.
FEW = ("wav", "wav-sizes-ffffffff", "wav-double", "mp3-vbr-no-xing", "mp3-twice", "flac-length-0", "webm-opus-piped",
       "mp4", "mp4-fragmented", "mp4-cut")  # fmt: skip
# The film is brought down from 720 lines to 480: untagged, players would then take it for BT.601.
SMALL_BYTES = 33_000
HD, SD = (1280, 720), (640, 360)
COLOURS: dict[str, Light] = {
    "red": (224 / 255, 32 / 255, 32 / 255),
    "green": (32 / 255, 200 / 255, 48 / 255),
    "blue": (40 / 255, 64 / 255, 220 / 255),
    "skin": (226 / 255, 176 / 255, 148 / 255),
    "grey": (128 / 255, 128 / 255, 128 / 255),
}
WHITE_PQ = 0.5807  # 203 cd/m², the white of text: ITU-R BT.2408
WHITE_HLG = 0.75
CODINGS = {
    "709": Coding("709", (1, 1, 1, 1), HD),
    "untagged-hd": Coding("709", None, HD),
    "untagged-sd": Coding("601", None, SD),
    "full": Coding("601", (6, 6, 6, 2), SD, "yuvj420p", is_full_range=True),
}
PQ, HLG = (Coding("2020", (9, transfer, 9, 1), SD, "yuv420p10le") for transfer in (16, 18))


def films() -> dict[str, bytes]:
    """Every film of one colour, by name."""
    plain = {f"{name} {how}": solid(light, CODINGS[how]) for how in CODINGS for name, light in COLOURS.items()}
    white = {"white pq": solid((WHITE_PQ,) * 3, PQ), "white hlg": solid((WHITE_HLG,) * 3, HLG)}
    return {**plain, **white, "tomato pq": solid((0.55, 0.42, 0.3), PQ)}


@dataclass
class Shown:
    """What the browser showed of everything."""

    rows: list[Row]
    played: dict[str, Played]

    def distance(self, film: str) -> int:
        """How far the worst of red, green and blue is from what it was before the film was encoded again."""
        before, after = (self.played[f"{film} {when}"].colour for when in ("before", "after"))
        assert before is not None, self.played[f"{film} before"]
        assert after is not None, self.played[f"{film} after"]
        return max(abs(first - second) for first, second in zip(before, after, strict=True))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shown(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shown]:
    folder = tmp_path_factory.mktemp("shown")
    rows = await rows_of([odd for odd in ALL if odd.name in FEW], folder)
    solids = [one for name, data in films().items() for one in pair(name, data, folder)]
    played = await play_in_chromium([*offered(rows, folder), *solids], chromium)
    judge(rows, "Chromium", played)
    yield Shown(rows, played)


def pair(name: str, data: bytes, folder: Path) -> list[Offered]:
    """A film as it was, and encoded again."""
    before = folder / f"{name}.mp4"
    before.write_bytes(data)
    after = fit_video(str(before), folder, probe(str(before)), SMALL_BYTES, lambda done: None)
    height = probe(str(after)).height or 0
    assert height < 720
    return [Offered(f"{name} before", before, "video/mp4"), Offered(f"{name} after", after, "video/mp4")]


async def test_odd_files_are_posted_so_that_they_play_to_their_end(shown: Shown) -> None:
    assert [(row.posted.odd.name, row.faults) for row in shown.rows if row.faults] == []
    assert len(shown.rows) == len(FEW)


@pytest.mark.parametrize("how", CODINGS)
async def test_colours_stay_when_a_film_is_encoded_again(shown: Shown, how: str) -> None:
    assert {name: shown.distance(f"{name} {how}") for name in COLOURS if shown.distance(f"{name} {how}") > 6} == {}


@pytest.mark.parametrize("film", ["white pq", "white hlg", "tomato pq"])
async def test_hdr_looks_as_the_browser_shows_it_on_an_ordinary_screen(shown: Shown, film: str) -> None:
    assert shown.distance(film) <= 12
    assert max(shown.played[f"{film} after"].colour or (0,)) > 180  # 148 where nothing is mapped
