"""Convert a text to what is read aloud: names instead of codes, hosts instead of URLs, no markdown. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_time, format_timedelta

from bot.speech.codes import CODE, Code, read
from bot.speech.markdown import plain

# While markdown is stripped, each code is a placeholder in the private use area: neither whitespace nor punctuation.
_FIRST_PLACEHOLDER, _LAST_PLACEHOLDER = 0xE000, 0xF8FF
_PLACEHOLDER = re.compile(f"[{chr(_FIRST_PLACEHOLDER)}-{chr(_LAST_PLACEHOLDER)}]")
_URL = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_AFTER_URL = ".,;:!?)]}'\"*_~|"
_EVERYBODY = re.compile(r"(?<!\w)@(everyone|here)\b")
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u2060-\u2064\ufeff\u00ad]")
_KEYCAP = re.compile(r"[0-9#*]\ufe0f?\u20e3")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_STYLES: Mapping[str, Callable[[datetime, Locale], str]] = {
    "t": lambda at, locale: f"{format_time(at, 'short', locale=locale)} UTC",
    "T": lambda at, locale: f"{format_time(at, 'medium', locale=locale)} UTC",
    "d": lambda at, locale: format_date(at, "short", locale=locale),
    "D": lambda at, locale: format_date(at, "long", locale=locale),
    "f": lambda at, locale: f"{format_datetime(at, 'long', locale=locale).replace(' UTC', '')} UTC",
    "F": lambda at, locale: f"{format_date(at, 'full', locale=locale)}, {format_time(at, 'short', locale=locale)} UTC",
}


def says_something(text: str) -> bool:
    """Return whether anything would be heard: a letter, a digit, or a code that stands for a name or a time."""
    without_emoji = CODE.sub(lambda match: "" if match["emoji"] else "x", text)
    return any(character.isalnum() for character in _KEYCAP.sub("", without_emoji))


def say(text: str, names: Mapping[str, str], language: str, now: float) -> str:
    """Return a text as read aloud. ``names``: by mention; ``language``: of timestamps, left out if it is empty."""
    codes: list[Code] = []
    marked = CODE.sub(partial(_to_placeholder, codes), _PLACEHOLDER.sub("", _INVISIBLE.sub("", text)))
    unmarked = _URL.sub(_host, plain(marked))
    unmarked = _EVERYBODY.sub(r"\1", unmarked)
    said = _PLACEHOLDER.sub(
        lambda match: _name(codes[ord(match[0]) - _FIRST_PLACEHOLDER], names, language, now), unmarked
    )
    return _LINES.sub("\n", _BLANKS.sub(" ", said)).strip()


def _to_placeholder(codes: list[Code], match: re.Match[str]) -> str:
    if len(codes) > _LAST_PLACEHOLDER - _FIRST_PLACEHOLDER:
        return " "
    codes.append(read(match))
    return chr(_FIRST_PLACEHOLDER + len(codes) - 1)


def _host(match: re.Match[str]) -> str:
    url = match[0].rstrip(_AFTER_URL)
    rest = match[0][len(url) :]
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return f"{host.removeprefix('www.')}{rest}"


def _name(code: Code, names: Mapping[str, str], language: str, now: float) -> str:
    match code.kind:
        case "emoji":
            return f" {code.value.replace('_', ' ')} "
        case "command":
            return code.value
        case "time":
            return _time(int(code.value), code.style or "f", language, now) if language else ""
        case _:
            return names.get(code.mention, "")


def _time(at_seconds: int, style: str, language: str, now: float) -> str:
    locale = _locale(language)
    if style == "R":
        return format_timedelta(round(at_seconds - now), add_direction=True, locale=locale)
    try:
        at = datetime.fromtimestamp(at_seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return _STYLES.get(style, _STYLES["f"])(at, locale)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse({"hun": "hu", "zh": "zh_Hans"}.get(language, language or "en"), sep="_")
    except (ValueError, UnknownLocaleError):
        return Locale("en")
