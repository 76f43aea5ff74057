"""The panel's buttons and selects, identified by ``custom_id`` alone, so they work after any restart. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import discord

from bot.chat.escape import visible
from bot.chat.render.payload import stopped_view
from bot.chat.texts import Texts

PREFIX = "foley-panel"
CUSTOM_ID = re.compile(rf"{PREFIX}:(?P<action>[a-z-]+):(?P<argument>[\w.-]*)")


class Page(StrEnum):
    """The panel's pages, in order."""

    OVERVIEW = "overview"
    PLACES = "places"
    LIMITS = "limits"
    BUDGET = "budget"
    DEFAULTS = "defaults"
    WORDS = "words"
    JOBS = "jobs"
    HISTORY = "history"


def custom_id(action: str, argument: str = "") -> str:
    """Return the id of a control."""
    return f"{PREFIX}:{action}:{argument}"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a select."""

    value: str
    label: str
    chosen: bool = False
    about: str = ""


class Controls:
    """Builds the rows of controls below a page, in one language."""

    def __init__(self, texts: Texts, locale: str) -> None:
        self._texts = texts
        self._locale = locale
        self.view = stopped_view()
        self._row = 0

    def pages(self, current: Page) -> "Controls":
        """Add the select that switches pages."""
        options = [Option(page.value, self._texts.text(f"panel-{page.value}", self._locale)) for page in Page]
        chosen = [Option(one.value, one.label, one.value == current.value) for one in options]
        return self.select("page", chosen, "panel-page")

    def select(
        self, action: str, options: Sequence[Option], placeholder: str, *, most: int = 1, argument: str = ""
    ) -> "Controls":
        """Add a row with a select, or no row if there are no options."""
        if options:
            self._add(
                discord.ui.Select(
                    custom_id=custom_id(action, argument),
                    placeholder=self._text(placeholder, 150),
                    max_values=min(most, len(options)),
                    options=[
                        discord.SelectOption(
                            label=visible(one.label, 100) or "–",
                            value=one.value[:100],
                            default=one.chosen,
                            description=visible(one.about, 100) or None,
                        )
                        for one in options[:25]
                    ],
                )
            )
        return self

    def channels(self, action: str, placeholder: str, chosen: Sequence[int], *, most: int = 1) -> "Controls":
        """Add a row with a channel select, which may be left empty."""
        self._add(
            discord.ui.ChannelSelect(
                custom_id=custom_id(action),
                placeholder=self._text(placeholder, 150),
                channel_types=_RESULT_CHANNELS if most == 1 else [],
                min_values=0,
                max_values=most,
                default_values=[discord.Object(one) for one in chosen[:most]],
            )
        )
        return self

    def roles(self, action: str, placeholder: str, chosen: Sequence[int] = (), *, most: int = 1) -> "Controls":
        """Add a row with a role select, which may be left empty."""
        self._add(
            discord.ui.RoleSelect(
                custom_id=custom_id(action),
                placeholder=self._text(placeholder, 150),
                min_values=0,
                max_values=most,
                default_values=[discord.Object(one) for one in chosen[:most]],
            )
        )
        return self

    def people(self, action: str, placeholder: str, chosen: Sequence[int]) -> "Controls":
        """Add a row with a user select, which may be left empty."""
        self._add(
            discord.ui.UserSelect(
                custom_id=custom_id(action),
                placeholder=self._text(placeholder, 150),
                min_values=0,
                max_values=25,
                default_values=[discord.Object(one) for one in chosen[:25]],
            )
        )
        return self

    def buttons(self, *buttons: "tuple[str, str] | tuple[str, str, str]") -> "Controls":
        """Add a row of buttons, each given as action, label or Fluent key of the label, and optionally argument."""
        for action, label, *argument in buttons:
            shown = self._texts.text(label, self._locale) if self._texts.has(label) else label
            style = discord.ButtonStyle.danger if action == "pause" else discord.ButtonStyle.secondary
            self.view.add_item(
                discord.ui.Button(label=shown[:80], custom_id=custom_id(action, *argument), style=style, row=self._row)
            )
        self._row += 1
        return self

    def _add(self, item: "discord.ui.Item[discord.ui.View]") -> None:
        item.row = self._row
        self.view.add_item(item)
        self._row += 1

    def _text(self, key: str, max_length: int) -> str:
        return self._texts.text(key, self._locale)[:max_length]


_RESULT_CHANNELS = [
    discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.voice, discord.ChannelType.public_thread,
    discord.ChannelType.private_thread, discord.ChannelType.news_thread,
]  # fmt: skip


def answer_buttons(texts: Texts, locale: str, *buttons: tuple[str, str, str]) -> discord.ui.View:
    """Return the row of buttons below a one-line answer, each given as action, Fluent key and argument."""
    return Controls(texts, locale).buttons(*buttons).view
