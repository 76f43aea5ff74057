"""The lock beside a SQLite file: one process holds it, and only where the next one looks for it."""

from pathlib import Path

import pytest

from bot.errors import StoreRefused
from bot.store.engine.process_lock import ProcessLock


def test_the_second_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first, second = ProcessLock(tmp_path / "foley.db"), ProcessLock(tmp_path / "foley.db")
    first.take()
    with pytest.raises(StoreRefused) as refused:
        second.take()
    assert refused.value.key == "store-refused-in-use"
    first.release()
    second.take()
    second.release()


class _Raced(ProcessLock):
    """A lock whose file somebody removes between its opening and its locking."""

    removals = 0

    def _open(self) -> int:
        descriptor = super()._open()
        if not self.removals:
            self.removals += 1
            self._path.unlink()
        return descriptor


def test_a_lock_on_a_removed_file_is_no_lock(tmp_path: Path) -> None:
    first, second = _Raced(tmp_path / "foley.db"), ProcessLock(tmp_path / "foley.db")
    first.take()
    assert (tmp_path / "foley.db.lock").exists()
    with pytest.raises(StoreRefused):
        second.take()
    first.release()
