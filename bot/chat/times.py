"""Format durations, timestamps and sizes in the reader's language."""

from bot.chat.texts import Texts, Verbatim

_MINUTE = 60
_HOUR = 3600
# Below this, seconds matter to a reader.
_SECONDS_MATTER = 100


def timestamp(at: float, style: str = "R") -> Verbatim:
    """Return a Discord timestamp, which every reader sees in their own time and words."""
    return Verbatim(f"<t:{int(at)}:{style}>")


def duration(seconds: float, texts: Texts, locale: str) -> Verbatim:
    """Return "45 s", "2 min 5 s" or "1 h 5 min"."""
    whole = max(0, round(seconds))
    if whole < _MINUTE:
        return Verbatim(texts.text("time-seconds", locale, seconds=whole))
    if whole < _HOUR:
        minutes, rest = divmod(whole, _MINUTE)
        if rest == 0:
            return Verbatim(texts.text("time-minutes", locale, minutes=minutes))
        return Verbatim(texts.text("time-minutes-seconds", locale, minutes=minutes, seconds=rest))
    hours, rest = divmod(whole // _MINUTE, 60)
    return Verbatim(texts.text("time-hours-minutes", locale, hours=hours, minutes=rest))


def clock_length(seconds: float) -> str:
    """Return the length of a sound or video as players show it: "0:20", "2:05", "1:02:05"."""
    minutes, rest = divmod(max(0, round(seconds)), _MINUTE)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def span(low_seconds: float, high_seconds: float, texts: Texts, locale: str) -> Verbatim:
    """Return "20–40 s", "1–2 min" or "about 3 min": rounded, since it is only an estimate."""
    if high_seconds < _SECONDS_MATTER:
        low, high, unit = _round_to(low_seconds, 5), _round_to(high_seconds, 5), "seconds"
    elif high_seconds < 2 * _HOUR:
        low, high, unit = max(1, round(low_seconds / _MINUTE)), max(1, round(high_seconds / _MINUTE)), "minutes"
    else:
        low, high, unit = max(1, round(low_seconds / _HOUR)), max(1, round(high_seconds / _HOUR)), "hours"
    if low >= high:
        return Verbatim(texts.text(f"time-about-{unit}", locale, count=high))
    return Verbatim(texts.text(f"time-span-{unit}", locale, low=low, high=high))


def _round_to(value: float, step: int) -> int:
    return max(step, round(value / step) * step)


def size(size_bytes: int, texts: Texts, locale: str) -> Verbatim:
    """Return a file size in KB or MB, comparable with Discord's own limit (1 MB = 1024 x 1024 bytes)."""
    mega = size_bytes / (1024 * 1024)
    if mega >= 1:
        return Verbatim(texts.text("size-mb", locale, size=round(mega, 1)))
    return Verbatim(texts.text("size-kb", locale, size=max(1, round(size_bytes / 1024))))
