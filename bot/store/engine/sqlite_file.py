"""Check the file of a SQLite database: may we use it, and is it still the one that was opened?"""

import os
import tempfile
from pathlib import Path

from bot.errors import StoreRefused, StoreUnavailable

_BESIDE = ("", "-wal", "-shm")
_PROBE_BYTES = 64 * 1024
_MAGIC = b"SQLite format 3\x00"  # https://www.sqlite.org/fileformat2.html#the_database_header


def refuse_unusable(path: Path) -> None:
    """Raise StoreRefused where the database can't be made or written by the user we run as. Changes nothing."""
    folder = path.absolute().parent
    # Not of pathlib: its questions raise where a folder above may not be entered.
    if not os.path.isdir(folder):
        raise _unusable(path, f"there is no folder {folder}")
    if not _may(folder, os.W_OK | os.X_OK):
        raise _unusable(path, f"the folder {folder} can't be written")
    if os.path.exists(path) and not os.path.isfile(path):
        raise _unusable(path, "it is no file")
    for ending in _BESIDE:
        one = path.with_name(path.name + ending)
        # SQLite opens what it may not write for reading, and fails at the first write only.
        if os.path.exists(one) and not _may(one, os.R_OK | os.W_OK):
            raise StoreRefused(f"{one} can't be written", key="store-refused-readonly", values={"path": str(one)})


def refuse_other_files(path: Path, *, may_be_empty: bool) -> None:
    """Raise StoreRefused where a file is no SQLite database at all; an empty one may become one."""
    if may_be_empty and not os.path.exists(path):
        return
    try:
        with path.open("rb") as file:
            found = file.read(len(_MAGIC))
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise StoreRefused(
            f"{path}: {detail}", key="store-refused-unreadable", values={"path": str(path), "detail": detail}
        ) from None
    if found != _MAGIC and not (may_be_empty and not found):
        raise StoreRefused(f"{path} is no SQLite database", key="store-refused-junk", values={"path": str(path)})


def prove_room(folder: Path) -> None:
    """Write a file there, see it on the disk, and remove it. Raises OSError."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".foley-check-") as file:
        file.write(bytes(_PROBE_BYTES))
        file.flush()
        os.fsync(file.fileno())


def _may(path: Path, how: int) -> bool:
    return os.access(path, how, effective_ids=os.access in os.supports_effective_ids)


def _unusable(path: Path, detail: str) -> StoreRefused:
    return StoreRefused(detail, key="store-refused-path", values={"path": str(path), "detail": detail})


class OpenedFile:
    """The file behind open connections. They go on reading and writing it after it was removed, for nobody."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = self._identity()

    def check(self) -> None:
        """Raise StoreUnavailable when the path leads to nothing or to another file. Put back, it is good again."""
        found = self._identity()
        if found != self._opened:
            happened = "removed" if found is None else "replaced"
            raise StoreUnavailable(
                f"the database file {self._path} was {happened} while I ran: stop, put it back, start"
            )

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self._path)
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino
