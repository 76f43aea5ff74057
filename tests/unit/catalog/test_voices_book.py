"""The voice index: what a search finds, what a value means, and staying good while the source is away."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.voices import MAX_FOUND, VoiceIndex, voice_key
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


async def index_of(*voices: Voice) -> VoiceIndex:
    index = VoiceIndex(ListedVoices(*voices), ManualClock(), LANGUAGES)
    await index.refresh()
    return index


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
    index = await index_of(NEWS, EXECUTIVE, LILY)
    assert sorted(voice.name for voice in index.search(text)) == sorted(expected)


async def test_an_exact_gender_comes_before_one_inside_a_word() -> None:
    index = await index_of(NEWS, EXECUTIVE)
    assert index.search("male")[0] is EXECUTIVE


async def test_the_last_used_one_and_speakers_of_the_language_come_first() -> None:
    index = await index_of(EXECUTIVE, NEWS, LILY)
    assert index.search("", first=(LILY.id,))[0] == LILY
    assert index.search("", language="en")[-1] == NEWS


async def test_never_more_than_discord_shows_out_of_many() -> None:
    index = await index_of(*(replace(NEWS, id=f"s1_{number}", name=f"Voice {number}") for number in range(1900)))
    assert len(index.search("voice")) == MAX_FOUND
    assert index.search("1873")[0].name == "Voice 1873"


@pytest.mark.parametrize("value", [voice_key(EXECUTIVE.id), EXECUTIVE.id, "steady EXECUTIVE", f" {EXECUTIVE.id} "])
async def test_resolves_a_key_an_id_and_a_name(value: str) -> None:
    index = await index_of(NEWS, EXECUTIVE, LILY)
    assert index.resolve(value) == EXECUTIVE


async def test_takes_a_full_id_that_is_not_listed() -> None:
    index = await index_of(NEWS)
    assert index.resolve("v1_my+own/cloned+voice==").id == "v1_my+own/cloned+voice=="


async def test_where_only_the_list_may_be_used_a_full_id_opens_no_other_voice() -> None:
    index = VoiceIndex(ListedVoices(NEWS), ManualClock(), only_listed=True)
    assert index.resolve("v1_my+own/cloned+voice==").id, "no list yet: nobody knows better"
    assert await index.refresh()
    assert index.resolve(NEWS.id) == NEWS
    with pytest.raises(InvalidRequest) as caught:
        index.resolve("v1_my+own/cloned+voice==")
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
    index = await index_of(NEWS, replace(LILY, name="Two"), replace(EXECUTIVE, name="Two"))
    with pytest.raises(InvalidRequest) as caught:
        index.resolve(value)
    assert caught.value.key == key


@given(st.text(max_size=120))
async def test_any_text_is_a_voice_or_a_refusal(text: str) -> None:
    index = await index_of(NEWS, EXECUTIVE, LILY)
    index.search(text)
    try:
        assert index.resolve(text).id
    except InvalidRequest:
        return


def test_keys_are_short_and_stable() -> None:
    assert voice_key("s1_a") == "v:b187b954aab26e3d"
    assert len({voice_key(str(number)) for number in range(5000)}) == 5000


async def test_keeps_the_last_good_list_while_the_source_is_away_and_asks_again_soon() -> None:
    clock, source = ManualClock(), ListedVoices(NEWS)
    index = VoiceIndex(source, clock, LANGUAGES)
    running = asyncio.create_task(index.run(), name="voices")
    await clock.advance(0)
    assert (len(index), source.asked, index.refreshed_at) == (1, 1, clock.now())
    source.answer = NotSent("away")
    await clock.advance(7 * 3600)
    assert (len(index), source.asked > 3) == (1, True)
    source.answer = []
    await clock.advance(3600)
    assert len(index) == 1
    source.answer = [NEWS, LILY]
    await clock.advance(3600)
    assert len(index) == 2
    running.cancel()
    await asyncio.wait((running,))


async def test_a_source_that_is_away_for_weeks_does_not_end_the_loop() -> None:
    clock, source = ManualClock(), ListedVoices()
    source.answer = NotSent("away")
    index = VoiceIndex(source, clock, LANGUAGES)
    running = asyncio.create_task(index.run(), name="voices")
    while source.asked < 1100:  # 2 to the power of 1024 is no float any more
        await clock.advance(2000.0)
        assert not running.done()
    running.cancel()
    await asyncio.wait((running,))


async def test_a_dumped_list_comes_back() -> None:
    index = await index_of(NEWS, EXECUTIVE, LILY)
    other = VoiceIndex(ListedVoices(), ManualClock(), LANGUAGES)
    assert other.restore(index.dump())
    assert other.search("") == index.search("")


@given(st.text() | st.sampled_from(["[1]", "{}", '[{"name": "x"}]', "[" * 10_000, '[{"id": "a", "labels": 5}]']))
def test_a_list_that_can_not_be_read_changes_nothing(text: str) -> None:
    index = VoiceIndex(ListedVoices(), ManualClock(), LANGUAGES)
    index.replace([NEWS])
    if not index.restore(text):
        assert index.search("") in ([NEWS], [])
