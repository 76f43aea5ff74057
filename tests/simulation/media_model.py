"""Simulated media work: fetching and fitting take time and can fail, but there are no files."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path, PosixPath
from typing import Any

from bot.errors import FetchBroken, FetchGone, MediaUnreadable
from bot.jobs.model import Output
from bot.jobs.ports import MediaFile, VoiceClip
from bot.jobs.ports.media import NO_MARKS, Drawing, Marks
from tests.simulation.scenario import Rates

_SIZE = 100_000


class NoFolder(PosixPath):
    """A folder that exists on no disk."""

    def mkdir(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing."""


class SimulatedMedia:
    """The Media port of one process. ``open_workspaces`` must be 0 when all is done."""

    def __init__(self, rng: random.Random, rates: Rates) -> None:
        self._rng = rng
        self.rates = rates
        self.open_workspaces = 0

    @asynccontextmanager
    async def workspace(self, job_id: str, room_bytes: int = 0) -> AsyncIterator[Path]:
        self.open_workspaces += 1
        try:
            yield NoFolder("/nowhere")
        finally:
            self.open_workspaces -= 1

    def expect_result(self) -> None:
        pass

    async def fetch(self, output: Output, folder: Path, *, draw: Drawing = Drawing.NOTHING) -> MediaFile:
        await asyncio.sleep(self._rng.random() * 0.5)
        outcome, rates = self._rng.random(), self.rates
        if outcome < rates.fetch_broken:
            raise FetchBroken("cut off")
        if outcome < rates.fetch_broken + rates.fetch_gone:
            raise FetchGone("403")
        if outcome < rates.fetch_broken + rates.fetch_gone + rates.media_bug:
            raise ZeroDivisionError("a planted bug in reading a file")
        size = _SIZE if self._rng.random() < 0.9 else 150 * _SIZE
        return MediaFile(folder / "a", size, "audio/mpeg", "mp3", output.medium, output.seconds, plays=True)

    async def fit(
        self,
        file: MediaFile,
        limit_bytes: int,
        folder: Path,
        progress: Callable[[float], None] | None = None,
        *,
        level: bool = False,
        marks: Marks = NO_MARKS,
    ) -> MediaFile:
        if limit_bytes < _SIZE:
            raise MediaUnreadable("can't be made that small")
        return replace(file, size_bytes=min(limit_bytes, file.size_bytes))

    async def waveform_picture(self, file: MediaFile, folder: Path, *, with_loudness: bool = False) -> Path:
        raise MediaUnreadable("there are no pictures here")

    async def poster_picture(self, file: MediaFile, folder: Path) -> Path:
        raise MediaUnreadable("there are no pictures here")

    async def voice_clip(
        self, file: MediaFile, folder: Path, limit_bytes: int, *, level: bool = False, marks: Marks = NO_MARKS
    ) -> VoiceClip:
        raise MediaUnreadable("there are no clips here")

    async def soundboard_clip(self, file: MediaFile, folder: Path, start_seconds: float, marks: Marks) -> MediaFile:
        raise MediaUnreadable("there are no clips here")


class EmptyResultCache:
    """A ResultCache that stores nothing."""

    async def keep(self, job_id: str, index: int, file: MediaFile) -> None:
        """Store nothing."""

    async def open(self, job_id: str, index: int, folder: Path) -> MediaFile | None:
        return None

    async def job_ids(self) -> frozenset[str]:
        return frozenset()

    async def forget(self, job_ids: Collection[str]) -> None:
        """Forget nothing."""

    async def sweep(self) -> None:
        """Remove nothing."""
