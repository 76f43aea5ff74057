"""What somebody asked for and was refused: kept in memory for a press that corrects it, few of each person.

What was typed stands in the refusal itself, too, so that a restart loses none of it.
"""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import discord

from bot.jobs.model import Request

_MOST_OF_ONE_PERSON = 10
_MOST_IN_ALL = 2000


@dataclass(frozen=True, slots=True)
class Draft:
    """A request as far as it could be understood.

    ``typed``: what stands in a field of the form and makes no request, such as "ten" for a number. ``option``: the one
    that was objected to, empty where it is none in particular.
    """

    request: Request = field(repr=False)
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)
    option: str = ""


@dataclass(slots=True)
class Kept:
    """What a command has understood so far; ``request`` is filled in on the way."""

    request: Request | None = field(default=None, repr=False)
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(slots=True)
class _Entry:
    user_id: int
    draft: Draft
    used: set[str] = field(default_factory=set)


class Drafts:
    """The drafts of one client, oldest first; those past a bound are forgotten."""

    def __init__(self, of_one_person: int = _MOST_OF_ONE_PERSON, in_all: int = _MOST_IN_ALL) -> None:
        self._of_one_person = of_one_person
        self._in_all = in_all
        self._entries: OrderedDict[str, _Entry] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def keep(self, user_id: int, draft: Draft) -> str:
        """Keep a draft and return the token it is found by."""
        theirs = [token for token, entry in self._entries.items() if entry.user_id == user_id]
        for token in theirs[: max(0, len(theirs) + 1 - self._of_one_person)]:
            del self._entries[token]
        token = secrets.token_urlsafe(9)
        self._entries[token] = _Entry(user_id, draft)
        if len(self._entries) > self._in_all:
            self._entries.popitem(last=False)
        return token

    def find(self, token: str, user_id: int) -> Draft | None:
        """Return somebody's own draft, None where it is not known any more."""
        entry = self._entries.get(token)
        return entry.draft if entry is not None and entry.user_id == user_id else None

    def use(self, token: str, way: str) -> bool:
        """Take one way out of a refusal; False when it was taken before: a second press buys nothing."""
        used = self._entries[token].used
        if way in used:
            return False
        used.add(way)
        return True


_OF_CLIENT: WeakKeyDictionary[discord.Client, Drafts] = WeakKeyDictionary()


def drafts_of(client: discord.Client) -> Drafts:
    """Return the drafts of a client, made when they are first asked for."""
    return _OF_CLIENT.setdefault(client, Drafts())
