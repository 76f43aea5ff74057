"""A queue that is fair between servers, and within a server between people: in turns, each oldest first. Pure."""

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass
class _Line:
    """The keys of one person's items, oldest first: keys sort by time."""

    keys: list[str] = field(default_factory=list)

    def place(self, key: str) -> int:
        return bisect_left(self.keys, key)


class FairQueue(Generic[Item]):
    """Items of people in servers. ``key_of`` says what makes two the same item.

    A server with a thousand waiting jobs and one with a single job take turns, and so do the people within a server:
    nobody starves anybody.
    """

    def __init__(
        self,
        owner_of: Callable[[Item], Hashable],
        key_of: Callable[[Item], str],
        person_of: Callable[[Item], Hashable] = lambda item: None,
    ) -> None:
        self._owner_of = owner_of
        self._key_of = key_of
        self._person_of = person_of
        self._owners: OrderedDict[Hashable, OrderedDict[Hashable, _Line]] = OrderedDict()
        self._items: dict[str, Item] = {}

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: str) -> bool:
        return key in self._items

    def get(self, key: str) -> Item | None:
        """Return the item of this key."""
        return self._items.get(key)

    def put(self, item: Item) -> None:
        """Add an item, or replace the one of the same key."""
        key = self._key_of(item)
        old = self._items.get(key)
        if old is None or self._whose(old) != self._whose(item):
            self.discard(key)
            owner, person = self._whose(item)
            insort(self._owners.setdefault(owner, OrderedDict()).setdefault(person, _Line()).keys, key)
        self._items[key] = item

    def _whose(self, item: Item) -> tuple[Hashable, Hashable]:
        return self._owner_of(item), self._person_of(item)

    def discard(self, key: str) -> None:
        """Remove an item if it is there."""
        item = self._items.pop(key, None)
        if item is None:
            return
        owner, person = self._whose(item)
        people = self._owners[owner]
        line = people[person]
        del line.keys[line.place(key)]
        if not line.keys:
            del people[person]
            if not people:
                del self._owners[owner]

    def pop(self, ready: Callable[[Item], bool] = lambda _: True) -> Item | None:
        """Take the first ready item of whose turn it is; that server and that person go to the end of their lines."""
        for owner, people in self._owners.items():
            for person, line in people.items():
                for key in line.keys:
                    item = self._items[key]
                    if ready(item):
                        self._take(owner, person, key)
                        return item
        return None

    def _take(self, owner: Hashable, person: Hashable, key: str) -> None:
        self.discard(key)
        people = self._owners.get(owner)
        if people is not None:
            self._owners.move_to_end(owner)
            if person in people:
                people.move_to_end(person)

    def items(self) -> Iterable[Item]:
        """Return all items, in no promised order."""
        return list(self._items.values())

    def position(self, key: str) -> tuple[int, int] | None:
        """Return (place from 1, length) of an item in the order in which its server's items go."""
        item = self._items.get(key)
        if item is None:
            return None
        owner, person = self._whose(item)
        people = self._owners[owner]
        round_number = people[person].place(key)
        place, had_turn = 1 + round_number, True
        for other, line in people.items():
            if other == person:
                had_turn = False
            else:
                place += min(len(line.keys), round_number + had_turn)
        return place, sum(len(line.keys) for line in people.values())
