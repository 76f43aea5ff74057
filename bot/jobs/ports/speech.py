"""The speech ports: how a text is spoken, and the names of what it mentions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LanguageHints:
    """What is known of a language beside the text. Codes of the catalogue, empty where nothing is known."""

    spoken: tuple[str, ...] = ()  # those the voice speaks; the language is one of them
    usual: str = ""  # the person's last one, or the server's
    locale: str = ""  # the language of the person's Discord
    voiced: tuple[str, ...] = ()  # those any voice speaks, which a doubtful text is rather in; none where not known


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is sent to be spoken, and the language it is in."""

    text: str = field(repr=False)
    language: str


class SpeechWriter(Protocol):
    """Turns what people type in Discord into what is said aloud."""

    def says_something(self, text: str) -> bool:
        """Tell quickly whether a text has anything to say: not only emoji, signs and blanks."""

    def mentions(self, text: str) -> Collection[str]:
        """Return what a text mentions by number, in Discord's spelling: ``@1``, ``@&2``, ``#3``, ``id:guide``."""

    def readable(self, text: str, languages: Collection[str]) -> bool:
        """Tell quickly whether somebody who speaks these languages can read the letters of a text."""

    async def write(self, text: str, names: Mapping[str, str], hints: LanguageHints, *, language: str = "") -> Spoken:
        """Return a text as it is spoken, mentions by these names; ``language`` where somebody has chosen one."""


class MentionNames(Protocol):
    """Knows how people, roles and channels are called."""

    async def of(self, mentions: Collection[str], guild_id: int, locale: str) -> Mapping[str, str]:
        """Return a name for every mention; a general word for whoever can't be named. Never raises."""
