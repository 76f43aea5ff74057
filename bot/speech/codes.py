"""Find Discord's codes in a text: mentions, emoji, timestamps. :mod:`bot.speech.spoken` turns them into words.

https://discord.com/developers/docs/reference#message-formatting
"""

import re
from dataclasses import dataclass

CODE = re.compile(
    r"<(?:"
    r"@!?(?P<user>\d{1,20})"
    r"|@&(?P<role>\d{1,20})"
    r"|#(?P<channel>\d{1,20})"
    r"|/(?P<command>[^:<>\n]{1,110}):\d{1,20}"
    r"|a?:(?P<emoji>\w{1,32}):\d{1,20}"
    r"|t:(?P<time>-?\d{1,13})(?::(?P<style>[tTdDfFsSR]))?"
    r"|id:(?P<page>customize|browse|guide|home|linked-roles)(?::\d{1,20})?"
    r")>",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Code:
    """One code. ``kind``: the name of its regex group; ``value``: what the group matched; ``style``: of a timestamp."""

    kind: str
    value: str
    style: str = ""

    @property
    def mention(self) -> str:
        """The mention as prefix and id, like ``@&123``; empty if the code mentions nothing."""
        prefix = {"user": "@", "role": "@&", "channel": "#", "page": "id:"}.get(self.kind)
        return "" if prefix is None else f"{prefix}{self.value}"


def read(match: re.Match[str]) -> Code:
    """Return the code that was matched."""
    kind = next(name for name, value in match.groupdict().items() if value is not None and name != "style")
    return Code(kind, match[kind], match["style"] or "")


def mentions(text: str) -> frozenset[str]:
    """Return every mention in a text, as in :attr:`Code.mention`."""
    return frozenset(mention for match in CODE.finditer(text) if (mention := read(match).mention))
