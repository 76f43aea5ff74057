"""Find blocked words however they are written: any case, width, accents, styles and hidden characters.

Pure. Variants of Latin letters (small capitals, strokes, hooks, turned ones, letters in circles, squares, brackets and
flags) are reduced to their base letter, which their Unicode name gives. Look-alike letters of other scripts are kept
apart: treating them as equal would block legitimate text in those scripts.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

# Invisible, although their category does not say so: the Hangul fillers and the empty Braille pattern.
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
_WITHOUT_BLANKS = dict.fromkeys(map(ord, _BLANKS))
_BLANKS_AS_SPACES = dict.fromkeys(map(ord, _BLANKS), " ")
# Control characters that stand for a space or a new line; all others are invisible.
_BREAKS = frozenset("\t\n\v\f\r\x85")
_ASCII_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKS = frozenset({"Mn", "Me"})
# Which letter a character shows, by its name: LATIN SMALL LETTER O WITH STROKE, LATIN LETTER SMALL CAPITAL R,
# NEGATIVE CIRCLED LATIN CAPITAL LETTER A, PARENTHESIZED LATIN SMALL LETTER A, REGIONAL INDICATOR SYMBOL LETTER A.
_NAMED = re.compile(
    r"(?:LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL )?|SYMBOL LETTER )"
    r"(?:DOTLESS |SCRIPT |TURNED |REVERSED |OPEN )*([A-Z])(?: WITH [A-Z ]+)?"
)
_BRACKETED = "PARENTHESIZED "
# With more possible positions of a word between hidden blanks than this, a text is taken to hold the word.
_MOST_POSITIONS = 2000
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
_BOUNDARY = "\x00"  # between two words; folding leaves no control characters


def folded(text: str) -> str:
    """Return the text in the form that blocked words are compared in: without case, width, marks, hidden characters.

    >>> folded("Ｃａｆé\\u200b")
    'cafe'
    """
    return _fold(text.translate(_WITHOUT_BLANKS))


def foldings(text: str) -> tuple[str, ...]:
    """Return the readings of a whole text: with wide blanks removed, and with the spaces they look like instead."""
    plain = folded(text)
    if not has_blanks(text):
        return (plain,)
    return tuple(dict.fromkeys((plain, _fold(text.translate(_BLANKS_AS_SPACES)))))


def has_blanks(text: str) -> bool:
    """Return whether a text contains wide blanks: characters that are invisible without being spaces."""
    return any(blank in text for blank in _BLANKS)


def holds_word(text: str, readings: Collection[str], folded_words: Collection[str]) -> bool:
    """Return whether a text contains one of these words, however it is written. ``readings``: its foldings."""
    searched: list[FoldedText | BlankedText] = [FoldedText(reading) for reading in readings]
    if has_blanks(text):
        searched.append(BlankedText(text))
    return any(word in one for one in searched for word in folded_words if word)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(_ASCII_INVISIBLE.sub("", text).casefold().split())
    # Twice: case folding may produce marks and compatibility forms, and the other way round. Hidden characters are
    # removed first: some marks become letters when their case is folded.
    text = "".join(_base_letter(character, bracketed=True) for character in text)
    for _ in range(2):
        visible = "".join(character for character in unicodedata.normalize("NFKD", text) if _is_visible(character))
        text = "".join(map(_base_letter, visible.casefold())).translate(_WITHOUT_BLANKS)
    return " ".join(unicodedata.normalize("NFKC", "".join(filter(_is_visible, text))).split())


def _base_letter(character: str, *, bracketed: bool = False) -> str:
    """Return the base letter of a Latin variant; with ``bracketed`` only of those in brackets."""
    return character if character.isascii() else _letter_of(character, bracketed)


@lru_cache(maxsize=4096)
def _letter_of(character: str, bracketed: bool) -> str:
    name = unicodedata.name(character, "")
    if bracketed and not name.startswith(_BRACKETED):  # NFKD would turn the brackets into characters of their own
        return character
    match = _NAMED.search(name)
    return match[1].lower() if match is not None and match.end() == len(name) else character


def _is_visible(character: str) -> bool:
    category = unicodedata.category(character)
    # Category C: controls, formats, surrogates, private and unassigned ones; most of them are not drawn.
    return character in _BREAKS or not (category in _MARKS or category[0] == "C")


class FoldedText:
    """A folded text to search for many words, in time that grows with its length alone."""

    def __init__(self, text: str) -> None:
        self._marked = _with_boundaries(text)

    def __contains__(self, folded_word: str) -> bool:
        """Return whether it contains a word or phrase, not as part of a longer word of a spaced script."""
        return _with_boundaries(folded_word) in self._marked


class BlankedText:
    """A text whose wide blanks may each count as nothing or as a space: "b_ad_word" with a blank for "_".

    ``__contains__`` compares the letters alone first, then the gaps between them.
    """

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        gaps: list[str] = []  # what precedes each letter: "n" nothing, "s" a space, "b" blanks alone
        gap = "s"
        for part in re.split(f"([{_BLANKS}]+)", text):
            if part and part[0] in _BLANKS:
                gap = gap if gap == "s" else "b"
                continue
            # A space at the edge of a part is a gap, but folding would strip it.
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
        self._positions_tried = 0

    def __contains__(self, folded_word: str) -> bool:
        """Return whether the text may be read as containing the word."""
        letters = folded_word.replace(" ", "")
        spaces = {len(part.replace(" ", "")) for part in _prefixes(folded_word)}
        position = self._letters.find(letters)
        while position >= 0:
            self._positions_tried += 1
            if self._positions_tried > _MOST_POSITIONS or self._matches_at(position, letters, spaces):
                return True
            position = self._letters.find(letters, position + 1)
        return False

    def _matches_at(self, position: int, letters: str, spaces: set[int]) -> bool:
        end = position + len(letters)
        inner = self._gaps[position + 1 : end]
        if any(inner[number - 1] == "n" for number in spaces):
            return False
        if any(gap == "s" and number not in spaces for number, gap in enumerate(inner, start=1)):
            return False
        return self._is_boundary(position) and self._is_boundary(end)

    def _is_boundary(self, position: int) -> bool:
        if self._gaps[position] != "n":
            return True
        return not all(map(_is_spaced_letter, self._letters[position - 1 : position + 1]))


def _prefixes(phrase: str) -> list[str]:
    """Return what precedes each space of a phrase."""
    return [phrase[:number] for number, character in enumerate(phrase) if character == " "]


def _with_boundaries(text: str) -> str:
    """Return the text with a boundary mark wherever a word may begin or end."""
    parts = [_BOUNDARY]
    after_letter = False
    for character in text:
        is_letter = _is_spaced_letter(character)
        if not (after_letter and is_letter) and len(parts) > 1:
            parts.append(_BOUNDARY)
        parts.append(character)
        after_letter = is_letter
    parts.append(_BOUNDARY)
    return "".join(parts)


def _is_spaced_letter(character: str) -> bool:
    code = ord(character)
    return character.isalnum() and not any(first <= code <= last for first, last in _UNSPACED)
