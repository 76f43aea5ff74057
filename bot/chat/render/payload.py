"""A rendered message as a value: content, embeds and buttons, and their conversion to discord.py's objects.

Buttons carry all they need in ``custom_id`` (``foley:<action>:<job id>``), so they work after any restart. Those of the
*More…* panel, a message of its own, contain the id of the result's message, too: ``foley:<action>:<job>:<message>``.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

import discord

from bot.jobs.model import ID_LENGTH

BELOW = "-# "  # Discord's small print
_ROW_WIDTH = 5
_LONGEST_URL = 512  # of a link button


class Action(StrEnum):
    """What a button on a status message or a result does. Those of *More…* are entries of their own."""

    AGAIN = "again"
    EDIT = "edit"
    DETAILS = "details"
    CANCEL = "cancel"
    CANCEL_ALL = "cancelall"  # of a group
    KEEP = "keep"  # of a group, and remove the others
    RESUBMIT = "resubmit"
    DELIVER = "deliver"
    POLL_AGAIN = "look"
    MORE = "more"


# Permissive on purpose: a truncated or forged id must still reach us, to be answered with a sentence.
CUSTOM_ID = re.compile(r"foley:(?P<action>[a-z]*):?(?P<job>.*)", re.DOTALL)


def custom_id(action: str, job_id: str, message_id: int | None = None) -> str:
    """Return the id of a button; ``message_id``: the result's message, for a button that is not on it."""
    about = "" if message_id is None else f":{message_id}"
    return f"foley:{action}:{job_id[:ID_LENGTH]}{about}"


@dataclass(frozen=True, slots=True)
class ButtonSpec:
    """One button: with ``url`` a link, else an action on a job."""

    label: str
    custom_id: str = ""
    url: str = field(default="", repr=False)
    style: discord.ButtonStyle = discord.ButtonStyle.secondary
    emoji: str | None = None

    def item(self, *, disabled: bool = False) -> "discord.ui.Button[discord.ui.View]":
        """Return discord.py's button."""
        if self.url:
            return discord.ui.Button(label=self.label, url=self.url, emoji=self.emoji)
        return discord.ui.Button(
            label=self.label, custom_id=self.custom_id, style=self.style, emoji=self.emoji, disabled=disabled
        )


@dataclass(frozen=True, slots=True)
class Payload:
    """One message. ``mention``: the only person it may notify; ``rows``: rows of at most five buttons."""

    content: str = field(repr=False)
    embeds: tuple[discord.Embed, ...] = field(default=(), repr=False)
    rows: tuple[tuple[ButtonSpec, ...], ...] = ()
    mention: int | None = None

    def view(self, *, disabled: bool = False) -> discord.ui.View:
        """Return the buttons, in a view that discord.py does not keep in memory for this message."""
        view = stopped_view()
        for number, row in enumerate(self.rows):
            for spec in row:
                item = spec.item(disabled=disabled)
                item.row = number
                view.add_item(item)
        return view

    def allowed_mentions(self) -> discord.AllowedMentions:
        """Return who may be notified: the one person, or nobody."""
        users = [discord.Object(self.mention)] if self.mention is not None else False
        return discord.AllowedMentions(everyone=False, roles=False, users=users, replied_user=False)

    def with_line(self, line: str) -> "Payload":
        """Return the message with one more line of text, above the small print at its end."""
        words, _, small_print = self.content.rpartition("\n")
        if words and small_print.startswith(BELOW):
            return replace(self, content=f"{words}\n{line}\n{small_print}")
        return replace(self, content=f"{self.content}\n{line}")

    def digest(self) -> str:
        """Return a short fingerprint of what people would see."""
        shown = {
            "content": self.content,
            "embeds": [embed.to_dict() for embed in self.embeds],
            "rows": [[(spec.label, spec.custom_id, spec.url) for spec in row] for row in self.rows],
        }
        return hashlib.sha256(json.dumps(shown, sort_keys=True, default=str).encode()).hexdigest()


def stopped_view() -> discord.ui.View:
    """Return a view that is already stopped: presses are handled by the dynamic items, not by this object."""
    view = discord.ui.View(timeout=None)
    view.stop()
    return view


def in_rows(buttons: list[ButtonSpec]) -> tuple[tuple[ButtonSpec, ...], ...]:
    """Return buttons in rows of five, at most five rows."""
    rows = [tuple(buttons[start : start + _ROW_WIDTH]) for start in range(0, len(buttons), _ROW_WIDTH)]
    return tuple(rows[:_ROW_WIDTH])


def fits_button(url: str) -> bool:
    """Return whether a link can go on a button."""
    return url.startswith(("https://", "http://")) and len(url) <= _LONGEST_URL
