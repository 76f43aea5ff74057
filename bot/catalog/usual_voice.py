"""Choose the default voice by the rule in the catalogue's ``[speech.usual_voice]``. Pure."""

from collections.abc import Callable, Iterable

from bot.catalog.values import UsualVoice
from bot.jobs.model import Voice

_SYSTEM = ("", "system")


def usual_voice(
    voices: Iterable[Voice], language: str, rule: UsualVoice, turn: int, code_of: Callable[[str], str]
) -> Voice | None:
    """Return the default voice for a language, None if no system voice speaks it.

    ``turn``: selects the gender, in rotation. ``code_of``: maps a language as voices name it to the catalogue's code.
    """
    gender = rule.genders[turn % len(rule.genders)] if rule.genders else ""

    def rank(voice: Voice) -> tuple[bool, bool, int, int, str, str]:
        return (
            code_of(voice.languages[0]) != language,
            voice.gender.casefold() != gender.casefold(),
            _preference(rule.labels, voice.labels),
            _preference(rule.ages, (voice.age,)),
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
    """Return the codes of all languages for which :func:`usual_voice` finds a voice."""
    system = (voice for voice in voices if voice.category in _SYSTEM)
    return tuple(dict.fromkeys(code_of(spoken) for voice in system for spoken in voice.languages))


def _preference(wanted: tuple[str, ...], words: Iterable[str]) -> int:
    """Return the index of the first wanted word that is among a voice's ``words``; past the end if none is."""
    folded = {word.casefold() for word in words}
    return next((place for place, word in enumerate(wanted) if word.casefold() in folded), len(wanted))
