"""Errors as plain sentences for a terminal: the same texts as in chat, without its escapes."""

from bot.chat.texts import MASTER, Texts, Verbatim
from bot.errors import FoleyError


def plain_sentence(error: FoleyError) -> str:
    """Return the text of an error in the master language, or its detail if it has no text of its own."""
    texts = Texts()
    if error.key == type(error).default_key or not texts.has(error.key):
        return error.detail or error.key
    values = {name: Verbatim(value) if isinstance(value, str) else value for name, value in error.values.items()}
    return texts.text(error.key, MASTER, **values)
