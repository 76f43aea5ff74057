"""Names of posted files."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.filenames import file_name
from tests.unit.chat.chat_samples import nasty_text


@given(nasty_text, nasty_text, st.none() | st.integers(1, 99))
def test_a_name_is_always_one_that_attachment_links_can_carry(prompt: str, extension: str, part: int | None) -> None:
    name = file_name(prompt, extension, part=part)
    assert re.fullmatch(r"[a-z0-9][A-Za-z0-9_.-]*\.[a-z0-9]+", name)
    assert len(name) <= 80 + len(extension)
    assert not name.startswith("SPOILER_")


@pytest.mark.parametrize(
    ("prompt", "part", "name"),
    [
        ("Calm rain, at night!", None, "calm-rain-at-night.mp3"),
        ("Café ☕ del mar", 2, "cafe-del-mar-2.mp3"),
        ("雨の音", None, "foley.mp3"),
        ("../../etc/passwd", None, "etc-passwd.mp3"),
        ("SPOILER_x", None, "spoiler-x.mp3"),
    ],
)
def test_examples(prompt: str, part: int | None, name: str) -> None:
    assert file_name(prompt, ".mp3", part=part) == name


def test_a_long_prompt_is_cut_between_words() -> None:
    assert file_name("word " * 50, "wav") == "-".join(["word"] * 12) + ".wav"
