"""What is bought of a speech request, derived beside what was typed."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.voices import VoiceIndex
from bot.errors import InvalidRequest
from bot.guilds.rules import texts_of
from bot.jobs.caller import Caller
from bot.jobs.model import SfxRequest, SpeechRequest, Voice
from bot.service.speech_text import SpeechPreparer
from bot.speech import Writer
from tests.support.manual_clock import ManualClock
from tests.support.memory_store import MemoryPreferences

CATALOG = Catalog.load()
CALLER = Caller(user_id=1, guild_id=2, locale="pt-BR")
VOICE = "voice-one"


class Named:
    """Everybody is called the same."""

    def __init__(self, name: str = "Ann") -> None:
        self.name = name

    async def of(self, mentions: Collection[str], guild_id: int, locale: str) -> Mapping[str, str]:
        return dict.fromkeys(mentions, self.name)


def preparer(*languages: str, name: str = "Ann", only_listed: bool = False) -> SpeechPreparer:
    nobody: Any = None
    voices = VoiceIndex(nobody, ManualClock(), only_listed=only_listed)
    voices.replace([Voice(VOICE, "One", languages=languages)])
    writer = Writer([language.code for language in CATALOG.speech.languages], ManualClock())
    return SpeechPreparer(writer, Named(name), CATALOG, voices, MemoryPreferences())


async def prepared(request: SpeechRequest, *languages: str, name: str = "Ann") -> SpeechRequest:
    made = await preparer(*languages, name=name).prepare(request, CALLER)
    assert isinstance(made, SpeechRequest)
    return made


async def test_what_was_typed_stays_and_what_is_said_stands_beside_it() -> None:
    typed = SpeechRequest("**hi** <@5>", VOICE)
    made = await prepared(typed)
    assert made == replace(typed, spoken_text="hi Ann", spoken_language=made.spoken_language)
    assert await prepared(made) == made, "made again it is derived again"


async def test_the_voice_bounds_and_the_callers_locale_decides() -> None:
    assert (await prepared(SpeechRequest("12", VOICE), "es", "pt")).spoken_language == "pt"
    assert (await prepared(SpeechRequest("Guten Morgen", VOICE), "es", "pt")).spoken_language in ("es", "pt")
    assert (await prepared(SpeechRequest("Guten Morgen", VOICE), "de-DE", "en-US")).spoken_language == "de"
    assert (await prepared(SpeechRequest("Guten Morgen", VOICE), "klingon")).spoken_language == "de"


async def test_without_a_voice_a_doubtful_text_is_in_a_language_that_a_voice_speaks() -> None:
    made = await prepared(SpeechRequest("a heavy door creaks"), "zh", "en")
    assert (made.spoken_language, made.voice_id) == ("en", VOICE)
    with pytest.raises(InvalidRequest) as caught:
        await prepared(SpeechRequest("Dzień dobry wszystkim"), "zh", "en")
    assert caught.value.key == "tts-no-voice"


async def test_a_chosen_language_is_a_choice() -> None:
    assert (await prepared(SpeechRequest("Guten Morgen", VOICE, language="en"), "de", "en")).spoken_language == "en"


@pytest.mark.parametrize("text", ["🎵", "[](https://a.example)"])
async def test_nothing_to_say_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        await prepared(SpeechRequest(text, VOICE))
    assert caught.value.key == "tts-nothing-to-say"


async def test_a_remembered_voice_that_may_not_be_used_any_more_is_refused() -> None:
    with pytest.raises(InvalidRequest) as caught:
        await preparer(only_listed=True).prepare(SpeechRequest("hi", "v1_my_own_cloned_voice"), CALLER)
    assert caught.value.key == "voice-unknown"


async def test_names_may_make_a_text_too_long() -> None:
    with pytest.raises(InvalidRequest) as caught:
        await prepared(SpeechRequest("<@5> " * 3000, VOICE), name="A name of ten times ten letters" * 3)
    assert caught.value.key == "catalog-text-long"


async def test_rules_see_a_word_that_marks_hide() -> None:
    made = await prepared(SpeechRequest("b**a**d", VOICE))
    assert "bad" in texts_of(made)


async def test_other_kinds_pass_as_they_are() -> None:
    request = SfxRequest("🎵")
    preparer().check(request)
    assert await preparer().prepare(request, CALLER) is request
