"""/foley block and unblock (people, words, patterns), pause and resume."""

import discord
from discord import app_commands

from bot.chat.interaction.answers import AnyInteraction
from cogs._common.words import named
from cogs.admin._base import AdminBase, admin_options

Word = app_commands.Range[str, 1, 100]
Pattern = app_commands.Range[str, 1, 200]


class BlockCommands(AdminBase):
    """The sub-commands of /foley block and unblock, and the switch for everything."""

    block_group = app_commands.Group(
        **named("foley-block", "Block a person, a word or a pattern"),
        parent=AdminBase.foley,
    )
    unblock_group = app_commands.Group(
        **named("foley-unblock", "Lift a block"),
        parent=AdminBase.foley,
    )

    @block_group.command(**named("foley-block-user", "Take no requests of a person"))
    @admin_options("user")
    async def block_user(self, interaction: AnyInteraction, user: discord.User) -> None:
        """Block a person."""
        await self.save(interaction, lambda caller: self.guilds.block_user(caller, user.id, blocked=True))

    @unblock_group.command(**named("foley-unblock-user", "Take requests of a person again"))
    @admin_options("user")
    async def unblock_user(self, interaction: AnyInteraction, user: discord.User) -> None:
        """Let a person in again."""
        await self.save(interaction, lambda caller: self.guilds.block_user(caller, user.id, blocked=False))

    @block_group.command(**named("foley-block-word", "Refuse requests with a word or phrase"))
    @admin_options("word")
    async def block_word(self, interaction: AnyInteraction, word: Word) -> None:
        """Block a word."""
        await self.save(interaction, lambda caller: self.guilds.block_word(caller, word, blocked=True))

    @unblock_group.command(**named("foley-unblock-word", "Allow a word or phrase again"))
    @admin_options("word")
    async def unblock_word(self, interaction: AnyInteraction, word: Word) -> None:
        """Allow a word again."""
        await self.save(interaction, lambda caller: self.guilds.block_word(caller, word, blocked=False))

    @block_group.command(**named("foley-block-pattern", "Refuse requests that match a regular expression"))
    @admin_options("pattern")
    async def block_pattern(self, interaction: AnyInteraction, pattern: Pattern) -> None:
        """Block a pattern."""
        await self.save(interaction, lambda caller: self.guilds.block_pattern(caller, pattern, blocked=True))

    @unblock_group.command(**named("foley-unblock-pattern", "Lift a regular expression"))
    @admin_options("pattern")
    async def unblock_pattern(self, interaction: AnyInteraction, pattern: Pattern) -> None:
        """Lift a pattern."""
        await self.save(interaction, lambda caller: self.guilds.block_pattern(caller, pattern, blocked=False))

    @AdminBase.foley.command(**named("foley-pause", "Take no new requests in this server; what runs goes on"))
    async def pause(self, interaction: AnyInteraction) -> None:
        """Pause."""
        await self.save(interaction, lambda caller: self.guilds.set_paused(caller, paused=True))

    @AdminBase.foley.command(**named("foley-resume", "Take requests in this server again"))
    async def resume(self, interaction: AnyInteraction) -> None:
        """Go on."""
        await self.save(interaction, lambda caller: self.guilds.set_paused(caller, paused=False))
