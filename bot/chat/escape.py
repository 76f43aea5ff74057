"""Make user-supplied text safe to display: no mention, markdown, link, emoji code or hidden character.

Every prompt, name or other text from outside goes through :func:`safe` before it gets into a message.
"""

import re
import unicodedata
from collections.abc import Iterable

# A plain token, like the name of a model or an option: nothing in it can be parsed as markup.
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[_. -][A-Za-z0-9]+)*")
_MARKUP = re.compile(r"([\\`*_~|<>#:\[\]()])")
_LIST_START = re.compile(r"^(\d{0,9})([-+.)])")
# Discord shows these as invite links even without a scheme.
_INVITE = re.compile(r"(discord(?:app)?\.)(?=[a-z]{2,})", re.IGNORECASE)
# Rendered as blanks or stacked on other characters, which their categories do not reveal.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u034f\u2800\u17b4\u17b5") | {chr(code) for code in range(0x180B, 0x1810)}
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MAX_MARKS = 3
_BREAK = "\u200b"  # ours, and the only invisible character that may be in the result


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
            if marks <= _MAX_MARKS:
                kept.append(character)
    clean = "".join(kept)
    clean = re.sub(r"[^\S\n]+", " ", clean) if keep_lines else " ".join(clean.split())
    clean = clean.strip()
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def safe(text: str, limit: int) -> str:
    """Return ``text`` on one line, cut at ``limit`` visible characters, with everything Discord interprets escaped.

    The result can be longer than ``limit``: each character may get a backslash or a zero-width space.
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
    """Join as many whole parts as fit into ``longest`` characters and count the rest: a cut one could act as markup."""
    all_parts = list(parts)
    text = separator.join(all_parts)
    if len(text) <= longest:
        return text
    kept: list[str] = []
    room = longest - len(f"{separator}… +{len(all_parts)}")
    for part in all_parts:
        room -= len(part) + (len(separator) if kept else 0)
        if room < 0:
            break
        kept.append(part)
    return separator.join([*kept, f"… +{len(all_parts) - len(kept)}"])


def code_block(text: str) -> str | None:
    """Return ``text`` in a code block that copies exactly, or None if a code block can't hold it unchanged.

    Bidirectional control characters take effect in a code block, too.
    """
    return None if "```" in text or text.endswith("`") or _BIDI_CONTROLS.search(text) else f"```\n{text}\n```"
