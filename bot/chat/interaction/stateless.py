"""Buttons and selects that are recognised by their ``custom_id`` alone, so they work after any restart."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.chat.interaction.answers import AnyInteraction

Handler = Callable[[AnyInteraction], Awaitable[None]]
AnyStateless = type[discord.ui.DynamicItem[Any]]


def stateless(custom_id: str, handler: Handler) -> AnyStateless:
    """Return the class for ``add_dynamic_items`` that hands every use of one id to ``handler``."""

    class Stateless(discord.ui.DynamicItem[discord.ui.Item[Any]], template=re.escape(custom_id)):
        """One button or select."""

        @classmethod
        async def from_custom_id(
            cls, _: AnyInteraction, item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> "Stateless":
            """Take it as the message has it."""
            return cls(item)

        async def callback(self, interaction: AnyInteraction) -> None:
            """Do what it is for."""
            await handler(interaction)

    return Stateless


def stateless_family(prefix: str, handler: Callable[[AnyInteraction, str, str], Awaitable[None]]) -> AnyStateless:
    """Return the class for ids of the form ``prefix:action:argument``; ``handler`` gets action and argument."""

    class Family(
        discord.ui.DynamicItem[discord.ui.Item[Any]],
        template=rf"{re.escape(prefix)}:(?P<action>[a-z-]+):(?P<argument>[\w.-]*)",
    ):
        """One button or select."""

        def __init__(self, item: discord.ui.Item[Any], action: str, argument: str) -> None:
            super().__init__(item)
            self._said = action, argument

        @classmethod
        async def from_custom_id(
            cls, _: AnyInteraction, item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> "Family":
            """Read action and argument from the id."""
            return cls(item, match["action"], match["argument"])

        async def callback(self, interaction: AnyInteraction) -> None:
            """Do what it is for."""
            await handler(interaction, *self._said)

    return Family


def chosen_values(interaction: AnyInteraction) -> list[str]:
    """Return what was chosen in a select."""
    data: Any = interaction.data or {}
    return [str(value) for value in data.get("values", ())]
