"""Check the file of a SQLite database: may we use it, and is it still the one that was opened?"""

import os
import tempfile
from pathlib import Path

from bot.errors import StoreRefused, StoreUnavailable

_SUFFIXES = ("", "-wal", "-shm")
_PROBE_BYTES = 64 * 1024
_MAGIC = b"SQLite format 3\x00"  # https://www.sqlite.org/fileformat2.html#the_database_header


def refuse_unusable(path: Path) -> None:
    """Raise StoreRefused where the user we run as can't create or write the database. Changes nothing."""
    folder = path.absolute().parent
    # Not with pathlib, whose checks raise where a parent folder may not be entered.
    if not os.path.isdir(folder):
        raise _unusable(path, f"there is no folder {folder}")
    if not _may(folder, os.W_OK | os.X_OK):
        raise _unusable(path, f"the folder {folder} can't be written")
    if os.path.exists(path) and not os.path.isfile(path):
        raise _unusable(path, "it is no file")
    for suffix in _SUFFIXES:
        one = path.with_name(path.name + suffix)
        # SQLite opens a file that it may not write read-only, and fails only at the first write.
        if os.path.exists(one) and not _may(one, os.R_OK | os.W_OK):
            raise StoreRefused(f"{one} can't be written", key="store-refused-readonly", values={"path": str(one)})


def refuse_other_files(path: Path, *, may_be_empty: bool) -> None:
    """Raise StoreRefused for a file that is not a SQLite database; ``may_be_empty`` allows an empty or missing one."""
    if may_be_empty and not os.path.exists(path):
        return
    try:
        with path.open("rb") as file:
            header = file.read(len(_MAGIC))
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise StoreRefused(
            f"{path}: {detail}", key="store-refused-unreadable", values={"path": str(path), "detail": detail}
        ) from None
    if header != _MAGIC and not (may_be_empty and not header):
        raise StoreRefused(f"{path} is no SQLite database", key="store-refused-junk", values={"path": str(path)})


def prove_room(folder: Path) -> None:
    """Write a file in the folder, flush it to disk, and remove it. Raises OSError."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".foley-check-") as file:
        file.write(bytes(_PROBE_BYTES))
        file.flush()
        os.fsync(file.fileno())


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _unusable(path: Path, detail: str) -> StoreRefused:
    return StoreRefused(detail, key="store-refused-path", values={"path": str(path), "detail": detail})


class OpenedFile:
    """The file behind open connections, which would go on reading and writing it after it was removed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = self._identity()

    def check(self) -> None:
        """Raise StoreUnavailable while the path leads to nothing or to another file; the same file put back is fine."""
        identity = self._identity()
        if identity != self._opened:
            happened = "removed" if identity is None else "replaced"
            raise StoreUnavailable(
                f"the database file {self._path} was {happened} while I ran: stop, put it back, start"
            )

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = os.stat(self._path)
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino
