"""Browse voices: with /voices for oneself, which costs nothing, or with *Change voice* to have a text spoken again.

Stateless: what a person has chosen is in the message (:mod:`bot.chat.render.voices`).
"""

from dataclasses import replace

from bot.chat.interaction.answers import AnyInteraction, answering, locale_of
from bot.chat.interaction.flow import run_request
from bot.chat.interaction.stateless import chosen_values
from bot.chat.render.voices import Browser, VoicePage, changed
from bot.chat.texts import Texts
from bot.errors import InvalidRequest, Unavailable
from bot.jobs.model import Job, Place, SpeechRequest, Voice
from bot.jobs.ports import PreferenceStore
from bot.service.job_service import Caller, JobService

PREFERENCES_EVENT = "foley_preferences"


def voices_for(job: Job, service: JobService, texts: Texts, locale: str) -> VoicePage:
    """Return the browser with voices for a text that was spoken. Raises InvalidRequest, Unavailable."""
    if not isinstance(job.request, SpeechRequest):
        raise InvalidRequest(key="refusal-no-sound")
    return _page(Browser(language=job.request.spoken_language, job_id=job.id), service, texts, locale)


def _page(browser: Browser, service: JobService, texts: Texts, locale: str) -> VoicePage:
    voices = list(service.voices)
    if not voices:
        raise Unavailable(key="tts-voices-unknown")
    return VoicePage(browser, voices, service.catalog, texts, locale)


class VoiceBrowser:
    """Shows voices and applies the one that is chosen."""

    def __init__(self, service: JobService, texts: Texts, preferences: PreferenceStore) -> None:
        self._service = service
        self._texts = texts
        self._preferences = preferences

    async def open(self, interaction: AnyInteraction, browser: Browser) -> None:
        """Answer ephemerally with the browser. Raises Unavailable while no list of voices is known."""
        page = _page(browser, self._service, self._texts, locale_of(interaction))
        await interaction.response.send_message(embed=page.embed(), view=page.view(), ephemeral=True)

    async def handle(self, interaction: AnyInteraction, part: str, state: str) -> None:
        """Handle a press or a choice. Never raises."""
        async with answering(interaction, self._texts):
            browser = changed(Browser.decoded(state), part, chosen_values(interaction))
            if part == "use":
                await self._use(interaction, browser)
            else:
                await self._show(interaction, browser)

    async def _show(self, interaction: AnyInteraction, browser: Browser, note: str = "") -> None:
        page = _page(browser, self._service, self._texts, locale_of(interaction))
        await interaction.response.edit_message(embed=page.embed(note), view=page.view())

    async def _use(self, interaction: AnyInteraction, browser: Browser) -> None:
        voice = self._service.voices.resolve(browser.voice)
        if browser.job_id:
            await self._speak(interaction, browser.job_id, voice)
            return
        await self._remember(interaction, voice)
        note = self._texts.text("voices-used", locale_of(interaction), voice=voice.name)
        await self._show(interaction, browser, note)

    async def _speak(self, interaction: AnyInteraction, job_id: str, voice: Voice) -> None:
        async def make_job(caller: Caller, place: Place) -> Job:
            job = await self._service.speak_with(caller, job_id, voice, place)
            await self._remember(interaction, voice)
            return job

        await run_request(interaction, self._service, self._texts, make_job)

    async def _remember(self, interaction: AnyInteraction, voice: Voice) -> None:
        user_id = interaction.user.id
        last = await self._preferences.load_preferences(user_id)
        chosen = replace(last, voice_id=voice.id, voice_name=voice.name)
        await self._preferences.save_preferences(user_id, chosen)
        # Dispatched like Discord's own events; the cog that suggests voices listens to it.
        interaction.client.dispatch(PREFERENCES_EVENT, user_id, chosen)
