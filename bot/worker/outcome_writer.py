"""Writes down how the watched jobs ended, in batches, and knows which endings are on their way to disk.

While the database is away the endings stay here. One that the database won't have holds back no other: it is dropped,
and its job, which still waits on disk, is looked at again.
"""

import asyncio

from bot.jobs.model import Job, Move
from bot.jobs.repository import JobBook


class Recorder:
    """The endings that are not on disk yet, one a job."""

    def __init__(self, book: JobBook) -> None:
        self._book = book
        self._moves: dict[str, Move] = {}
        self._added = asyncio.Event()

    def add(self, move: Move) -> None:
        """Write this ending down soon."""
        self._moves[move.job_id] = move
        self._added.set()

    def holds(self, job: Job) -> bool:
        """Tell whether the ending of this job's task is on its way: a row read meanwhile is older than it."""
        move = self._moves.get(job.id)
        return move is not None and move.task_id == job.task_id

    async def run(self) -> None:
        """Write whatever comes."""
        while True:
            if not self._moves:
                await self._added.wait()
            self._added.clear()
            batch = tuple(self._moves.values())
            if batch:
                await self._book.save_each(batch)
                self._drop(batch)

    async def stop(self) -> None:
        """Write what is left, if that can be done now. Raises StoreError: then it is found by another look."""
        batch = tuple(self._moves.values())
        self._moves.clear()
        if batch:
            await self._book.take_many(batch)

    def _drop(self, batch: tuple[Move, ...]) -> None:
        for move in batch:
            if self._moves.get(move.job_id) is move:
                del self._moves[move.job_id]
