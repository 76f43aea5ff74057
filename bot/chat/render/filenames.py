"""Name posted files after the prompt.

Discord keeps ASCII letters, digits and ``_ - .`` of a file's name; a name with other letters is shown as it was sent
(``title`` of the attachment) and stored without them. So a prompt in another script gets a name that begins with
ASCII words and makes sense without the rest: ``foley-music-雨の音.mp3``, stored as ``foley-music-.mp3``. Only names
that are linked as ``attachment://`` must be ASCII, and no result is linked so.
"""

import re
import unicodedata

_LONGEST = 60
_LONGEST_OTHER = 40  # of letters that take up to four bytes each
_MAX_MARKS = 2


def file_name(prompt: str, extension: str, *, part: int | None = None, fallback: str = "foley") -> str:
    """Return a safe, never empty name that ends in ``extension``; ``part`` numbers one of several files from 1."""
    ending = re.sub(r"[^A-Za-z0-9]", "", extension).lower() or "bin"
    # A leading SPOILER_ would blur the file; the stem is in lower case, so it can't.
    number = "" if part is None else f"-{part}"
    return f"{_stem(prompt, fallback)}{number}.{ending}"


def _stem(prompt: str, fallback: str) -> str:
    decomposed = "".join(one for one in unicodedata.normalize("NFKD", prompt) if not _is_mark(one))
    if all(one.isascii() or not one.isalnum() for one in decomposed):  # Latin letters once their accents are removed
        return _cut(re.sub(r"[^A-Za-z0-9]+", "-", decomposed).strip("-").lower(), _LONGEST) or fallback
    return f"{fallback}-{_cut(_letters(prompt), _LONGEST_OTHER)}"


def _letters(prompt: str) -> str:
    """Return the words in any script, joined by hyphens: no punctuation, nothing invisible, no stacked marks."""
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFKC", prompt).lower():
        marks = marks + 1 if _is_mark(character) else 0
        if character.isalnum() or (marks and marks <= _MAX_MARKS and kept and kept[-1] != "-"):
            kept.append(character)
        elif not marks and kept and kept[-1] != "-":
            kept.append("-")
    return "".join(kept).strip("-")


def _cut(stem: str, longest: int) -> str:
    if len(stem) <= longest:
        return stem
    return stem[: longest + 1].rpartition("-")[0] or stem[:longest]


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
