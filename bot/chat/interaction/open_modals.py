"""Keep track of open modals: a few per person, a bounded number in all, and an honest answer for lost ones.

discord.py keeps every modal it has shown until it is submitted or times out. Nothing reports that somebody closed one,
so opening and closing them endlessly would fill the memory. A modal that was dropped, or shown before a restart, is
recognised by its ``custom_id`` when it is submitted after all: its text is given back.
"""

import io
import logging
import secrets
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import discord

from bot.chat.interaction.answers import ALREADY_ANSWERED, AnyInteraction, answering, locale_of, tell
from bot.chat.texts import Texts

log = logging.getLogger(__name__)
CUSTOM_ID_PREFIX = "foley:window:"
_MAX_OF_ONE_PERSON = 5
_MAX_IN_ALL = 1000
# Long enough to write a song; without a timeout, every modal closed without submitting would stay in memory.
_OPEN_SECONDS = 3600.0
LONGEST_TITLE = _LONGEST_LABEL = 45
_LONGEST_HINT = 100
# From this length on, losing the text would hurt.
_WORTH_KEEPING = 200


class OpenModal(discord.ui.Modal):
    """A modal recognised by its ``custom_id``. ``sent``: it was submitted, which is not the same as finished."""

    def __init__(self, texts: Texts, title: str) -> None:
        custom_id = f"{CUSTOM_ID_PREFIX}{secrets.token_hex(8)}"
        super().__init__(title=title[:LONGEST_TITLE], timeout=_OPEN_SECONDS, custom_id=custom_id)
        self.texts = texts
        self.sent = False

    def add_input(self, label: str, component: "discord.ui.Item[discord.ui.View]", hint: str = "") -> None:
        """Add a field under its label."""
        shown = discord.ui.Label(
            text=label[:_LONGEST_LABEL], description=hint[:_LONGEST_HINT] or None, component=component
        )
        self.add_item(shown)

    async def on_submit(self, interaction: AnyInteraction, /) -> None:
        """Handle the submission, once; any error is answered."""
        async with answering(interaction, self.texts):
            if self.sent:
                await tell(interaction, self.texts.text("answer-modal-used", locale_of(interaction)))
                return
            self.sent = True
            await self.take(interaction)

    async def take(self, interaction: AnyInteraction) -> None:
        """Do what the modal is for with what was filled in."""
        raise NotImplementedError


class OpenModals:
    """The modals one client has shown, oldest first. The oldest are stopped and dropped past a limit."""

    def __init__(self, of_one_person: int = _MAX_OF_ONE_PERSON, in_all: int = _MAX_IN_ALL) -> None:
        self._of_one_person = of_one_person
        self._in_all = in_all
        self._modals: OrderedDict[str, tuple[int, OpenModal]] = OrderedDict()
        self._people: dict[int, OrderedDict[str, None]] = {}

    def __len__(self) -> int:
        return len(self._modals)

    def add(self, user_id: int, modal: OpenModal) -> None:
        """Register a modal that is about to be shown to somebody."""
        self._modals[modal.custom_id] = (user_id, modal)
        of_person = self._people.setdefault(user_id, OrderedDict())
        of_person[modal.custom_id] = None
        if len(of_person) > self._of_one_person:
            self._drop(next(iter(of_person)))
        if len(self._modals) > self._in_all:
            self._drop(next(iter(self._modals)))

    def find(self, custom_id: str) -> OpenModal | None:
        """Return a modal that is open or was submitted, None if it is no longer known."""
        entry = self._modals.get(custom_id)
        return None if entry is None else entry[1]

    def remove(self, modal: OpenModal) -> None:
        """Unregister a modal that was not shown after all."""
        if modal.custom_id in self._modals:
            self._drop(modal.custom_id)

    def _drop(self, custom_id: str) -> None:
        user_id, modal = self._modals.pop(custom_id)
        del self._people[user_id][custom_id]
        if not self._people[user_id]:
            del self._people[user_id]
        modal.stop()


_OF_CLIENT: WeakKeyDictionary[discord.Client, OpenModals] = WeakKeyDictionary()


def modals_of(client: discord.Client) -> OpenModals:
    """Return the modals of a client, created on first use."""
    return _OF_CLIENT.setdefault(client, OpenModals())


async def show_modal(interaction: AnyInteraction, modal: OpenModal) -> None:
    """Answer with a modal; it must be the first answer. Raises what discord.py raises."""
    modals_of(interaction.client).add(interaction.user.id, modal)
    try:
        await interaction.response.send_modal(modal)
    except discord.HTTPException as error:
        if error.code != ALREADY_ANSWERED:
            modals_of(interaction.client).remove(modal)
            raise
        # A duplicate press: the person already sees the other modal.
        log.info("modal.duplicate: it was shown already")


async def answer_lost_modal(interaction: AnyInteraction, texts: Texts) -> None:
    """Answer a submitted modal of ours that no live modal will answer; ignore everything else."""
    data: Any = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    if interaction.type is not discord.InteractionType.modal_submit or not custom_id.startswith(CUSTOM_ID_PREFIX):
        return
    modal = modals_of(interaction.client).find(custom_id)
    if modal is not None and not modal.is_finished():
        return  # it answers for itself
    async with answering(interaction, texts):
        # One that timed out was never submitted, so nothing was started from it.
        key = "answer-modal-used" if modal is not None and modal.sent else "answer-modal-gone"
        await tell(interaction, texts.text(key, locale_of(interaction)), file=kept_text(_values(data)))


def kept_text(values: Mapping[str, str]) -> discord.File | None:
    """Return the longest text of a modal as a file, None if it is not worth keeping."""
    longest = max(values.values(), key=len, default="")
    if len(longest) < _WORTH_KEEPING:
        return None
    return discord.File(io.BytesIO(longest.encode("utf-8", "replace")), filename="your-text.txt")


def _values(component: Any) -> dict[str, str]:
    """Return every text in a modal as Discord sends it, by ``custom_id``; rows and labels may be nested."""
    return {str(field.get("custom_id")): field["value"] for field in _fields(component)}


def _fields(component: Any) -> Iterator[dict[str, Any]]:
    if isinstance(component, dict):
        if isinstance(component.get("value"), str):
            yield component
        for inner in (*_listed(component.get("components")), component.get("component")):
            yield from _fields(inner)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
