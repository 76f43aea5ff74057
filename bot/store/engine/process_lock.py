"""Lock a SQLite database for one process: a lock on a file beside it, which ends with the process."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from bot.errors import StoreRefused


class ProcessLock:
    """The lock on ``<database>.lock``. The file stays; only the lock on it counts."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._path = database.with_name(database.name + ".lock")
        self._descriptor: int | None = None

    def take(self) -> None:
        """Take the lock. Raises StoreRefused when another process has it, or the folder can't be written."""
        while self._descriptor is None:
            descriptor = self._open()
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                os.close(descriptor)
                raise StoreRefused(
                    "another process uses the database", key="store-refused-in-use", values=self._values()
                ) from error
            if self._is_still_there(descriptor):
                self._descriptor = descriptor
            else:
                os.close(descriptor)  # the file was removed meanwhile: nobody else would see this lock

    def release(self) -> None:
        """Release the lock."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            detail = error.strerror or type(error).__name__
            if self._path.exists():  # another user's
                values = {"path": str(self._path), "detail": detail}
                raise StoreRefused(f"{self._path}: {detail}", key="store-refused-unreadable", values=values) from error
            raise StoreRefused(detail, key="store-refused-path", values=self._values() | {"detail": detail}) from error
        if os.geteuid() == 0:
            self._give_to_owner(descriptor)
        return descriptor

    def _give_to_owner(self, descriptor: int) -> None:
        """Give the file to the database's owner: root may restore or check for a user who must open it later."""
        owned = os.stat(self._database if self._database.exists() else self._database.absolute().parent)
        with suppress(PermissionError):
            os.fchown(descriptor, owned.st_uid, owned.st_gid)

    def _is_still_there(self, descriptor: int) -> bool:
        try:
            return self._path.stat().st_ino == os.fstat(descriptor).st_ino
        except FileNotFoundError:
            return False

    def _values(self) -> dict[str, str]:
        return {"path": str(self._path.with_suffix(""))}
