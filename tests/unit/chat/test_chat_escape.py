"""What people typed is shown, never obeyed."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.escape import code_block, inline_code, joined, safe, visible
from bot.chat.texts import Texts, Verbatim
from tests.unit.chat.chat_samples import nasty_text


def unescaped(text: str) -> str:
    """Drop every escaped character, leaving what Discord would act on."""
    return re.sub(r"\\.", "", text)


@given(nasty_text)
def test_nothing_discord_acts_on_is_left(text: str) -> None:
    live = unescaped(safe(text, 300))
    assert not re.search(r"[\\`*~|<>\[\]()#]", live)
    assert "://" not in live
    assert not re.search(r"@(everyone|here|\w)", live)
    assert not re.search(r"discord(app)?\.[a-z]{2,}/", live, re.IGNORECASE)
    assert "\n" not in live


@given(nasty_text)
def test_no_hidden_or_broken_characters_are_left(text: str) -> None:
    shown = safe(text, 300).replace("\u200b", "")
    assert all(unicodedata.category(character)[0] != "C" for character in shown)
    shown.encode("utf-8")


@given(nasty_text, st.integers(2, 300))
def test_the_cut_is_on_what_is_seen(text: str, limit: int) -> None:
    assert len(visible(text, limit)) <= limit
    assert len(safe(text, limit)) <= 2 * limit + 1


@given(st.text(st.sampled_from("abc XYZ 09"), max_size=50))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert safe(text, 100) == " ".join(text.split())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("calm *rain*", r"calm \*rain\*"),
        ("is_instrumental", "is_instrumental"),
        ("_so_", r"\_so\_"),
        ("- item", r"\- item"),
        ("12. item", r"12\. item"),
        ("@here", "@\u200bhere"),
        ("rain\u202egnp", "raingnp"),
        ("a\u0301\u0301\u0301\u0301\u0301", "a\u0301\u0301\u0301"),
        ("雨の音 😀", "雨の音 😀"),
        ("", ""),
    ],
)
def test_examples(typed: str, shown: str) -> None:
    assert safe(typed, 100) == shown


@pytest.mark.parametrize("typed", ["<t:1800000000:R>", "<#12>", "<@&12>", "<@12>", "<t:1:R> @everyone", "<@12> hi"])
def test_what_people_type_is_never_taken_for_what_we_have_made(typed: str) -> None:
    texts = Texts({"en-US": "said = You said { $value }."})
    assert texts.text("said", "en-US", value=Verbatim("<@12>")) == "You said <@12>."
    assert "<" not in unescaped(texts.text("said", "en-US", value=typed))


def test_inline_code_is_one_line_without_hidden_characters() -> None:
    assert inline_code("a`b\u202ec\nd", 10) == "`aˋbc d`"
    assert inline_code("x" * 20, 10) == f"`{'x' * 9}…`"


@given(st.lists(st.text("ab,", max_size=12), max_size=30), st.integers(30, 120))
def test_parts_are_joined_whole_within_the_limit(parts: list[str], longest: int) -> None:
    text = joined(parts, "; ", longest)
    assert len(text) <= longest
    kept, _, rest = text.rpartition("; … +") if "… +" in text else (text, "", "")
    assert kept.split("; ") == parts[: len(kept.split("; "))] or not kept
    assert not rest or int(rest) + (len(kept.split("; ")) if kept else 0) == len(parts)


def test_a_code_block_is_exact_or_not_there() -> None:
    assert code_block("/music prompt:a *b*") == "```\n/music prompt:a *b*\n```"
    assert code_block("a ``` b") is None
    assert code_block("a`") is None
    assert code_block("a\u202eb") is None
