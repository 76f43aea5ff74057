"""Filter and sort the voices shown to somebody who browses them. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.jobs.model import Voice

GENDERS = ("female", "male")
AGES = ("child", "teenager", "youth", "middle_aged", "senior")


@dataclass(frozen=True, slots=True)
class VoiceFilter:
    """Criteria for a voice; an empty field matches all.

    A voice needs one of the genders and one of the ages (both in ``traits``), and one of the ``moods``.
    """

    language: str = ""
    traits: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()

    def fits(self, voice: Voice, code_of: Callable[[str], str]) -> bool:
        """Return whether a voice matches. ``code_of``: maps a language as voices name it to the catalogue's code."""
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
    """Return the matching voices: those whose first language is the wanted one before the others, then by name."""
    matching = [voice for voice in voices if wanted.fits(voice, code_of)]
    return sorted(matching, key=lambda voice: (not _is_first(voice, wanted, code_of), voice.name.casefold(), voice.id))


def moods_of(voices: Iterable[Voice], most: int) -> list[str]:
    """Return the ``most`` commonest labels of these voices, in alphabetical order."""
    counts = Counter(label for voice in voices for label in voice.labels if label.strip())
    return sorted((label for label, _ in counts.most_common(most)), key=str.casefold)


def _is_first(voice: Voice, wanted: VoiceFilter, code_of: Callable[[str], str]) -> bool:
    return bool(voice.languages) and code_of(voice.languages[0]) == wanted.language
