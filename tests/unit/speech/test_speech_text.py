"""What people type in Discord as it is said aloud."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.speech.codes import CODE, mentions
from bot.speech.spoken import say, says_something

NOW = 1_700_000_000.0
NAMES = {"@1": "Ann", "@&2": "Moderators", "#3": "general", "id:guide": "Server Guide"}


def said(text: str, language: str = "en") -> str:
    return say(text, NAMES, language, NOW)


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("plain words, 2 * 3 = 6, snake_case!", "plain words, 2 * 3 = 6, snake_case!"),
        ("hi <@1> and <@!1>", "hi Ann and Ann"),
        ("<@&2>, see <#3>", "Moderators, see general"),
        ("use </jobs show:12>", "use jobs show"),
        ("I like <:happy_frog:1234567> and<a:dance:5>it", "I like happy frog and dance it"),
        ("read <id:guide>", "read Server Guide"),
        ("<t:1700000000:T>", "10:13:20 PM UTC"),
        ("<t:1700000000:D>", "November 14, 2023"),
        ("<t:1700003600:R>", "in 1 hour"),
        ("at <t:9999999999999>", "at"),
        ("**bold** *it* __under__ ~~gone~~ ||secret|| `code` ***all***", "bold it under gone secret code all"),
        ("# Title\ntext", "Title\ntext"),
        ("-# small print", "small print"),
        ("- one\n- two\n\n1. first\n2. second", "one\ntwo\n1. first\n2. second"),
        ("> quoted\n>>> more", "quoted\nmore"),
        ("```py\nprint(1)\n```", "print(1)"),
        ("```print(1)```", "print(1)"),
        ("see [the page](https://a.example/x?y=z)", "see the page"),
        ("go to https://www.example.com/a/b?c=d.", "go to example.com."),
        ("(<https://example.com/x>)", "(example.com)"),
        ("@everyone, @here now", "everyone, here now"),
        ("mail me at ann@here.example", "mail me at ann@here.example"),
        ("1 + 2\n+ 3 = 6", "1 + 2\n+ 3 = 6"),
        ("    not code in Discord", "not code in Discord"),
        ("a\u200bb", "ab"),
        ("R&amp;B <b>x</b>", "R&amp;B <b>x</b>"),
        ("line one\n\n\n  line two ", "line one\nline two"),
        ("||**<@1>** did it||", "Ann did it"),
    ],
)
def test_spoken(typed: str, spoken: str) -> None:
    assert said(typed) == spoken


def test_times_are_said_in_the_language_of_the_text() -> None:
    assert said("<t:1700003600:R>", "de") == "in 1 Stunde"
    assert said("<t:1700000000:D>", "hun") == "2023. november 14."
    assert said("<t:1700000000:D>", "zh") == "2023年11月14日"


def test_a_name_is_said_as_it_is() -> None:
    assert say("hi <@1>", {"@1": "**x** <@2> _y_"}, "en", NOW) == "hi **x** <@2> _y_"


def test_what_is_mentioned_is_found() -> None:
    text = "<@1> <@!22> <@&2> <#3> <id:guide> <:a_b:9> <t:1> </x:4> <@one>"
    assert mentions(text) == {"@1", "@22", "@&2", "#3", "id:guide"}


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\t", "...", "!?", "🎵🎶", "👨‍👩‍👧", "🇩🇪", "1️⃣2️⃣", "\u200b\u2060", "<:name:123456789012345678>",
        "<a:dance:123456789012345678> <:x:1>", "**", "---", "||  ||", "> ", "…", "\ufe0f", "_ _",
    ],
)  # fmt: skip
def test_nothing_to_say(text: str) -> None:
    assert not says_something(text)


@pytest.mark.parametrize(
    "text", ["a", "7", "你", "é", "<@1>", "<#3>", "<t:1700000000>", "x 🎵", "ชั้น", "https://a.example"]
)
def test_something_to_say(text: str) -> None:
    assert says_something(text)


PIECES = st.sampled_from(
    ["<@1>", "<@&2>", "<#3>", "<:a_b:1>", "<t:1:R>", "**", "*", "_", "~~", "||", "`", "```", "> ", "# ", "- ", "\n",
     "[", "](", "https://a.example/b", ")", "<", ">", "\\", "word", " ", "ä", "𝔘", "🎵", "\ue000"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_said_without_codes_and_places(text: str) -> None:
    spoken = say(text, NAMES, "en", NOW)
    assert not re.search("[\ue000-\uf8ff]", spoken)
    outside_code = "`" not in text and "\\" not in text
    assert not (outside_code and CODE.search(spoken))


@given(st.lists(st.from_regex(r"[a-zA-Z0-9äöüß]{1,10}", fullmatch=True), min_size=1, max_size=20))
def test_plain_words_are_said_as_they_stand(words: list[str]) -> None:
    assert said(" ".join(words)) == " ".join(words)


@given(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.sampled_from(["**", "*", "~~", "||", "`", "__", "***"]))
def test_marks_go_and_the_word_stays(word: str, mark: str) -> None:
    assert said(f"{mark}{word}{mark}") == word


@pytest.mark.parametrize(
    "piece", ["[", "*a", "`", "> ", "- ", "<@1>", "**a**", "||", "_", "~~", "[a](", "<", "\\", "_a*"]
)
def test_hostile_texts_of_the_greatest_length_end(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    assert len(say(text, NAMES, "en", NOW)) <= len(text) * len("Moderators")
