"""/tts: parse the options, call the service, answer. Remembers each person's last voice and language."""

import logging
from collections.abc import Iterable
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.catalog.voices import voice_key
from bot.chat.interaction.answers import AnyInteraction, locale_of
from bot.chat.interaction.attachments import FileKind, check_file, with_file
from bot.chat.interaction.drafts import Kept
from bot.chat.interaction.flow import run_request
from bot.chat.interaction.refusals import refusing
from bot.errors import FoleyError
from bot.jobs.instant_speech import FASTEST_SPEED, SLOWEST_SPEED
from bot.jobs.model import AudioFormat, Job, Place, PostAs, SpeechRequest, Voice
from bot.jobs.ports import Preferences
from bot.service.job_service import Caller
from cogs._common.choices import FORM_CHOICES, Choices, choice, language_choices, member, option_of, voice_label
from cogs._common.cog import FoleyCog, extension
from cogs._common.suggestions import RecentPeople
from cogs._common.words import named, options

log = logging.getLogger(__name__)


class Tts(FoleyCog, name="Foley tts"):
    """Speech from text."""

    people: RecentPeople
    """What people chose last. Only while loaded."""

    async def cog_load(self) -> None:
        """Claim the runtime."""
        await super().cog_load()
        self.people = RecentPeople(self.runtime.preferences, self.runtime.privacy)
        self.exits.push_async_callback(self.people.close)

    @app_commands.command(**named("tts", "Turn text into speech"))
    @options(
        "tts",
        {
            "text": "Text to speak",
            "voice": "Search by name, language or gender; left out: your last one, or one that fits the text",
            "language": "Language of the text",
            "translate_to": "Translate the text into this language first, then speak it",
            "pitch": "Higher or lower, in semitones",
            "sample_rate": "Samples per second",
            "file_format:format": "File format",
            "speed": "How fast to speak: 1 is normal; for texts of up to 2,000 characters",
            "form:as": "Post it as a file or as a voice message",
            "text_file": "A .txt file to speak after the text",
        },
    )
    @app_commands.choices(form=FORM_CHOICES)
    @app_commands.guild_only()
    async def tts(
        self,
        interaction: AnyInteraction,
        text: app_commands.Range[str, 1, 6000],
        voice: app_commands.Range[str, 1, 200] | None = None,
        language: app_commands.Range[str, 1, 40] | None = None,
        translate_to: app_commands.Range[str, 1, 40] | None = None,
        pitch: app_commands.Range[int, -12, 12] = 0,
        sample_rate: int | None = None,
        file_format: AudioFormat | None = None,
        speed: app_commands.Range[float, SLOWEST_SPEED, FASTEST_SPEED] = 1.0,
        form: str = PostAs.FILE.value,
        text_file: discord.Attachment | None = None,
    ) -> None:
        """Speak a text."""
        kept = Kept(typed={"voice": voice} if voice else {})
        async with refusing(interaction, self.service, self.texts, kept):
            typed = kept.request = SpeechRequest(
                text=text,
                language=language or "",
                translate_to=translate_to or "",
                pitch=pitch,
                sample_rate=sample_rate or self.catalog.speech.default_sample_rate,
                form=member(PostAs, form),
                format=file_format,
                speed=speed,
            )
            chosen = self.service.voices.resolve(voice) if voice else None
            kept.typed = {}
            request = kept.request = (
                replace(typed, voice_id=chosen.id, voice_name=chosen.name) if chosen is not None else typed
            )
            if text_file is not None:
                check_file(text_file, FileKind.TEXT)
            await self._speak(interaction, request, text_file, kept)

    async def _speak(
        self, interaction: AnyInteraction, request: SpeechRequest, text_file: discord.Attachment | None, kept: Kept
    ) -> None:
        async def make_job(caller: Caller, place: Place) -> Job:
            whole = request
            if text_file is not None:
                whole = kept.request = replace(request, text=await with_file(request.text, text_file))
            job = await self.service.submit(caller, place, whole)
            await self._remember(caller.user_id, request)
            return job

        await run_request(interaction, self.service, self.texts, make_job, request=request, kept=kept)

    async def _remember(self, user_id: int, request: SpeechRequest) -> None:
        """Remember a voice or language that was chosen explicitly."""
        if not (request.voice_id or request.language):
            return
        try:
            last = await self.people.get(user_id)
        except FoleyError as error:
            log.warning("preferences.not_saved error=%s", type(error).__name__)
            return
        known = self.catalog.language(request.language) if request.language else None
        await self.people.remember(
            user_id,
            Preferences(
                voice_id=request.voice_id or last.voice_id,
                voice_name=request.voice_name if request.voice_id else last.voice_name,
                language=known.code if known else last.language,
            ),
        )

    @commands.Cog.listener()
    async def on_foley_preferences(self, user_id: int, preferences: Preferences) -> None:
        """Cache a voice that somebody chose by browsing."""
        self.people.update(user_id, preferences)

    @tts.autocomplete("voice")
    async def suggest_voices(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest voices, the last used one first."""
        last = self.people.peek(interaction.user.id)
        language = self.catalog.language(option_of(interaction, "language"))
        first = (last.voice_id,) if last.voice_id else ()
        code = language.code if language else last.language or self.catalog.language_code(locale_of(interaction))
        found = self.service.voices.search(current, language=code, first=first)
        if last.voice_id and not current and self._is_unlisted(last.voice_id):
            # Not listed, or the list is not loaded yet: the last one can still be chosen.
            own = Voice(id=last.voice_id, name=last.voice_name or last.voice_id)
            return [_voice_choice(own.name, own), *self._choices_of(found[:24], interaction)]
        return self._choices_of(found, interaction)

    def _is_unlisted(self, voice_id: str) -> bool:
        voices = self.service.voices
        return voices.get(voice_id) is None and voices.allows(voice_id)

    def _choices_of(self, voices: Iterable[Voice], interaction: AnyInteraction) -> Choices:
        locale = locale_of(interaction)
        return [choice(voice_label(self.catalog, one, self.texts, locale), voice_key(one.id)) for one in voices]

    @tts.autocomplete("language")
    async def suggest_languages(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest languages, the last used one first."""
        return language_choices(self.catalog, current, self.people.peek(interaction.user.id).language)

    @tts.autocomplete("translate_to")
    async def suggest_targets(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest languages to translate into."""
        return language_choices(self.catalog, current)

    @tts.autocomplete("sample_rate")
    async def suggest_sample_rates(self, interaction: AnyInteraction, current: str) -> list[app_commands.Choice[int]]:
        """Suggest the sample rates offered."""
        rates = [rate for rate in self.catalog.speech.sample_rates if str(rate).startswith(str(current).strip())]
        return [app_commands.Choice(name=f"{rate} Hz", value=rate) for rate in rates[:25]]


def _voice_choice(name: str, voice: Voice) -> app_commands.Choice[str]:
    """Return a choice for an unlisted voice, with its whole id if Discord's limit allows."""
    return choice(name, voice.id if len(voice.id) <= 100 else voice_key(voice.id))


setup, teardown = extension(Tts)
