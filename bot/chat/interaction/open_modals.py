"""Which windows stand open: few of each person, a bounded number in all, and an honest word for one that is gone.

discord.py keeps every window it has shown until it is sent or its time is over. Nothing tells when somebody closes
one, so whoever opens and closes without end would fill the memory. A window that was let go, or shown before a
restart, is known by its ``custom_id`` when it is sent after all: what was written in it is given back.
"""

import io
import logging
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import discord

from bot.chat.interaction.answers import ALREADY_ANSWERED, AnyInteraction, answering, locale_of, tell
from bot.chat.texts import Texts

log = logging.getLogger(__name__)
CUSTOM_ID_PREFIX = "foley:window:"
_MOST_OF_ONE_PERSON = 5
_MOST_IN_ALL = 1000
# From this length on, losing the text would hurt.
_WORTH_KEEPING = 200


class KnownWindow(discord.ui.Modal):
    """A window that is known by its ``custom_id``. ``sent``: it was sent, which is not the same as finished."""

    sent = False


class OpenWindows:
    """The windows one client has shown, oldest first. Those past a bound are stopped and forgotten."""

    def __init__(self, of_one_person: int = _MOST_OF_ONE_PERSON, in_all: int = _MOST_IN_ALL) -> None:
        self._of_one_person = of_one_person
        self._in_all = in_all
        self._windows: OrderedDict[str, tuple[int, KnownWindow]] = OrderedDict()
        self._people: dict[int, OrderedDict[str, None]] = {}

    def __len__(self) -> int:
        return len(self._windows)

    def add(self, user_id: int, window: KnownWindow) -> None:
        """Hear of a window that is about to be shown to somebody."""
        self._windows[window.custom_id] = (user_id, window)
        theirs = self._people.setdefault(user_id, OrderedDict())
        theirs[window.custom_id] = None
        if len(theirs) > self._of_one_person:
            self._let_go(next(iter(theirs)))
        if len(self._windows) > self._in_all:
            self._let_go(next(iter(self._windows)))

    def find(self, custom_id: str) -> KnownWindow | None:
        """Return a window that is open, or was sent already; None for one that is not known any more."""
        found = self._windows.get(custom_id)
        return None if found is None else found[1]

    def remove(self, window: KnownWindow) -> None:
        """Hear that a window was not shown after all."""
        if window.custom_id in self._windows:
            self._let_go(window.custom_id)

    def _let_go(self, custom_id: str) -> None:
        user_id, window = self._windows.pop(custom_id)
        del self._people[user_id][custom_id]
        if not self._people[user_id]:
            del self._people[user_id]
        window.stop()


_OF_CLIENT: WeakKeyDictionary[discord.Client, OpenWindows] = WeakKeyDictionary()


def windows_of(client: discord.Client) -> OpenWindows:
    """Return the windows of a client, made when they are first asked for."""
    return _OF_CLIENT.setdefault(client, OpenWindows())


async def show_window(interaction: AnyInteraction, window: KnownWindow) -> None:
    """Answer with a window; it must be the first answer. Raises what discord.py raises."""
    windows_of(interaction.client).add(interaction.user.id, window)
    try:
        await interaction.response.send_modal(window)
    except discord.HTTPException as error:
        if error.code != ALREADY_ANSWERED:
            windows_of(interaction.client).remove(window)
            raise
        # A press that came twice: the person has the other window before them.
        log.info("a window was shown already")


async def answer_lost_window(interaction: AnyInteraction, texts: Texts) -> None:
    """Answer a window of ours that was sent and that nobody here will answer; leave everything else alone."""
    data: Any = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    if interaction.type is not discord.InteractionType.modal_submit or not custom_id.startswith(CUSTOM_ID_PREFIX):
        return
    window = windows_of(interaction.client).find(custom_id)
    if window is not None and not window.is_finished():
        return  # it answers for itself
    async with answering(interaction, texts):
        # One whose time was over was never sent: nothing of it is on its way.
        key = "answer-window-used" if window is not None and window.sent else "answer-window-gone"
        await tell(interaction, texts.text(key, locale_of(interaction)), file=kept_text(_values(data)))


def kept_text(values: Mapping[str, str]) -> discord.File | None:
    """Return the longest text of a window as a file, None where there is none worth keeping."""
    longest = max(values.values(), key=len, default="")
    if len(longest) < _WORTH_KEEPING:
        return None
    return discord.File(io.BytesIO(longest.encode("utf-8", "replace")), filename="your-text.txt")


def _values(component: Any) -> dict[str, str]:
    """Return every text in a window as Discord sends it: rows and labels may stand in one another."""
    return {str(field.get("custom_id")): field["value"] for field in _fields(component)}


def _fields(component: Any) -> Iterator[dict[str, Any]]:
    if isinstance(component, dict):
        if isinstance(component.get("value"), str):
            yield component
        for inner in (*_listed(component.get("components")), component.get("component")):
            yield from _fields(inner)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
