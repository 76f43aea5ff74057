"""Look up the names of people, roles and channels, for reading aloud a text that mentions them.

Roles and channels are in discord.py's cache; people are fetched one by one, a limited number and with a short timeout.
"""

import asyncio
import logging
from collections.abc import Collection, Mapping
from typing import Any

import discord

from bot.chat.discord_compat import compat_of
from bot.chat.texts import Texts

log = logging.getLogger(__name__)
_MAX_PEOPLE = 10
_PATIENCE_SECONDS = 3.0
_LONGEST_NAME = 100
_SOMEBODY, _ROLE, _CHANNEL = "speech-somebody", "speech-role", "speech-channel"


class DiscordMentionNames:
    """Implements :class:`bot.jobs.ports.MentionNames`."""

    def __init__(self, client: discord.Client, texts: Texts) -> None:
        self._client = client
        self._compat = compat_of(client)
        self._texts = texts

    async def of(self, mentions: Collection[str], guild_id: int, locale: str) -> Mapping[str, str]:
        """Return a name for every mention; a generic word if no name is known. Never raises."""
        user_ids = sorted({int(one[1:]) for one in mentions if one[:1] == "@" and one[1:].isdecimal()})
        people = await self._people(user_ids[:_MAX_PEOPLE], guild_id)
        guild = self._client.get_guild(guild_id)
        return {one: self._safe_name(one, guild, people, locale)[:_LONGEST_NAME] for one in mentions}

    def _safe_name(self, mention: str, guild: discord.Guild | None, people: Mapping[int, str], locale: str) -> str:
        try:
            return self._name(mention, guild, people, locale)
        except Exception as error:  # one odd mention must not prevent the speech
            log.warning("mention.unnamed error=%s", type(error).__name__)
            generic = _CHANNEL if mention[:1] == "#" else _ROLE if mention[:2] == "@&" else _SOMEBODY
            return self._texts.text(generic, locale)

    def _name(self, mention: str, guild: discord.Guild | None, people: Mapping[int, str], locale: str) -> str:
        if mention.startswith("id:"):
            return self._texts.text(f"speech-page-{mention.removeprefix('id:')}", locale)
        if mention.startswith("@&"):
            role = guild.get_role(int(mention[2:])) if guild else None
            return role.name.removeprefix("@") if role else self._texts.text(_ROLE, locale)
        if mention.startswith("#"):
            channel = guild.get_channel_or_thread(int(mention[1:])) if guild else None
            return channel.name.replace("-", " ") if channel else self._texts.text(_CHANNEL, locale)
        return people.get(int(mention[1:])) or self._texts.text(_SOMEBODY, locale)

    async def _people(self, user_ids: Collection[int], guild_id: int) -> dict[int, str]:
        tasks = {user_id: asyncio.create_task(self._person(user_id, guild_id), name="name") for user_id in user_ids}
        if tasks:
            _, pending = await asyncio.wait(tasks.values(), timeout=_PATIENCE_SECONDS)
            for task in pending:
                task.cancel()
        names = await asyncio.gather(*tasks.values(), return_exceptions=True)
        return {user_id: name for user_id, name in zip(tasks, names, strict=True) if isinstance(name, str) and name}

    async def _person(self, user_id: int, guild_id: int) -> str:
        """Return a person's name in the server, else their own; empty if unknown."""
        try:
            path = "/guilds/{guild_id}/members/{user_id}"
            member: Mapping[str, Any] = await self._compat.request("GET", path, guild_id=guild_id, user_id=user_id)
            user = member["user"]
            return str(member.get("nick") or user.get("global_name") or user["username"])
        except Exception:  # an error, a timeout, or a response of another shape than Discord documents
            return await self._user_name(user_id)

    async def _user_name(self, user_id: int) -> str:
        try:
            user: Mapping[str, Any] = await self._compat.request("GET", "/users/{user_id}", user_id=user_id)
            return str(user.get("global_name") or user["username"])
        except Exception as error:
            log.info("mention.unnamed error=%s", type(error).__name__)
            return ""
