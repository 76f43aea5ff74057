"""Which voices somebody who browses wants to see, and in which order. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.jobs.model import Voice

GENDERS = ("female", "male")
AGES = ("child", "teenager", "youth", "middle_aged", "senior")


@dataclass(frozen=True, slots=True)
class VoiceFilter:
    """What a voice has to be; empty: anything. Of ``traits`` (genders and ages) and of ``moods`` one is enough each."""

    language: str = ""
    traits: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()

    def fits(self, voice: Voice, code_of: Callable[[str], str]) -> bool:
        """Return whether a voice is one of those. ``code_of``: the catalogue's code of a language as voices name it."""
        genders = [trait for trait in self.traits if trait in GENDERS]
        ages = [trait for trait in self.traits if trait in AGES]
        labels = {label.casefold() for label in voice.labels}
        return (
            (not self.language or self.language in map(code_of, voice.languages))
            and (not genders or voice.gender in genders)
            and (not ages or voice.age in ages)
            and (not self.moods or any(mood.casefold() in labels for mood in self.moods))
        )


def browse(voices: Iterable[Voice], wanted: VoiceFilter, code_of: Callable[[str], str]) -> list[Voice]:
    """Return the voices that fit: those whose first language it is before those that speak it too, then by name."""
    found = [voice for voice in voices if wanted.fits(voice, code_of)]
    return sorted(found, key=lambda voice: (not _is_first(voice, wanted, code_of), voice.name.casefold(), voice.id))


def moods_of(voices: Iterable[Voice], most: int) -> list[str]:
    """Return the labels that most of these voices have, in alphabetical order."""
    counts = Counter(label for voice in voices for label in voice.labels if label.strip())
    return sorted((label for label, _ in counts.most_common(most)), key=str.casefold)


def _is_first(voice: Voice, wanted: VoiceFilter, code_of: Callable[[str], str]) -> bool:
    return bool(voice.languages) and code_of(voice.languages[0]) == wanted.language
