"""Attacks on blocked words and patterns: hiding a word, and making everybody wait for the search."""

import re
import sys
import unicodedata
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import InvalidRequest, NotAllowed
from bot.guilds import rules
from bot.guilds.blocked_words import FoldedText, folded
from bot.guilds.guild_service import GuildService
from bot.guilds.ports import Matcher
from bot.guilds.regex_budget import BURST_SECONDS, REGROWN_PER_SECOND
from bot.guilds.settings import GuildSettings
from bot.jobs.caller import Caller
from bot.jobs.model import SpeechRequest
from bot.patterns import compile_pattern
from tests.support.manual_clock import ManualClock
from tests.support.memory_guilds import MemoryGuildStore
from tests.support.memory_store import QuietSignals

CALLER = Caller(user_id=5, guild_id=1, locale="en-US")
HIDDEN = "forbidden"


@cache
def unseen() -> list[str]:
    """Return all for which nothing is drawn: controls, formats, marks, and of what Unicode has not given out some."""
    by_category: dict[str, list[str]] = {}
    for code in range(sys.maxunicode + 1):
        by_category.setdefault(unicodedata.category(chr(code)), []).append(chr(code))
    drawn_as_blanks = set("\t\n\v\f\r\x85")
    named = [one for category in ("Mn", "Me", "Cf", "Cc") for one in by_category[category]]
    return [one for one in named if one not in drawn_as_blanks] + by_category["Cn"][::400]


def forbids(text: str, *words: str) -> bool:
    settings = GuildSettings(1, blocked_words=words or (HIDDEN,))
    try:
        rules.check_request(settings, CALLER, SpeechRequest(text, "v"), compile_pattern)
    except NotAllowed:
        return True
    return False


def test_no_unseen_character_of_unicode_splits_a_word() -> None:
    getting_through = [f"U+{ord(one):04X}" for one in unseen() if HIDDEN not in FoldedText(folded(f"for{one}bidden"))]
    assert getting_through == []


_UNSEEN = st.deferred(lambda: st.sampled_from([*unseen(), *"\u115f\u1160\u3164\uffa0"]))


@given(st.lists(_UNSEEN, min_size=8, max_size=8), st.data())
def test_no_mixture_of_unseen_characters_case_and_style_hides_a_word(between: list[str], data: st.DataObject) -> None:
    styles = (0, 0xFF21 - 0x41, 0x24B6 - 0x41, 0x1D400 - 0x41, 0x1F130 - 0x41, 0x1F150 - 0x41, 0x1F170 - 0x41,
              0x1F1E6 - 0x41)  # fmt: skip
    dressed = "".join(
        data.draw(st.sampled_from([letter, *(chr(ord(letter.upper()) + style) for style in styles)])) + one
        for letter, one in zip(HIDDEN, [*between, ""], strict=True)
    )
    assert forbids(f"a {dressed} thing")


@pytest.mark.parametrize("blank", ["\u2800", "\u3164", "\uffa0", "\u00a0", "\u2003", "\u3000"])
def test_a_phrase_is_found_with_any_wide_blank_for_its_space(blank: str) -> None:
    assert forbids(f"some bad{blank}thing here", "bad thing")


BLANKS = "\u115f\u1160\u2800\u3164\uffa0"


@given(
    st.lists(st.sampled_from(["", *BLANKS, "\u2800\u3164"]), min_size=7, max_size=7), st.sampled_from([" ", *BLANKS])
)
def test_a_blank_that_is_a_space_here_and_nothing_there_hides_no_phrase(within: list[str], between: str) -> None:
    hidden = "".join(letter + blank for letter, blank in zip("badthing", [*within, ""], strict=True))
    place = 3 + sum(map(len, within[:3]))
    assert forbids(f"some {hidden[:place]}{between}{hidden[place:]} here", "bad thing")


