"""Where Discord's document is known to be silent or wrong, each with the reason. Nothing else is forgiven."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exemption:
    """Regular expressions for the side, the route or event, the place in the body and what is said of it."""

    side: str
    where: str
    path: str
    message: str
    reason: str

    def covers(self, side: str, where: str, path: str, message: str) -> bool:
        """Whether this is meant."""
        pairs = ((self.side, side), (self.where, where), (self.path, path), (self.message, message))
        return all(re.search(pattern, text) for pattern, text in pairs)


_UNLISTED = "does not list"
EXEMPTIONS: tuple[Exemption, ...] = (
    # What the document lacks.
    Exemption("", "commands", r"channel_types\.\d+$", "^16 is not one of", "media channels are missing from its list"),
    Exemption("request", "commands", r"(^|\.)nsfw$", _UNLISTED, "the page on application commands has it"),
    Exemption("request", "^POST /attachments/refresh-urls$", "^$", "unknown route", "bots may call it, undocumented"),
    Exemption(
        "", "", r"message_reference\.type$", r"^1 is not one of \[0\]", "the page on messages has forwards, type 1"
    ),
    # Inner codes: the reference on errors shows BASE_TYPE_REQUIRED and the like.
    Exemption("answer", "", r"_errors\.\d+\.code$", "is not of type 'integer'", "inner codes are names, not numbers"),
    # What discord.py sends beside it, and Discord takes.
    Exemption("request", "^PATCH .*/messages/", "^tts$", _UNLISTED, "sent with every edit, and ignored"),
    Exemption("request", "", r"embeds\.\d+\.flags$", _UNLISTED, "sent with every embed, and ignored"),
    Exemption("request", "", r"(id|users\.\d+|roles\.\d+)$", r"^\d+ is not of type", "ids as numbers are taken, too"),
)


def is_known(side: str, where: str, path: str, message: str) -> bool:
    """Whether the document is known to be wrong here."""
    return any(one.covers(side, where, path, message) for one in EXEMPTIONS)
