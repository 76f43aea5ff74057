"""A mapping of bounded size."""

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LruDict(OrderedDict[K, V], Generic[K, V]):
    """Evicts the least recently written or used entry beyond ``size``; only :meth:`use` counts reading."""

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
