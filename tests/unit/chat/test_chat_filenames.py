"""Names of posted files."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.render.filenames import file_name
from bot.sandbox.discord.world.files import safe_name
from tests.unit.chat.chat_samples import nasty_text


@given(nasty_text, nasty_text, st.none() | st.integers(1, 99))
def test_a_name_is_safe_whatever_was_asked_for(prompt: str, extension: str, part: int | None) -> None:
    name = file_name(prompt, extension, part=part)
    stem, _, ending = name.rpartition(".")
    assert re.fullmatch(r"[a-z0-9]+", ending)
    assert re.fullmatch(r"[\w\-]+", "".join(one for one in stem if unicodedata.category(one)[0] != "M"))
    assert len(name.encode()) <= 255 + len(extension)
    assert not name.startswith("SPOILER_")


@given(st.text(), st.text(min_size=1))
def test_what_discord_keeps_of_a_name_is_still_one(prompt: str, extension: str) -> None:
    kept = safe_name(file_name(prompt, extension, fallback="foley-music"))
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]+", kept)


@pytest.mark.parametrize(
    ("prompt", "part", "name"),
    [
        ("Calm rain, at night!", None, "calm-rain-at-night.mp3"),
        ("Café ☕ del mar", 2, "cafe-del-mar-2.mp3"),
        ("雨の音", None, "foley-雨の音.mp3"),
        ("雨の音、夜 (静か)", 2, "foley-雨の音-夜-静か-2.mp3"),
        ("비 오는 소리", None, "foley-비-오는-소리.mp3"),
        ("สายฝน", None, "foley-สายฝน.mp3"),
        ("Дождь and rain", None, "foley-дождь-and-rain.mp3"),
        ("z\u0301\u0301\u0301\u0301 雨\u0301\u0301\u0301\u0301", None, "foley-ź\u0301\u0301-雨\u0301\u0301.mp3"),
        ("雨\u202egpj.exe", None, "foley-雨-gpj-exe.mp3"),
        ("☕ 🎵", None, "foley.mp3"),
        ("<@123> @everyone 雨", None, "foley-123-everyone-雨.mp3"),
        ("../../etc/passwd", None, "etc-passwd.mp3"),
        ("SPOILER_x", None, "spoiler-x.mp3"),
    ],
)
def test_examples(prompt: str, part: int | None, name: str) -> None:
    assert file_name(prompt, ".mp3", part=part) == name


def test_a_long_prompt_is_cut_between_words() -> None:
    assert file_name("word " * 50, "wav") == "-".join(["word"] * 12) + ".wav"
    assert file_name("雨" * 500, "wav") == f"foley-{'雨' * 40}.wav"
