"""What is spoken of a speech request: derived from what was typed each time it is bought, and kept beside it.

What was typed stays as it is, for "Edit and run" and for making it again.
"""

from dataclasses import replace

from bot.catalog.catalog import Catalog
from bot.catalog.voices import VoiceIndex
from bot.errors import InvalidRequest, Values
from bot.jobs.caller import Caller
from bot.jobs.model import Request, SpeechRequest
from bot.jobs.ports import LanguageHints, MentionNames, SpeechWriter


class SpeechPreparer:
    """Derives the spoken text and its language."""

    def __init__(self, writer: SpeechWriter, names: MentionNames, catalog: Catalog, voices: VoiceIndex) -> None:
        self._writer = writer
        self._names = names
        self._catalog = catalog
        self._voices = voices

    def check(self, request: Request) -> None:
        """Refuse speech with nothing to say, as far as that can be told at once. Raises InvalidRequest."""
        if isinstance(request, SpeechRequest) and not self._writer.says_something(request.text):
            raise InvalidRequest(key="tts-nothing-to-say")

    async def prepare(self, request: Request, caller: Caller) -> Request:
        """Return a speech request with what is spoken; any other as it is. Raises InvalidRequest."""
        if not isinstance(request, SpeechRequest):
            return request
        self.check(request)
        self._voices.check(request.voice_id)
        mentions = self._writer.mentions(request.text)
        names = await self._names.of(mentions, caller.guild_id, caller.locale) if mentions else {}
        spoken = await self._writer.write(request.text, names, self._hints(request, caller), language=request.language)
        if not self._writer.says_something(spoken.text):
            raise InvalidRequest(key="tts-nothing-to-say")
        limit = self._catalog.limits.speech_characters
        if len(spoken.text) > limit:  # names are longer than the numbers they stand for
            values: Values = {"option": "text", "length": len(spoken.text), "limit": limit}
            raise InvalidRequest(key="catalog-text-long", values=values)
        return replace(request, spoken_text=spoken.text, spoken_language=spoken.language)

    def _hints(self, request: SpeechRequest, caller: Caller) -> LanguageHints:
        voice = self._voices.get(request.voice_id)
        known = (self._code(language) for language in (voice.languages if voice else ()))
        return LanguageHints(
            spoken=tuple(dict.fromkeys(code for code in known if code)),
            usual=self._code(request.usual_language),
            locale=self._code(caller.locale),
        )

    def _code(self, text: str) -> str:
        """Return the catalogue's code of a language or locale (``pt-BR``), empty for one it does not have."""
        for spelled in (text, text.partition("-")[0]):
            language = self._catalog.language(spelled) if spelled else None
            if language is not None:
                return language.code
        return ""
