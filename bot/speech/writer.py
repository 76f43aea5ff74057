"""Implements :class:`bot.jobs.ports.SpeechWriter`. Slow work is done in a thread."""

import asyncio
from collections.abc import Collection, Mapping, Sequence

from bot.clock import Clock
from bot.jobs.ports import LanguageHints, Spoken
from bot.speech import codes, spoken
from bot.speech.language import language_of, readable


class Writer:
    """Writes texts as read aloud. ``languages``: the codes to choose from."""

    def __init__(self, languages: Sequence[str], clock: Clock) -> None:
        self._languages = tuple(languages)
        self._clock = clock

    def says_something(self, text: str) -> bool:
        """Return whether a text has anything to say. Fast."""
        return spoken.says_something(text)

    def mentions(self, text: str) -> Collection[str]:
        """Return every mention in a text."""
        return codes.mentions(text)

    def readable(self, text: str, languages: Collection[str]) -> bool:
        """Return whether somebody who speaks these languages can read a text. Fast."""
        return readable(spoken.say(text, {}, "", 0.0), languages)

    async def write(self, text: str, names: Mapping[str, str], hints: LanguageHints, *, language: str = "") -> Spoken:
        """Return a text as read aloud, with its language."""
        return await asyncio.to_thread(self._write, text, names, hints, language)

    def _write(self, text: str, names: Mapping[str, str], hints: LanguageHints, language: str) -> Spoken:
        # Names and times say nothing about the language, so they are left out when it is detected.
        language = language or language_of(spoken.say(text, {}, "", 0.0), hints, self._languages)
        return Spoken(spoken.say(text, names, language, self._clock.now()), language)
