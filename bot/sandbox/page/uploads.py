"""Files picked on a page and not yet sent: kept in memory up to a limit, the oldest dropped first."""

import secrets
from collections import OrderedDict

from bot.sandbox.discord import MIB, LocalFile

MOST_BYTES = 256 * MIB


class UnknownUpload(Exception):
    """The picked file is no longer in memory."""


class Uploads:
    """Picked files by random id. The newest is always kept, whatever its size."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._files: OrderedDict[str, LocalFile] = OrderedDict()

    def add(self, file: LocalFile) -> str:
        """Add a file and return its id."""
        number = secrets.token_urlsafe(12)
        self._files[number] = file
        while len(self._files) > 1 and sum(len(one.data) for one in self._files.values()) > self._most_bytes:
            self._files.popitem(last=False)
        return number

    def get(self, number: str) -> LocalFile:
        """Return a file without removing it, so that a refused command can be sent again."""
        file = self._files.get(number)
        if file is None:
            raise UnknownUpload("The picked file is gone; please pick it again.")
        return file
