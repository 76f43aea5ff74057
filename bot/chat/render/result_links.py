"""Links to the provider's outputs: buttons, the lines beside them, and which of them are still valid."""

from collections.abc import Iterable, Sequence

from bot.catalog.urls import link_url
from bot.chat.render.payload import ButtonSpec, fits_button
from bot.chat.texts import Texts
from bot.chat.times import timestamp
from bot.jobs.model import Output

_LONGEST_MASKED_URL = 1800
_LINKS_SHOWN = 10


def living(outputs: Iterable[Output], now: float) -> list[Output]:
    """Return the outputs whose links are still valid: a kept copy may be posted long after the original."""
    return [
        output
        for output in outputs
        if output.url.startswith(("https://", "http://"))
        and not output.is_lost
        and (output.expires_at is None or output.expires_at > now)
    ]


def link_buttons(outputs: Sequence[Output], texts: Texts, locale: str) -> tuple[list[ButtonSpec], list[str]]:
    """Return link buttons, and lines with the expiry of each link, and the link itself if a button can't hold it."""
    buttons: list[ButtonSpec] = []
    lines: list[str] = []
    for number, output in enumerate(outputs[:_LINKS_SHOWN], start=1):
        label = texts.text("link-label", locale)
        label = f"{label} {number}" if len(outputs) > 1 else label
        shown, url = label, link_url(output.url)
        if fits_button(url):
            buttons.append(ButtonSpec(label=label[:80], url=url, emoji="🔗"))
        elif len(url) <= _LONGEST_MASKED_URL:
            shown = f"[{label}]({_in_brackets(url)})"
        else:
            lines.append(texts.text("remark-link-too-long", locale))
            continue
        if output.expires_at is not None:
            lines.append(f"🔗 {shown}: {texts.text('link-until', locale, when=timestamp(output.expires_at))}")
        elif shown is not label:
            lines.append(f"🔗 {shown}")
    return buttons, lines


def _in_brackets(url: str) -> str:
    """Return a URL that can't end its own markdown link early."""
    for character in ' ()<>"\\':
        url = url.replace(character, f"%{ord(character):02X}")
    return "".join(character for character in url if character.isprintable())
