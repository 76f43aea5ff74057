"""Being somebody else for a while: another user of the machine, who may read less."""

import codecs
import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def acting_as(user_id: int) -> Iterator[None]:
    """Be this user; what was opened before stays open. Only root may."""
    # Imported when first asked for, and unknown for good if that user can't read the interpreter's files.
    for encoding in ("ascii", "idna", "latin-1", "utf-16", "utf-8-sig"):
        codecs.lookup(encoding)
    os.seteuid(user_id)
    try:
        yield
    finally:
        os.seteuid(0)
