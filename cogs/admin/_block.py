"""/foley block and unblock (people, words, patterns), pause and resume."""

import discord
from discord import app_commands

from bot.chat.interaction.answers import AnyInteraction, answering
from cogs._common.words import about, name_of
from cogs.admin._base import AdminBase, admin_options

Word = app_commands.Range[str, 1, 100]
Pattern = app_commands.Range[str, 1, 200]


class BlockCommands(AdminBase):
    """The sub-commands of /foley block and unblock, and the switch for everything."""

    block_group = app_commands.Group(
        name=name_of("foley-block"),
        description=about("foley-block", "Block a person, a word or a pattern"),
        parent=AdminBase.foley,
    )
    unblock_group = app_commands.Group(
        name=name_of("foley-unblock"),
        description=about("foley-unblock", "Lift a block"),
        parent=AdminBase.foley,
    )

    @block_group.command(
        name=name_of("foley-block-user"), description=about("foley-block-user", "Take no requests of a person")
    )
    @admin_options("user")
    async def block_user(self, interaction: AnyInteraction, user: discord.User) -> None:
        """Block a person."""
        await self._user(interaction, user, blocked=True)

    @unblock_group.command(
        name=name_of("foley-unblock-user"), description=about("foley-unblock-user", "Take requests of a person again")
    )
    @admin_options("user")
    async def unblock_user(self, interaction: AnyInteraction, user: discord.User) -> None:
        """Let a person in again."""
        await self._user(interaction, user, blocked=False)

    async def _user(self, interaction: AnyInteraction, user: discord.User, *, blocked: bool) -> None:
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            settings = await self.guilds.block_user(caller, user.id, blocked=blocked)
            await self.show_saved(interaction, caller, settings)

    @block_group.command(
        name=name_of("foley-block-word"),
        description=about("foley-block-word", "Refuse requests with a word or phrase"),
    )
    @admin_options("word")
    async def block_word(self, interaction: AnyInteraction, word: Word) -> None:
        """Block a word."""
        await self._word(interaction, word, blocked=True)

    @unblock_group.command(
        name=name_of("foley-unblock-word"), description=about("foley-unblock-word", "Allow a word or phrase again")
    )
    @admin_options("word")
    async def unblock_word(self, interaction: AnyInteraction, word: Word) -> None:
        """Allow a word again."""
        await self._word(interaction, word, blocked=False)

    async def _word(self, interaction: AnyInteraction, word: str, *, blocked: bool) -> None:
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            settings = await self.guilds.block_word(caller, word, blocked=blocked)
            await self.show_saved(interaction, caller, settings)

    @block_group.command(
        name=name_of("foley-block-pattern"),
        description=about("foley-block-pattern", "Refuse requests that match a regular expression"),
    )
    @admin_options("pattern")
    async def block_pattern(self, interaction: AnyInteraction, pattern: Pattern) -> None:
        """Block a pattern."""
        await self._pattern(interaction, pattern, blocked=True)

    @unblock_group.command(
        name=name_of("foley-unblock-pattern"),
        description=about("foley-unblock-pattern", "Lift a regular expression"),
    )
    @admin_options("pattern")
    async def unblock_pattern(self, interaction: AnyInteraction, pattern: Pattern) -> None:
        """Lift a pattern."""
        await self._pattern(interaction, pattern, blocked=False)

    async def _pattern(self, interaction: AnyInteraction, pattern: str, *, blocked: bool) -> None:
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            settings = await self.guilds.block_pattern(caller, pattern, blocked=blocked)
            await self.show_saved(interaction, caller, settings)

    @AdminBase.foley.command(
        name=name_of("foley-pause"),
        description=about("foley-pause", "Take no new requests in this server; what runs goes on"),
    )
    async def pause(self, interaction: AnyInteraction) -> None:
        """Pause."""
        await self._pause(interaction, paused=True)

    @AdminBase.foley.command(
        name=name_of("foley-resume"), description=about("foley-resume", "Take requests in this server again")
    )
    async def resume(self, interaction: AnyInteraction) -> None:
        """Go on."""
        await self._pause(interaction, paused=False)

    async def _pause(self, interaction: AnyInteraction, *, paused: bool) -> None:
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            settings = await self.guilds.set_paused(caller, paused=paused)
            await self.show_saved(interaction, caller, settings)