@pytest.mark.parametrize(
    "text", ["a\u2800 pen is mine", "pen is\u2800 mine", "x\u2800openis", "pen\u2800 is", "\u2800"]
)
def test_real_spaces_and_letters_keep_a_word_apart_beside_blanks(text: str) -> None:
    assert not forbids(text, "penis")


def test_five_hundred_words_against_the_longest_text_of_one_letter_and_blanks() -> None:
    words = tuple("a" * (2 + number % 90) + " b" * (number // 90) for number in range(500))
    assert forbids("a\u2800" * 10_000, *words)
    # No word stands in it, at none of ten thousand places: that many of them are no honest text.
    assert forbids("a\u2800a " * 5_000, "aaa")
    assert not forbids("a\u2800a " * 500, "aaa")


@pytest.mark.parametrize("text", ["fırst", "FIRST", "fİrst", "ﬁrst"])
def test_dots_and_ligatures_hide_nothing(text: str) -> None:
    assert forbids(text, "first")


def naive(text: str, word: str) -> bool:
    """The same question to a regular expression: the word with no letter of a spaced script joined to it."""
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text) is not None


@given(st.text("ab .字", max_size=40), st.text("ab .", min_size=1, max_size=4))
@example("aab aa", "aa")
def test_words_are_found_where_a_plain_search_finds_them(text: str, word: str) -> None:
    text, word = folded(text), folded(word)
    if word and word[0].isalnum() and word[-1].isalnum():
        assert (word in FoldedText(text)) == naive(text.replace("字", "-"), word)


def test_a_pattern_is_not_dodged_by_text_that_unfolds_hugely() -> None:
    settings = GuildSettings(1, blocked_patterns=("for.idden",))
    text = "\ufdfa" * 2500 + " for\u200bbidden"
    with pytest.raises(NotAllowed):
        rules.check_request(settings, CALLER, SpeechRequest(text, "v"), compile_pattern)


class SlowPatterns:
    """Compiles patterns each search of which takes a time on the clock."""

    def __init__(self, clock: ManualClock, seconds: float) -> None:
        self.clock = clock
        self.seconds = seconds
        self.searches = 0

    def __call__(self, pattern: str) -> Matcher:
        def search(text: str) -> bool:
            self.searches += 1
            self.clock._now += self.seconds
            return False

        return search


async def test_slow_patterns_of_one_server_cost_everybody_a_bounded_time() -> None:
    clock = ManualClock()
    slow = SlowPatterns(clock, 0.09)  # what the slowest pattern that is taken needs for the longest text
    service = GuildService(MemoryGuildStore(), QuietSignals(), clock, slow)
    hostile = GuildSettings(1, blocked_patterns=tuple(f"slow{number}" for number in range(50)))
    request = SpeechRequest("a" * 20_000, "v")
    for _ in range(20):
        with pytest.raises(NotAllowed) as refused:
            service.enforce(hostile, CALLER, request)
        assert refused.value.key == "rules-patterns-slow"
    assert slow.searches * slow.seconds < BURST_SECONDS + 2 * slow.seconds
    other = replace(hostile, guild_id=2, blocked_patterns=("quick",))
    service.enforce(other, replace(CALLER, guild_id=2), request)
    await clock.advance(2 * BURST_SECONDS / REGROWN_PER_SECOND)
    service.enforce(replace(hostile, blocked_patterns=("one",)), CALLER, request)


def test_five_hundred_words_against_the_longest_text_of_one_letter() -> None:
    """Once quadratic: a word of one letter's repeats matched at every place of the text, and was joined there."""
    words = tuple("a" * (2 + number % 90) + "b" * (number // 90) for number in range(500))
    assert not forbids("a" * 20_000, *words)


@given(st.text(max_size=60))
def test_any_pattern_is_compiled_or_refused(pattern: str) -> None:
    try:
        matches = compile_pattern(pattern)
    except InvalidRequest:
        return
    assert matches("some text \ud800") in (True, False)
