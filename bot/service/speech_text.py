"""Prepare a speech request: derive what is spoken, and by which voice, from the typed text each time.

The typed text is kept as it is, for "Edit and run" and for repeats.
"""

from dataclasses import replace

from bot.catalog.catalog import Catalog
from bot.catalog.usual_voice import usual_voice, voiced_languages
from bot.catalog.voices import VoiceIndex
from bot.errors import InvalidRequest, Unavailable, Values
from bot.guilds.settings import KindDefaults
from bot.jobs.caller import Caller
from bot.jobs.instant_speech import INSTANT_CHARACTERS, is_instant, needs_instant
from bot.jobs.model import Request, SpeechRequest
from bot.jobs.ports import LanguageHints, MentionNames, Preferences, PreferenceStore, SpeechWriter, Spoken

# A new installation has no list of voices until the provider answers for the first time.
_FIRST_LIST_SECONDS = 10.0
_TIMESTAMP_BITS = 22  # of a Discord id, below the milliseconds
_VoiceName = tuple[str, str]


class SpeechPreparer:
    """Derives the spoken text, its language and the voice. ``instant``: short texts may use instant speech."""

    def __init__(
        self,
        writer: SpeechWriter,
        names: MentionNames,
        catalog: Catalog,
        voices: VoiceIndex,
        preferences: PreferenceStore,
        *,
        instant: bool = True,
    ) -> None:
        self._writer = writer
        self._names = names
        self._catalog = catalog
        self.voices = voices
        self._preferences = preferences
        self._instant = instant

    def check(self, request: Request) -> None:
        """Refuse speech with nothing to say, as far as a quick check can tell. Raises InvalidRequest."""
        if isinstance(request, SpeechRequest) and not self._writer.says_something(request.text):
            raise InvalidRequest(key="tts-nothing-to-say")
        if isinstance(request, SpeechRequest):
            self._check_instant_options(request)

    def _check_instant_options(self, request: SpeechRequest) -> None:
        """Refuse options that only instant speech supports, if the request is not instant."""
        option = needs_instant(request)
        if option and not (self._instant and is_instant(request)):
            key = "tts-option-instant" if self._instant else "tts-option-off"
            raise InvalidRequest(key=key, values={"option": option, "limit": INSTANT_CHARACTERS})

    async def prepare(self, request: Request, caller: Caller, defaults: KindDefaults | None = None) -> Request:
        """Return a speech request with its spoken text and voice; any other request as it is.

        ``defaults``: those of the server. Raises InvalidRequest, Unavailable, StoreUnavailable.
        """
        if not isinstance(request, SpeechRequest):
            return request
        self.check(request)
        server = defaults or KindDefaults()
        last = Preferences()
        if not (request.voice_id and request.language):
            last = await self._preferences.load_preferences(caller.user_id)
        usual = last.language or server.language
        if not request.voice_id:
            request = self._with_used_voice(request, last, server)
        if request.voice_id:
            self.voices.check(request.voice_id)
        elif not await self.voices.known(_FIRST_LIST_SECONDS):
            raise Unavailable(key="tts-voices-unknown")
        spoken = await self._write(request, caller, usual)
        if not request.voice_id:
            request = self._with_usual_voice(request, caller, request.translate_to or spoken.language)
        prepared = replace(request, spoken_text=spoken.text, spoken_language=spoken.language)
        self._check_instant_options(prepared)
        return prepared

    # --- the text -----------------------------------------------------------------------------------

    async def _write(self, request: SpeechRequest, caller: Caller, usual: str) -> Spoken:
        mentions = self._writer.mentions(request.text)
        names = await self._names.of(mentions, caller.guild_id, caller.locale) if mentions else {}
        hints = LanguageHints(
            voiced=() if request.voice_id or request.translate_to else self._voiced(),
            # A translation is spoken in another language than the text's: the voice says nothing about that.
            spoken=() if request.translate_to else self._languages_of(request.voice_id),
            usual=self._catalog.language_code(usual),
            locale=self._catalog.language_code(caller.locale),
        )
        spoken = await self._writer.write(request.text, names, hints, language=request.language)
        if not self._writer.says_something(spoken.text):
            raise InvalidRequest(key="tts-nothing-to-say")
        limit = self._catalog.limits.speech_characters
        if len(spoken.text) > limit:  # names are longer than the ids they replace
            values: Values = {"option": "text", "length": len(spoken.text), "limit": limit}
            raise InvalidRequest(key="catalog-text-long", values=values)
        return spoken

    def _languages_of(self, voice_id: str) -> tuple[str, ...]:
        """Return the catalogue's codes of the languages a voice speaks; none if not known."""
        voice = self.voices.get(voice_id)
        known = (self._catalog.language_code(language) for language in (voice.languages if voice else ()))
        return tuple(dict.fromkeys(code for code in known if code))

    def _voiced(self) -> tuple[str, ...]:
        """Return the languages that a voice could be chosen for."""
        return voiced_languages(self.voices, self._catalog.language_code)

    # --- the voice ----------------------------------------------------------------------------------

    def _with_used_voice(self, request: SpeechRequest, last: Preferences, server: KindDefaults) -> SpeechRequest:
        """Fill in the user's last voice, else the server's, if it can speak this text."""
        used: tuple[_VoiceName, ...] = ((last.voice_id, last.voice_name), (server.voice_id, server.voice_name))
        for voice_id, name in used:
            if voice_id and self.voices.allows(voice_id) and self._can_speak(voice_id, request):
                return replace(request, voice_id=voice_id, voice_name=name)
        return request

    def _can_speak(self, voice_id: str, request: SpeechRequest) -> bool:
        languages = self._languages_of(voice_id)
        if not languages:
            return True
        wanted = request.translate_to or request.language
        if wanted:
            return wanted in languages
        return self._writer.readable(request.text, languages)

    def _with_usual_voice(self, request: SpeechRequest, caller: Caller, language: str) -> SpeechRequest:
        """Fill in the voice that the catalogue's rule selects for a language."""
        rule, turn = self._catalog.speech.usual_voice, caller.user_id >> _TIMESTAMP_BITS
        voice = usual_voice(self.voices, language, rule, turn, self._catalog.language_code)
        if voice is None:
            spoken = self._catalog.language(language)
            raise InvalidRequest(key="tts-no-voice", values={"language": spoken.label if spoken else language})
        return replace(request, voice_id=voice.id, voice_name=voice.name)
