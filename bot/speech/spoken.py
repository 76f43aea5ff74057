"""Write a text as it is said aloud: codes by their names, URLs by their host, no markdown. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_time, format_timedelta

from bot.speech.codes import CODE, Code, read
from bot.speech.markdown import plain

# A code is one character of the private use area while markdown is taken away: neither a blank nor a sign to it.
_FIRST_PLACE, _LAST_PLACE = 0xE000, 0xF8FF
_PLACE = re.compile(f"[{chr(_FIRST_PLACE)}-{chr(_LAST_PLACE)}]")
_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?)]}'\"*_~|"
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
    """Return a text as it is said. ``names``: of what it mentions; ``language``: of its times, left out where empty."""
    codes: list[Code] = []
    marked = CODE.sub(partial(_keep, codes), _PLACE.sub("", _INVISIBLE.sub("", text)))
    unmarked = _ADDRESS.sub(_host, plain(marked))
    unmarked = _EVERYBODY.sub(r"\1", unmarked)
    said = _PLACE.sub(lambda match: _name(codes[ord(match[0]) - _FIRST_PLACE], names, language, now), unmarked)
    return _LINES.sub("\n", _BLANKS.sub(" ", said)).strip()


def _keep(codes: list[Code], match: re.Match[str]) -> str:
    if len(codes) > _LAST_PLACE - _FIRST_PLACE:
        return " "
    codes.append(read(match))
    return chr(_FIRST_PLACE + len(codes) - 1)


def _host(match: re.Match[str]) -> str:
    address = match[0].rstrip(_AFTER_ADDRESS)
    rest = match[0][len(address) :]
    try:
        host = urlsplit(address).hostname or ""
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
