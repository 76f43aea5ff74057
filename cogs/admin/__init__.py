"""/foley: rules, limits, blocks, usage and audit of one server, for those who may manage it.

Combines the parts (``cogs/admin/_*.py``), and posts a warning when a server's budget is nearly used.
"""

import logging

import discord

from bot.chat.sending.requests import FAILURES, TRANSIENT
from bot.chat.texts import Verbatim
from bot.chat.times import timestamp
from bot.guilds.usage import BudgetWarning
from bot.utils.tasks import Tasks
from cogs._common.cog import extension
from cogs._common.runtime import Host
from cogs.admin._setup import SetupCommands

log = logging.getLogger(__name__)


class Admin(SetupCommands, name="Foley admin"):
    """The whole of /foley."""

    def __init__(self, bot: Host) -> None:
        super().__init__(bot)
        self._tasks = Tasks("admin")

    async def cog_load(self) -> None:
        """Claim the runtime, handle presses and watch for budget warnings."""
        await super().cog_load()
        self.answer_presses(*self.items())
        self.exits.push_async_callback(self._tasks.cancel)
        self.exits.callback(self.guilds.watch_warnings(self._on_warning))

    def _on_warning(self, warning: BudgetWarning) -> None:
        self._tasks.start(self.post_warning(warning), "budget")

    async def post_warning(self, warning: BudgetWarning) -> None:
        """Post in the results channel, else the system channel, that a budget is nearly used.

        If Discord is unreachable, the next job tries again; without permission or a channel the warning is dropped.
        """
        guild_id = warning.guild_id or self.runtime.owner_guild_id
        if guild_id is None:
            return  # the operator has no server: there is only the log line
        guild = self.bot.get_guild(guild_id)
        system = guild.system_channel if guild is not None else None
        channel_id = warning.channel_id or (system.id if system is not None else None)
        if channel_id is None:
            log.warning("quota.warning_unposted: no channel to post in", extra={"guild": warning.guild_id})
            return
        locale = warning.locale or (guild.preferred_locale.value if guild is not None else "")
        free = Verbatim(timestamp(warning.allowance.bound.ends_at or 0.0))
        text = self.texts.text(warning.key, locale, **warning.values, free=free)
        channel = self.bot.get_partial_messageable(channel_id, guild_id=guild_id)
        try:
            await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
        except FAILURES as error:
            log.warning("quota.warning_failed error=%s", type(error).__name__)
            if isinstance(error, TRANSIENT):
                await self.guilds.warn_again(warning)


setup, teardown = extension(Admin)
