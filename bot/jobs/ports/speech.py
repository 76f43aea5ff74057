"""The speech ports: what is spoken for a text, and the names of what it mentions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LanguageHints:
    """What is known about the language besides the text. The catalogue's codes, empty where nothing is known."""

    spoken: tuple[str, ...] = ()  # those the voice speaks; the language is one of them
    usual: str = ""  # the person's last one, or the server's
    locale: str = ""  # the language of the person's Discord client
    voiced: tuple[str, ...] = ()  # those any voice speaks, preferred for a doubtful text; none if not known


@dataclass(frozen=True, slots=True)
class Spoken:
    """The text that is sent for synthesis, and its language."""

    text: str = field(repr=False)
    language: str


class SpeechWriter(Protocol):
    """Turns what people type in Discord into text to be spoken."""

    def says_something(self, text: str) -> bool:
        """Return quickly whether a text has anything to say: not only emoji, symbols and blanks."""

    def mentions(self, text: str) -> Collection[str]:
        """Return what a text mentions by id, in Discord's notation: ``@1``, ``@&2``, ``#3``, ``id:guide``."""

    def readable(self, text: str, languages: Collection[str]) -> bool:
        """Return quickly whether a speaker of these languages can read the script of a text."""

    async def write(self, text: str, names: Mapping[str, str], hints: LanguageHints, *, language: str = "") -> Spoken:
        """Return a text as it is spoken, with mentions replaced by names; ``language``: the chosen one, if any."""


class MentionNames(Protocol):
    """Knows the names of people, roles and channels."""

    async def of(self, mentions: Collection[str], guild_id: int, locale: str) -> Mapping[str, str]:
        """Return a name for every mention; a generic word for one without a known name. Never raises."""
