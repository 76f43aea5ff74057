"""`foley check`, the clock: compare the clock with the ``Date`` header of an answer."""

from email.utils import parsedate_to_datetime

from bot.ops.check.report import Level, Line

# Beyond this Tencent Cloud rejects signatures; Foley then corrects itself by the date of the answer.
_TOLERATED_SECONDS = 60.0
ADVICE = "Set the clock of this machine, best by NTP."


def clock_line(part: str, who: str, date: str, now: float) -> Line | None:
    """Compare the clocks; return None if the date can't be parsed."""
    try:
        server_now = parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    ahead_seconds = now - server_now
    if abs(ahead_seconds) <= _TOLERATED_SECONDS:
        return Line(part, Level.OK, f"This machine's clock agrees with {who}'s.")
    shown = f"{abs(ahead_seconds) / 60:.0f} minutes {'ahead of' if ahead_seconds > 0 else 'behind'}"
    text = f"This machine's clock is {shown} {who}'s. Foley allows for it, but links and times will be off."
    return Line(part, Level.WARN, text, ADVICE)
