"""A mapping of bounded size."""

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LruDict(OrderedDict[K, V], Generic[K, V]):
    """Forgets what was written or used for longest once it holds more than ``size``; plain reading is no use of it."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > self._size:
            self.popitem(last=False)

    def use(self, key: K) -> V | None:
        """Return a value, None where there is none, and count it as used."""
        if key in self:
            self.move_to_end(key)
        return self.get(key)
