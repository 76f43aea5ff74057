"""The voice for those who name none: by language, then gender in turn, then label, age and name."""

from collections import Counter

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.usual_voice import usual_voice
from bot.catalog.values import UsualVoice
from bot.jobs.model import Voice
from bot.sandbox.tencent.voices import default_voices

CATALOG = Catalog.load()
RULE = UsualVoice(genders=("female", "male"), labels=("Steady", "Warm"), ages=("youth",))


def voice(name: str, *languages: str, gender: str = "female", label: str = "", age: str = "", kind: str = "") -> Voice:
    labels = (label,) if label else ()
    return Voice(f"id-{name}", name, gender=gender, age=age, languages=languages, labels=labels, category=kind)


def chosen(*voices: Voice, language: str = "de", turn: int = 0, rule: UsualVoice = RULE) -> str:
    found = usual_voice(voices, language, rule, turn, CATALOG.language_code)
    return found.name if found else ""


@pytest.mark.parametrize(
    ("better", "other"),
    [
        (voice("b", "de-DE"), voice("a", "en", "de", label="Steady", age="youth")),
        (voice("b", "de"), voice("a", "de", gender="male", label="Steady", age="youth")),
        (voice("b", "de", label="steady"), voice("a", "de", label="Warm", age="youth")),
        (voice("b", "de", label="Warm"), voice("a", "de", label="Odd", age="youth")),
        (voice("b", "de", age="youth"), voice("a", "de", age="child")),
        (voice("a", "de"), voice("b", "de")),
    ],
)
def test_what_counts_more(better: Voice, other: Voice) -> None:
    assert chosen(better, other) == chosen(other, better) == better.name


def test_only_a_system_voice_that_speaks_the_language() -> None:
    assert chosen(voice("a", "en"), voice("b"), voice("c", "de", kind="clone"), voice("d", "de", kind="system")) == "d"
    assert chosen(voice("a", "en")) == ""


def test_genders_take_turns_and_a_lone_one_speaks_for_both() -> None:
    both = (voice("she", "de"), voice("he", "de", gender="male"))
    assert Counter(chosen(*both, turn=turn) for turn in range(10)) == {"she": 5, "he": 5}
    assert chosen(both[0], turn=1) == "she"
    assert chosen(*both, rule=UsualVoice()) == "he", "without a rule by name"


def test_the_shipped_rule_finds_a_grown_up_in_every_language_of_the_sandbox() -> None:
    listed = [
        Voice(one.voice_id, one.name, gender=one.gender, age=one.age, languages=one.languages, labels=one.labels)
        for one in default_voices()
        if one.category == "system"
    ]
    for language in {code for one in listed for code in one.languages}:
        for turn in (0, 1):
            found = usual_voice(listed, language, CATALOG.speech.usual_voice, turn, CATALOG.language_code)
            assert found is not None
            assert found.languages[0] == language
            assert found.gender == CATALOG.speech.usual_voice.genders[turn]
