"""Make text that people typed harmless to show: no mention, markdown, link, emoji code or hidden character.

Every prompt, name or other text from outside goes through :func:`safe` before it gets into a message.
"""

import re
import unicodedata
from collections.abc import Iterable

# One plain token, as a model or an option is named: nothing in it can be taken for markup.
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[_. -][A-Za-z0-9]+)*")
_MARKUP = re.compile(r"([\\`*_~|<>#:\[\]()])")
_LIST_START = re.compile(r"^(\d{0,9})([-+.)])")
# Shown as invite links even without a scheme.
_INVITE = re.compile(r"(discord(?:app)?\.)(?=[a-z]{2,})", re.IGNORECASE)
# Letters by category, blank or stacking by looks.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u034f\u2800\u17b4\u17b5") | {chr(code) for code in range(0x180B, 0x1810)}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MOST_MARKS = 3
_BREAK = "\u200b"  # ours, and the only invisible character that may be in the outcome


def visible(text: str, limit: int, *, keep_lines: bool = False) -> str:
    """Return ``text`` without hidden or control characters, cut at ``limit`` characters; not escaped."""
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if keep_lines and character == "\n":
            kept.append(character)
        elif category[0] == "Z" or category == "Cc":
            kept.append(" ")
        elif category[0] == "C" or character in _BLANK:
            continue  # formats (zero width, bidirectional), surrogates, private use, unassigned
        else:
            marks = marks + 1 if category[0] == "M" else 0
            if marks <= _MOST_MARKS:
                kept.append(character)
    clean = "".join(kept)
    clean = re.sub(r"[^\S\n]+", " ", clean) if keep_lines else " ".join(clean.split())
    clean = clean.strip()
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def safe(text: str, limit: int) -> str:
    """Return ``text`` on one line, cut at ``limit`` visible characters, with everything Discord acts on disarmed.

    The outcome can be longer than ``limit``: each character may get a backslash or a zero-width break.
    """
    clean = visible(text, limit)
    if _PLAIN.fullmatch(clean):
        return clean
    clean = _MARKUP.sub(r"\\\1", clean)
    clean = _LIST_START.sub(r"\1\\\2", clean)
    clean = _INVITE.sub(rf"\1{_BREAK}", clean)
    return clean.replace("@", f"@{_BREAK}")


def inline_code(text: str, limit: int) -> str:
    """Return ``text`` on one line between backticks, without hidden characters, cut at ``limit`` characters."""
    return f"`{visible(text, limit).replace('`', 'ˋ')}`"


def joined(parts: Iterable[str], separator: str, longest: int) -> str:
    """Join as many whole parts as fit into ``longest`` characters and count the rest: markup cut in two could act."""
    every = list(parts)
    text = separator.join(every)
    if len(text) <= longest:
        return text
    kept: list[str] = []
    room = longest - len(f"{separator}… +{len(every)}")
    for part in every:
        room -= len(part) + (len(separator) if kept else 0)
        if room < 0:
            break
        kept.append(part)
    return separator.join([*kept, f"… +{len(every) - len(kept)}"])


def code_block(text: str) -> str | None:
    """Return ``text`` in a code block that copies exactly, or None when a block can't hold it unchanged.

    Characters that turn the direction of what follows act in a block, too.
    """
    return None if "```" in text or text.endswith("`") or _TURNING.search(text) else f"```\n{text}\n```"
