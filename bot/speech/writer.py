"""Implements :class:`bot.jobs.ports.SpeechWriter`. Whatever takes long is done in a thread."""

import asyncio
from collections.abc import Collection, Mapping, Sequence

from bot.clock import Clock
from bot.jobs.ports import LanguageHints, Spoken
from bot.speech import codes, spoken
from bot.speech.language import language_of, readable


class Writer:
    """``languages``: the codes there are to choose from."""

    def __init__(self, languages: Sequence[str], clock: Clock) -> None:
        self._languages = tuple(languages)
        self._clock = clock

    def says_something(self, text: str) -> bool:
        """Tell quickly whether a text has anything to say."""
        return spoken.says_something(text)

    def mentions(self, text: str) -> Collection[str]:
        """Return what a text mentions by number."""
        return codes.mentions(text)

    def readable(self, text: str, languages: Collection[str]) -> bool:
        """Tell quickly whether somebody who speaks these languages can read a text."""
        return readable(spoken.say(text, {}, "", 0.0), languages)

    async def write(self, text: str, names: Mapping[str, str], hints: LanguageHints, *, language: str = "") -> Spoken:
        """Return a text as it is spoken."""
        return await asyncio.to_thread(self._write, text, names, hints, language)

    def _write(self, text: str, names: Mapping[str, str], hints: LanguageHints, language: str) -> Spoken:
        # Names and times say nothing about the language, so they are left out of what it is told by.
        language = language or language_of(spoken.say(text, {}, "", 0.0), hints, self._languages)
        return Spoken(spoken.say(text, names, language, self._clock.now()), language)
