"""Blocked words and how people spell them: found whatever the case, width, accents, styles and hidden characters.

Pure. Letters of other scripts that only look alike are left apart: taking them for one another would block honest
text in those scripts.
"""

import re
import unicodedata

# Letters by their category, yet nothing is seen of them: the Hangul fillers and the empty Braille pattern.
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
_WITHOUT_BLANKS = dict.fromkeys(map(ord, _BLANKS))
_BLANKS_AS_SPACES = dict.fromkeys(map(ord, _BLANKS), " ")
# Control characters that stand for a space or a new line; all others are shown as nothing.
_BREAKS = frozenset("\t\n\v\f\r\x85")
_ASCII_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKS = frozenset({"Mn", "Me"})
_A_TO_Z = "abcdefghijklmnopqrstuvwxyz"
# What Unicode does not call a form of the letter it shows: signs in circles, squares and flags, and the dotless i.
_STYLED = {
    **{first + place: letter for first in (0x1F150, 0x1F170, 0x1F1E6) for place, letter in enumerate(_A_TO_Z)},
    0x131: "i",
}
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
    """Return every way a text can be read: with wide blanks as nothing, and as the spaces they look like."""
    plain = folded(text)
    if not any(blank in text for blank in _BLANKS):
        return (plain,)
    return tuple(dict.fromkeys((plain, _fold(text.translate(_BLANKS_AS_SPACES)))))


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(_ASCII_UNSEEN.sub("", text).casefold().split())
    # Twice: folding the case may bring forth marks and compatibility forms, and the other way about. What is not seen
    # goes first: some marks become letters in small.
    for _ in range(2):
        seen = "".join(character for character in unicodedata.normalize("NFKD", text) if _is_seen(character))
        text = seen.casefold().translate(_STYLED).translate(_WITHOUT_BLANKS)
    return " ".join(unicodedata.normalize("NFKC", "".join(filter(_is_seen, text))).split())


def _is_seen(character: str) -> bool:
    category = unicodedata.category(character)
    # Controls, formats, halves of pairs, private and unassigned ones: nothing is drawn for most of them.
    return character in _BREAKS or not (category in _MARKS or category[0] == "C")


class FoldedText:
    """A folded text to look for many words in, in time that grows with its length alone."""

    def __init__(self, text: str) -> None:
        self._marked = _with_borders(text)

    def __contains__(self, folded_word: str) -> bool:
        """Tell whether a word or phrase stands in it, and not within a longer word of a spaced script."""
        return _with_borders(folded_word) in self._marked


def has_word(folded_text: str, folded_word: str) -> bool:
    """Tell whether a word or phrase stands in a text (both folded): not within a longer word of a spaced script."""
    return folded_word in FoldedText(folded_text)


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
