"""The voice book: what a search finds, what a value means, and staying good while the source is away."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.voices import MAX_FOUND, VoiceBook, voice_key
from bot.errors import InvalidRequest, NotSent
from bot.jobs.model import Voice
from tests.support.manual_clock import ManualClock

NEWS = Voice("s1_6jogxFovmuGaSPZKIG8rCm8bhAN8bOQhfsy/BCpa", "News female voice", gender="female", age="middle_aged",
             languages=("zh",), labels=("calm",))  # fmt: skip
EXECUTIVE = Voice("s1_ffgIs/z6m/4N0fS1/MSotjeSxrtaVMTXMovo==", "Steady executive", "Deep and firm", "male", "senior",
                  ("zh", "en"), ("business",))  # fmt: skip
LILY = Voice("s1_lily+lily/lily+lily/lily==", "Ｌｉｌｙ", gender="female", age="child", languages=("en",))
LANGUAGES = (("zh", ("Chinese", "中文")), ("en", ("English",)))


class ListedVoices:
    """A VoiceSource that answers with what a test puts in."""

    def __init__(self, *voices: Voice) -> None:
        self.answer: list[Voice] | NotSent = list(voices)
        self.asked = 0

    async def list_voices(self) -> list[Voice]:
        self.asked += 1
        if isinstance(self.answer, NotSent):
            raise self.answer
        return self.answer


async def book_of(*voices: Voice) -> VoiceBook:
    book = VoiceBook(ListedVoices(*voices), ManualClock(), LANGUAGES)
    await book.refresh()
    return book


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("news", ["News female voice"]),
        ("LILY", ["Ｌｉｌｙ"]),
        ("ｌｉｌｙ", ["Ｌｉｌｙ"]),
        ("chinese", ["News female voice", "Steady executive"]),
        ("中文 female", ["News female voice"]),
        ("english male", ["Steady executive"]),
        ("middle aged", ["News female voice"]),
        ("business", ["Steady executive"]),
        ("firm", ["Steady executive"]),
        ("nobody", []),
        ("", ["News female voice", "Steady executive", "Ｌｉｌｙ"]),
    ],
)
async def test_finds_by_name_language_gender_age_and_label(text: str, expected: list[str]) -> None:
    book = await book_of(NEWS, EXECUTIVE, LILY)
    assert sorted(voice.name for voice in book.search(text)) == sorted(expected)


async def test_an_exact_gender_comes_before_one_inside_a_word() -> None:
    book = await book_of(NEWS, EXECUTIVE)
    assert book.search("male")[0] is EXECUTIVE


async def test_the_last_used_one_and_speakers_of_the_language_come_first() -> None:
    book = await book_of(EXECUTIVE, NEWS, LILY)
    assert book.search("", first=(LILY.id,))[0] == LILY
    assert book.search("", language="en")[-1] == NEWS


async def test_never_more_than_discord_shows_out_of_many() -> None:
    book = await book_of(*(replace(NEWS, id=f"s1_{number}", name=f"Voice {number}") for number in range(1900)))
    assert len(book.search("voice")) == MAX_FOUND
    assert book.search("1873")[0].name == "Voice 1873"


@pytest.mark.parametrize("value", [voice_key(EXECUTIVE.id), EXECUTIVE.id, "steady EXECUTIVE", f" {EXECUTIVE.id} "])
async def test_resolves_a_key_an_id_and_a_name(value: str) -> None:
    book = await book_of(NEWS, EXECUTIVE, LILY)
    assert book.resolve(value) == EXECUTIVE


async def test_takes_a_full_id_that_is_not_listed() -> None:
    book = await book_of(NEWS)
    assert book.resolve("v1_my+own/cloned+voice==").id == "v1_my+own/cloned+voice=="


async def test_where_only_the_list_may_be_used_a_full_id_opens_no_other_voice() -> None:
    book = VoiceBook(ListedVoices(NEWS), ManualClock(), only_listed=True)
    assert book.resolve("v1_my+own/cloned+voice==").id, "no list yet: nobody knows better"
    assert await book.refresh()
    assert book.resolve(NEWS.id) == NEWS
    with pytest.raises(InvalidRequest) as caught:
        book.resolve("v1_my+own/cloned+voice==")
    assert caught.value.key == "voice-unknown"


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("v:0123456789abcdef", "voice-unknown"),
        ("News", "voice-unknown"),
        ("two", "voice-ambiguous"),
        ("", "voice-unknown"),
    ],
)
async def test_says_what_is_wrong_with_a_value(value: str, key: str) -> None:
    book = await book_of(NEWS, replace(LILY, name="Two"), replace(EXECUTIVE, name="Two"))
    with pytest.raises(InvalidRequest) as caught:
        book.resolve(value)
    assert caught.value.key == key


@given(st.text(max_size=120))
async def test_any_text_is_a_voice_or_a_refusal(text: str) -> None:
    book = await book_of(NEWS, EXECUTIVE, LILY)
    book.search(text)
    try:
        assert book.resolve(text).id
    except InvalidRequest:
        return


def test_keys_are_short_and_stable() -> None:
    assert voice_key("s1_a") == "v:b187b954aab26e3d"
    assert len({voice_key(str(number)) for number in range(5000)}) == 5000


async def test_keeps_the_last_good_list_while_the_source_is_away_and_asks_again_soon() -> None:
    clock, source = ManualClock(), ListedVoices(NEWS)
    book = VoiceBook(source, clock, LANGUAGES)
    running = asyncio.create_task(book.run(), name="voices")
    await clock.advance(0)
    assert (len(book), source.asked, book.refreshed_at) == (1, 1, clock.now())
    source.answer = NotSent("away")
    await clock.advance(7 * 3600)
    assert (len(book), source.asked > 3) == (1, True)
    source.answer = []
    await clock.advance(3600)
    assert len(book) == 1
    source.answer = [NEWS, LILY]
    await clock.advance(3600)
    assert len(book) == 2
    running.cancel()
    await asyncio.wait((running,))


async def test_a_source_that_is_away_for_weeks_does_not_end_the_loop() -> None:
    clock, source = ManualClock(), ListedVoices()
    source.answer = NotSent("away")
    book = VoiceBook(source, clock, LANGUAGES)
    running = asyncio.create_task(book.run(), name="voices")
    while source.asked < 1100:  # 2 to the power of 1024 is no float any more
        await clock.advance(2000.0)
        assert not running.done()
    running.cancel()
    await asyncio.wait((running,))


async def test_a_dumped_list_comes_back() -> None:
    book = await book_of(NEWS, EXECUTIVE, LILY)
    other = VoiceBook(ListedVoices(), ManualClock(), LANGUAGES)
    assert other.restore(book.dump())
    assert other.search("") == book.search("")


@given(st.text() | st.sampled_from(["[1]", "{}", '[{"name": "x"}]', "[" * 10_000, '[{"id": "a", "labels": 5}]']))
def test_a_list_that_can_not_be_read_changes_nothing(text: str) -> None:
    book = VoiceBook(ListedVoices(), ManualClock(), LANGUAGES)
    book.replace([NEWS])
    if not book.restore(text):
        assert book.search("") in ([NEWS], [])
