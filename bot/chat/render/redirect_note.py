"""The line in a direct message that says where its content belongs, and why it is not there."""

from bot.chat.escape import safe
from bot.chat.texts import Texts, Verbatim
from bot.jobs.ports import Redirect

_NAME_CHARACTERS = 100


def render_detour(redirect: Redirect, server: str | None, channel: str | None, texts: Texts, locale: str) -> str:
    """Return which server and channel this is from, by name if known, and the reason."""
    named = texts.text("direct-server-unknown", locale) if server is None else safe(server, _NAME_CHARACTERS)
    # A mention shows a name too, but only to people who can see the channel.
    place = f"<#{redirect.channel_id}>" if channel is None else f"#{safe(channel, _NAME_CHARACTERS)}"
    origin = texts.text("direct-from", locale, server=Verbatim(named), channel=Verbatim(place))
    return f"{origin} {texts.text(f'direct-why-{redirect.reason.value}', locale)}"
