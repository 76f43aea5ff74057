"""Drafts of refused requests, kept in memory for a press that corrects them; a few per person.

The refusal itself contains what was typed, too, so a restart loses none of it.
"""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import discord

from bot.jobs.model import Request

_MAX_OF_ONE_PERSON = 10
_MAX_IN_ALL = 2000


@dataclass(frozen=True, slots=True)
class Draft:
    """A request as far as it could be parsed.

    ``typed``: input of form fields that could not be parsed, such as "ten" for a number. ``option``: the option that
    was refused, empty if none in particular.
    """

    request: Request = field(repr=False)
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)
    option: str = ""


@dataclass(slots=True)
class Kept:
    """What a command has parsed so far; ``request`` is filled in along the way."""

    request: Request | None = field(default=None, repr=False)
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(slots=True)
class _Entry:
    user_id: int
    draft: Draft
    used: set[str] = field(default_factory=set)


class Drafts:
    """The drafts of one client, oldest first; the oldest are dropped past a limit."""

    def __init__(self, of_one_person: int = _MAX_OF_ONE_PERSON, in_all: int = _MAX_IN_ALL) -> None:
        self._of_one_person = of_one_person
        self._in_all = in_all
        self._entries: OrderedDict[str, _Entry] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def keep(self, user_id: int, draft: Draft) -> str:
        """Keep a draft and return its token."""
        tokens = [token for token, entry in self._entries.items() if entry.user_id == user_id]
        for token in tokens[: max(0, len(tokens) + 1 - self._of_one_person)]:
            del self._entries[token]
        token = secrets.token_urlsafe(9)
        self._entries[token] = _Entry(user_id, draft)
        if len(self._entries) > self._in_all:
            self._entries.popitem(last=False)
        return token

    def find(self, token: str, user_id: int) -> Draft | None:
        """Return a person's own draft, None if it is no longer known."""
        entry = self._entries.get(token)
        return entry.draft if entry is not None and entry.user_id == user_id else None

    def use(self, token: str, action: str) -> bool:
        """Mark an action on a draft as used; False if it was used before: a second press must not pay again."""
        used = self._entries[token].used
        if action in used:
            return False
        used.add(action)
        return True


_OF_CLIENT: WeakKeyDictionary[discord.Client, Drafts] = WeakKeyDictionary()


def drafts_of(client: discord.Client) -> Drafts:
    """Return the drafts of a client, created on first use."""
    return _OF_CLIENT.setdefault(client, Drafts())
