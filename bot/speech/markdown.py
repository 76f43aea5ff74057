"""Strip Discord's markdown and keep its text. Pure.

A CommonMark parser does most of it. What Discord adds (spoilers, small print) or does not have (indented code, raw
HTML, entities, underlined headings, references, images) is handled here.
https://support.discord.com/hc/en-us/articles/210298617
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

_SMALL_PRINT = re.compile(r"^[ \t]*-# +", re.MULTILINE)
_SPOILER = re.compile(r"\|\|(.+?)\|\|", re.DOTALL)
_ENDS = frozenset({"paragraph_close", "heading_close", "fence"})


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.enable("strikethrough")
    return parser.disable(["code", "html_block", "html_inline", "entity", "lheading", "reference", "image"])


def plain(text: str) -> str:
    """Return a text without its markdown."""
    tokens = _parser().parse(_SMALL_PRINT.sub("", text))
    return _SPOILER.sub(r"\1", "".join(_blocks(tokens))).replace("```", "").strip("\n")


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield from _inline(token.children or ())
        elif token.type == "list_item_open":
            yield _bullet(token)
        elif token.type == "fence":
            yield token.content
        if token.type in _ENDS:
            yield "\n"


def _bullet(token: Token) -> str:
    """Return a list number as typed. Discord has no lists with a plus, so that is kept: it belongs to a sum."""
    if token.info:
        return f"{token.info}{token.markup} "
    return "+ " if token.markup == "+" else ""


def _inline(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield "\n"
        else:
            yield token.content
