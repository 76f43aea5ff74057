"""Choose the voice for those who name none: the rule of the catalogue's ``[speech.usual_voice]``. Pure."""

from collections.abc import Callable, Iterable

from bot.catalog.values import UsualVoice
from bot.jobs.model import Voice

_SYSTEM = ("", "system")


def usual_voice(
    voices: Iterable[Voice], language: str, rule: UsualVoice, turn: int, code_of: Callable[[str], str]
) -> Voice | None:
    """Return the voice for a language, None where no system voice speaks it.

    ``turn``: whose number decides which gender it is. ``code_of``: the catalogue's code of a language that voices name.
    """
    gender = rule.genders[turn % len(rule.genders)] if rule.genders else ""

    def rank(voice: Voice) -> tuple[bool, bool, int, int, str, str]:
        return (
            code_of(voice.languages[0]) != language,
            voice.gender.casefold() != gender.casefold(),
            _place(rule.labels, voice.labels),
            _place(rule.ages, (voice.age,)),
            voice.name.casefold(),
            voice.id,
        )

    speaking = (
        voice
        for voice in voices
        if voice.category in _SYSTEM and language in [code_of(spoken) for spoken in voice.languages]
    )
    return min(speaking, key=rank, default=None)


def voiced_languages(voices: Iterable[Voice], code_of: Callable[[str], str]) -> tuple[str, ...]:
    """Return the codes of all languages that :func:`usual_voice` finds a voice for."""
    system = (voice for voice in voices if voice.category in _SYSTEM)
    return tuple(dict.fromkeys(code_of(spoken) for voice in system for spoken in voice.languages))


def _place(wanted: tuple[str, ...], words: Iterable[str]) -> int:
    """Return the place of the first wanted word among those a voice has; the end of the list for none."""
    own = {word.casefold() for word in words}
    return next((place for place, word in enumerate(wanted) if word.casefold() in own), len(wanted))
