"""Greet a server that adds Foley, and have its data removed when it leaves."""

import asyncio
import logging
from datetime import timedelta

import discord
from discord.ext import commands

from bot.chat.admin.panel.pages import preset_words
from bot.chat.sending.requests import FAILURES
from bot.chat.texts import Verbatim
from bot.errors import FoleyError
from bot.guilds.changes.presets import preset_in_force
from bot.service.typical_requests import TypicalRequests
from bot.utils.tasks import Tasks
from cogs._common.cog import FoleyCog, extension
from cogs._common.runtime import Host

log = logging.getLogger(__name__)
_AGAIN_SECONDS = 30.0
_NEW_FOR = timedelta(days=1)


class Welcome(FoleyCog, name="Foley welcome"):
    """Tracks servers that add or remove Foley. What could not be recorded is caught up by comparing all again."""

    def __init__(self, bot: Host) -> None:
        super().__init__(bot)
        self._tasks = Tasks("welcome")

    async def cog_load(self) -> None:
        """Claim the runtime; retries of the comparison end with the cog."""
        await super().cog_load()
        self.exits.push_async_callback(self._tasks.cancel)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Record a new server and greet it; what can't be recorded is greeted by the comparison that follows."""
        if await self._note(guild.id, here=True):
            await self._greet(guild)

    async def _greet(self, guild: discord.Guild) -> None:
        """Send the next three steps, to the system channel or else to whoever added Foley.

        Once: a server that is added during a comparison is met by both.
        """
        try:
            if not await self.service.guilds.begin_welcome(guild.id):
                return
        except FoleyError as error:  # rather twice than never
            log.info("welcome.not_marked error=%s", type(error).__name__, extra={"guild": guild.id})
        text = await self._greeting(guild)
        system = guild.system_channel
        if system is not None and system.permissions_for(guild.me).send_messages and await _send(system, text):
            return
        inviter = await _inviter_of(guild)
        if inviter is not None:
            await _send(inviter, text)

    async def _greeting(self, guild: discord.Guild) -> str:
        """Return the next three steps, with the preset in force; a server that returns has its own settings."""
        locale = guild.preferred_locale.value
        try:
            name = preset_in_force(await self.service.guilds.settings(guild.id), dict(self.catalog.presets))
        except FoleyError:
            name = ""
        if not name:
            return self.texts.text("welcome-back", locale)
        preset = self.catalog.presets[name]
        cost = TypicalRequests(self.catalog, self.service.guilds).day_cost(preset)
        about = Verbatim(preset_words(preset, self.texts, locale, cost))
        return self.texts.text("welcome", locale, preset=self.texts.text(f"preset-{name}", locale), about=about)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Have the server's data removed after its grace time."""
        await self._note(guild.id, here=False)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Catch up on what happened to servers while this process was down."""
        log.info("bot.ready servers=%d", len(self.bot.guilds))
        if not await self._compare():
            self._compare_soon()

    async def _compare(self) -> bool:
        try:
            new = await self.service.guilds.reconcile(self._present, self._is_mine)
        except FoleyError as error:
            log.warning("guilds.not_compared retry_seconds=%.0f error=%s", _AGAIN_SECONDS, type(error).__name__)
            return False
        for guild in self.bot.guilds:
            if guild.id in new and _is_recent(guild):
                await self._greet(guild)
        return True

    def _compare_soon(self) -> None:
        if not len(self._tasks):
            self._tasks.start(self._compare_until_done(), "compare")

    async def _compare_until_done(self) -> None:
        while True:
            await asyncio.sleep(_AGAIN_SECONDS)
            if await self._compare():
                return

    def _present(self) -> frozenset[int]:
        return frozenset(guild.id for guild in self.bot.guilds)

    def _is_mine(self, guild_id: int) -> bool:
        """Return whether a shard of this process would know of a server."""
        count, shard_id = self.bot.shard_count or 1, self.bot.shard_id
        # A plain client is one shard and knows which; an auto-sharded one has a list, or runs all of them.
        ids = getattr(self.bot, "shard_ids", None) or (range(count) if shard_id is None else (shard_id,))
        return (guild_id >> 22) % count in ids

    async def _note(self, guild_id: int, *, here: bool) -> bool:
        guilds = self.service.guilds
        try:
            await (guilds.joined(guild_id) if here else guilds.left(guild_id))
        except FoleyError as error:
            log.warning("guilds.not_recorded error=%s", type(error).__name__, extra={"guild": guild_id})
            self._compare_soon()
            return False
        return True


def _is_recent(guild: discord.Guild) -> bool:
    """Return whether Foley was added recently, usually shortly before it was first started.

    A bot that is years old and loads Foley now is not new to its servers.
    """
    joined_at = guild.me.joined_at
    return joined_at is not None and discord.utils.utcnow() - joined_at < _NEW_FOR


async def _inviter_of(guild: discord.Guild) -> discord.abc.User | None:
    """Return who added the bot, from the audit log if we may read it."""
    if not guild.me.guild_permissions.view_audit_log:
        return None
    try:
        async for entry in guild.audit_logs(action=discord.AuditLogAction.bot_add, limit=10):
            if getattr(entry.target, "id", None) == guild.me.id:
                return entry.user
    except FAILURES as error:
        log.info("welcome.audit_log_unreadable error=%s", type(error).__name__)
    return None


async def _send(target: discord.abc.Messageable | discord.abc.User, text: str) -> bool:
    if not isinstance(target, discord.abc.Messageable):
        return False
    try:
        await target.send(text, allowed_mentions=discord.AllowedMentions.none())
    except FAILURES as error:
        log.info("welcome.failed error=%s", type(error).__name__)
        return False
    return True


setup, teardown = extension(Welcome)
