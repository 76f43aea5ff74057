"""Reading a catalogue: a Catalog or a ConfigError with every problem, never anything else."""

import copy
import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog.catalog import Catalog
from bot.errors import ConfigError
from bot.jobs.model import Kind

SHIPPED = resources.files("bot.catalog").joinpath("catalog.toml").read_text(encoding="utf-8")

scalars = st.one_of(
    st.text(max_size=5), st.integers(), st.floats(), st.booleans(), st.sampled_from(["music", "mps", "mp3", "required"])
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


def to_toml(value: Any) -> str:
    """Write any value inline."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(letter):08X}" for letter in value if not 0xD800 <= ord(letter) < 0xE000) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(to_toml, value)) + "]"
    return "{" + ", ".join(f"{to_toml(key)} = {to_toml(item)}" for key, item in value.items()) + "}"


def read_or_complain(text: str) -> None:
    found: tuple[str, ...] = ("a catalogue",)
    try:
        Catalog.parse(text)
    except ConfigError as error:
        found = error.problems
    assert found
    assert all(0 < len(problem) < 2000 for problem in found)


@given(st.text())
def test_arbitrary_text(text: str) -> None:
    read_or_complain(text)


def places(table: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a value."""
    found = [path] if path else []
    items = table.items() if isinstance(table, dict) else enumerate(table) if isinstance(table, list) else ()
    for key, value in items:
        found += places(value, (*path, key))
    return found


TABLE = tomllib.loads(SHIPPED)
PLACES = places(TABLE)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), values)
def test_the_shipped_file_with_one_value_replaced_by_anything(place: tuple[Any, ...], value: Any) -> None:
    table = copy.deepcopy(TABLE)
    inner: Any = table
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    text = "\n".join(f"{to_toml(key)} = {to_toml(item)}" for key, item in table.items())
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # two keys that differed only by a surrogate
        return
    read_or_complain(text)


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        Catalog.parse(text, "mine.toml")
    return caught.value.problems


def test_tells_all_problems_together_and_readably() -> None:
    broken = (
        SHIPPED.replace("prompt_characters = 2000", 'prompt_characters = "many"')
        .replace('lyrics = "optional"', 'lyrcs = "optional"', 1)
        .replace('default_version = "compose_v2"', 'default_version = "compose_v9"')
        .replace('backends = ["vod"]', 'backends = ["aws"]')
        .replace("median_seconds = 12\n", "median_seconds = -1\n")
    )
    assert problems(broken) == (
        "mine.toml: [limits] prompt_characters must be a whole number.",
        "mine.toml: [usual.tts] median_seconds must be greater than 0.",
        "mine.toml: model 1 (GL) has an unknown key 'lyrcs'; did you mean 'lyrics'?",
        "mine.toml: model 3 (EL) default_version must be one of its versions.",
        "mine.toml: model 5 (Kling) backends must be 'mps' or 'vod'.",
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format = 1", "format = 2", "format must be 1"),
        ("share = 0.08", "share = 1", "[failures] share must be less than or equal to 0.9"),
        ("share = 0.08", "chance = 0.08", "[failures] has an unknown key 'chance'"),
        ("lyrics = \"required\"\ninstrumental = false", "lyrics = \"required\"", "can't both need lyrics"),
        ('name = "EL"\nlabel = "ElevenLabs"', 'name = "gl"\nlabel = "ElevenLabs"', "shares a name with 'GL'"),
        ('last_image_resolutions = ["1080P"]', 'last_image_resolutions = ["16K"]', "must be among its resolutions"),
        ("default_sample_rate = 44100", "default_sample_rate = 24000", "must be one of sample_rates"),
        ("durations = { from = 3, to = 10 }", "durations = { from = 10, to = 3 }", "from a smaller to a bigger"),
        ("[limits]", "[limitz]", "limits is missing"),
        ("[limits]", "[limitz]", "has an unknown key 'limitz'; did you mean 'limits'?"),
        ('name = "GL"\n', "name = 5\n", "model 1 (?) name must be a text"),
        ('zh = ["Chinese", "中文"]', "zh = []", "[speech.languages] zh must name at least one"),
        ('[{ name = "compose_v2", label = "Music 2" }]', "[{}]", "model 3 (EL) version ? name is missing"),
        ('kind = "video"', 'kind = "tts"', "must be music, sfx or video"),
        ('name = "song_9"', 'name = "song_8"', "names a version twice"),
        ('lyrics_key = { mps = "lyrics" }', 'lyrics_key = "lyrics"', "lyrics_key must be a table"),
        ('lyrics_key = { mps = "lyrics" }', "lyrics_key = { aws = 1 }", "lyrics_key aws must be 'mps' or 'vod'"),
        ('lyrics_key = { mps = "lyrics" }', "lyrics_key = { mps = 1 }", "lyrics_key mps must be a text"),
        ("default_version = \"song_9.5\"", "default_version = \"song_9.5\"\ndefault = true", "more than one default"),
    ],
)  # fmt: skip
def test_each_rule_of_the_file(old: str, new: str, expected: str) -> None:
    assert old in SHIPPED
    assert any(expected in problem for problem in problems(SHIPPED.replace(old, new)))


def test_what_a_model_hands_down_is_told_once() -> None:
    broken = SHIPPED.replace("instrumental = true", "instrumental = 1", 1)
    assert problems(broken) == ("mine.toml: model 1 (GL) instrumental must be true or false.",)
    broken = SHIPPED.replace("[usual.music]\nmedian_seconds = 95", "[usual.music]\nmedian_seconds = 0")
    assert problems(broken) == ("mine.toml: [usual.music] median_seconds must be greater than 0.",)


def test_reads_the_operators_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SHIPPED.replace("prompt_characters = 2000", "prompt_characters = 10"), encoding="utf-8")
    assert Catalog.load(path).limits.prompt_characters == 10


def test_a_file_older_than_the_failures_is_read(tmp_path: Path) -> None:
    path = tmp_path / "older.toml"
    older = re.sub(r"\[failures\][^\[]*", "", SHIPPED)
    assert "share =" not in older
    path.write_text(older, encoding="utf-8")
    assert Catalog.load(path).failures == Catalog.load().failures


def test_tells_listed_versions_from_typed_ones() -> None:
    catalog = Catalog.load()
    assert catalog.lists_version(Kind.MUSIC, "GL", "3.0-pro")
    assert not catalog.lists_version(Kind.MUSIC, "GL", "9.9")
    assert not catalog.lists_version(Kind.MUSIC, "gone", "1")


def test_a_file_that_can_not_be_read_is_a_configuration_problem(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="can't be read"):
        Catalog.load(tmp_path / "missing.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="UTF-8"):
        Catalog.load(tmp_path / "binary.toml")
    (tmp_path / "deep.toml").write_text("a = " + "[" * 5000)
    with pytest.raises(ConfigError):
        Catalog.load(tmp_path / "deep.toml")
