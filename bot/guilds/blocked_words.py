"""Find blocked words however they are spelled: any case, width, accents, styles and hidden characters.

Pure. Letters of the Latin script are read as the one they are made from (small capitals, strokes, hooks, turned
ones, letters in circles, squares, brackets and flags): their names in Unicode say which. Letters of other scripts
that only look alike are left apart: taking them for one another would block honest text in those scripts.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

# Letters by their category, yet nothing is seen of them: the Hangul fillers and the empty Braille pattern.
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
_WITHOUT_BLANKS = dict.fromkeys(map(ord, _BLANKS))
_BLANKS_AS_SPACES = dict.fromkeys(map(ord, _BLANKS), " ")
# Control characters that stand for a space or a new line; all others are shown as nothing.
_BREAKS = frozenset("\t\n\v\f\r\x85")
_ASCII_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKS = frozenset({"Mn", "Me"})
# Which letter a character shows, by its name: LATIN SMALL LETTER O WITH STROKE, LATIN LETTER SMALL CAPITAL R,
# NEGATIVE CIRCLED LATIN CAPITAL LETTER A, PARENTHESIZED LATIN SMALL LETTER A, REGIONAL INDICATOR SYMBOL LETTER A.
_NAMED = re.compile(
    r"(?:LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL )?|SYMBOL LETTER )"
    r"(?:DOTLESS |SCRIPT |TURNED |REVERSED |OPEN )*([A-Z])(?: WITH [A-Z ]+)?"
)
_BRACKETED = "PARENTHESIZED "
# More places than this where a word might stand between hidden blanks: nobody writes so in honesty.
_MOST_PLACES = 2000
# Scripts written without spaces: a word may stand anywhere in them. First and last code points.
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x30FF),  # radicals, kana
    (0x3100, 0x31BF),  # bopomofo
    (0x31F0, 0x9FFF),  # kana extensions, ideographs
    (0xAC00, 0xD7FF),  # Hangul: particles follow a word without a space
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0x20000, 0x3FFFF),  # ideographs
)
_BORDER = "\x00"  # between two words; folding leaves no control character in


def folded(text: str) -> str:
    """Return the text as blocked words are compared: without case, width, marks, and what can't be seen.

    >>> folded("Ｃａｆé\\u200b")
    'cafe'
    """
    return _fold(text.translate(_WITHOUT_BLANKS))


def foldings(text: str) -> tuple[str, ...]:
    """Return the ways a text is read as a whole: with wide blanks as nothing, and as the spaces they look like."""
    plain = folded(text)
    if not has_blanks(text):
        return (plain,)
    return tuple(dict.fromkeys((plain, _fold(text.translate(_BLANKS_AS_SPACES)))))


def has_blanks(text: str) -> bool:
    """Return whether a text holds letters of which nothing is seen."""
    return any(blank in text for blank in _BLANKS)


def holds_word(text: str, readings: Collection[str], folded_words: Collection[str]) -> bool:
    """Return whether one of these words stands in a text, however it is spelled. ``readings``: its foldings."""
    looked_in: list[FoldedText | BlankedText] = [FoldedText(reading) for reading in readings]
    if has_blanks(text):
        looked_in.append(BlankedText(text))
    return any(word in one for one in looked_in for word in folded_words if word)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(_ASCII_UNSEEN.sub("", text).casefold().split())
    # Twice: folding the case may bring forth marks and compatibility forms, and the other way about. What is not seen
    # goes first: some marks become letters in small.
    text = "".join(_shown(character, bracketed=True) for character in text)
    for _ in range(2):
        seen = "".join(character for character in unicodedata.normalize("NFKD", text) if _is_seen(character))
        text = "".join(map(_shown, seen.casefold())).translate(_WITHOUT_BLANKS)
    return " ".join(unicodedata.normalize("NFKC", "".join(filter(_is_seen, text))).split())


def _shown(character: str, *, bracketed: bool = False) -> str:
    """Return the plain letter that a Latin one shows; with ``bracketed`` only of those in brackets."""
    return character if character.isascii() else _letter_of(character, bracketed)


@lru_cache(maxsize=4096)
def _letter_of(character: str, bracketed: bool) -> str:
    name = unicodedata.name(character, "")
    if bracketed and not name.startswith(_BRACKETED):  # its brackets would become characters of their own
        return character
    found = _NAMED.search(name)
    return found[1].lower() if found is not None and found.end() == len(name) else character


def _is_seen(character: str) -> bool:
    category = unicodedata.category(character)
    # Controls, formats, halves of pairs, private and unassigned ones: nothing is drawn for most of them.
    return character in _BREAKS or not (category in _MARKS or category[0] == "C")


class FoldedText:
    """A folded text to look for many words in, in time that grows with its length alone."""

    def __init__(self, text: str) -> None:
        self._marked = _with_borders(text)

    def __contains__(self, folded_word: str) -> bool:
        """Return whether a word or phrase stands in it, and not within a longer word of a spaced script."""
        return _with_borders(folded_word) in self._marked


class BlankedText:
    """A text with wide blanks that stand for nothing here and for a space there: "b_ad_word" with a blank for "_".

    Each blank may be either. ``__contains__`` looks at the letters alone first, then at what stands between them.
    """

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        gaps: list[str] = []  # what stands before each letter: nothing, a space, or blanks alone
        gap = "s"
        for part in re.split(f"([{_BLANKS}]+)", text):
            if part and part[0] in _BLANKS:
                gap = gap if gap == "s" else "b"
                continue
            # The space at the edge of a part is a gap, which folding would take away.
            gap = "s" if part[:1].isspace() else gap
            for character in _fold(part):
                if character == " ":
                    gap = "s"
                else:
                    letters.append(character)
                    gaps.append(gap)
                    gap = "n"
            gap = "s" if part[-1:].isspace() else gap
        self._letters = "".join(letters)
        self._gaps = "".join(gaps) + "s"
        self._places = 0

    def __contains__(self, folded_word: str) -> bool:
        """Return whether a word may be read in it."""
        letters = folded_word.replace(" ", "")
        spaces = {len(part.replace(" ", "")) for part in _beginnings(folded_word)}
        place = self._letters.find(letters)
        while place >= 0:
            self._places += 1
            if self._places > _MOST_PLACES or self._stands_at(place, letters, spaces):
                return True
            place = self._letters.find(letters, place + 1)
        return False

    def _stands_at(self, place: int, letters: str, spaces: set[int]) -> bool:
        end = place + len(letters)
        inner = self._gaps[place + 1 : end]
        if any(inner[number - 1] == "n" for number in spaces):
            return False
        if any(gap == "s" and number not in spaces for number, gap in enumerate(inner, start=1)):
            return False
        return self._is_edge(place) and self._is_edge(end)

    def _is_edge(self, place: int) -> bool:
        if self._gaps[place] != "n":
            return True
        return not all(map(_is_spaced_letter, self._letters[place - 1 : place + 1]))


def _beginnings(phrase: str) -> list[str]:
    """Return what stands before each space of a phrase."""
    return [phrase[:number] for number, character in enumerate(phrase) if character == " "]


def _with_borders(text: str) -> str:
    """Return the text with a border wherever a word may begin or end."""
    parts = [_BORDER]
    before = False
    for character in text:
        letter = _is_spaced_letter(character)
        if not (before and letter) and len(parts) > 1:
            parts.append(_BORDER)
        parts.append(character)
        before = letter
    parts.append(_BORDER)
    return "".join(parts)


def _is_spaced_letter(character: str) -> bool:
    code = ord(character)
    return character.isalnum() and not any(first <= code <= last for first, last in _UNSPACED)
