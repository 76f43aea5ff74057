"""The real preparation of speech, for tests in which nobody knows how people are called."""

from collections.abc import Collection, Mapping

from bot.catalog.catalog import Catalog
from bot.catalog.voices import VoiceIndex
from bot.jobs.ports import PreferenceStore
from bot.service.speech_text import SpeechPreparer
from bot.speech import Writer
from tests.support.manual_clock import ManualClock
from tests.support.memory_store import MemoryPreferences


class Nameless:
    """Everybody is somebody."""

    async def of(self, mentions: Collection[str], guild_id: int, locale: str) -> Mapping[str, str]:
        return dict.fromkeys(mentions, "somebody")


def speech_for(
    voices: VoiceIndex, catalog: Catalog | None = None, preferences: PreferenceStore | None = None
) -> SpeechPreparer:
    """Return what derives the spoken text; its clock stands still."""
    catalog = catalog or Catalog.load()
    codes = [language.code for language in catalog.speech.languages]
    writer = Writer(codes, ManualClock())
    return SpeechPreparer(writer, Nameless(), catalog, voices, preferences or MemoryPreferences())
