"""Names of posted files, made from the prompt: ASCII letters, digits, ``_ - .`` only, as attachment links need."""

import re
import unicodedata

_LONGEST = 60


def file_name(prompt: str, extension: str, *, part: int | None = None, fallback: str = "foley") -> str:
    """Return a safe, never empty name that ends in ``extension``; ``part`` numbers one of several files from 1."""
    plain = unicodedata.normalize("NFKD", prompt).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()
    if len(stem) > _LONGEST:
        stem = stem[: _LONGEST + 1].rpartition("-")[0] or stem[:_LONGEST]
    ending = re.sub(r"[^A-Za-z0-9]", "", extension).lower() or "bin"
    # A leading SPOILER_ would blur the file; the stem is in lower case, so it can't.
    number = "" if part is None else f"-{part}"
    return f"{stem or fallback}{number}.{ending}"
