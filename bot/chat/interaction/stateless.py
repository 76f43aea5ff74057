"""Buttons and selects that are recognised by their ``custom_id`` alone, so they work after any restart."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.chat.interaction.answers import AnyInteraction

AnyStateless = type[discord.ui.DynamicItem[Any]]


def stateless(template: str | re.Pattern[str], handler: Callable[..., Awaitable[None]]) -> AnyStateless:
    """Return the class for ``add_dynamic_items`` that passes every use of an id, or of a family of ids, to ``handler``.

    It gets the interaction and the groups of the family's template.
    """
    pattern = template if isinstance(template, re.Pattern) else re.compile(re.escape(template))

    class Stateless(discord.ui.DynamicItem[discord.ui.Item[Any]], template=pattern):
        """One button or select."""

        def __init__(self, item: discord.ui.Item[Any], groups: tuple[str, ...]) -> None:
            super().__init__(item)
            self._groups = groups

        @classmethod
        async def from_custom_id(
            cls, _: AnyInteraction, item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> "Stateless":
            """Create it from the groups of its id."""
            return cls(item, match.groups())

        async def callback(self, interaction: AnyInteraction) -> None:
            """Call the handler."""
            await handler(interaction, *self._groups)

    return Stateless


def chosen_values(interaction: AnyInteraction) -> list[str]:
    """Return what was chosen in a select."""
    data: Any = interaction.data or {}
    return [str(value) for value in data.get("values", ())]
