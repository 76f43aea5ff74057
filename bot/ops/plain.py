"""Errors as plain sentences for a terminal: the same texts people read, without the escapes a chat needs."""

from bot.chat.texts import MASTER, Texts, Verbatim
from bot.errors import FoleyError


def plain_sentence(error: FoleyError) -> str:
    """Return what an error means, in the master language; its detail where it has no text of its own."""
    texts = Texts()
    if error.key == type(error).default_key or not texts.has(error.key):
        return error.detail or error.key
    values = {name: Verbatim(value) if isinstance(value, str) else value for name, value in error.values.items()}
    return texts.text(error.key, MASTER, **values)
