"""/foley setup: what is missing in which channel, the next steps, and a test. Works after restarts."""

import discord

from bot.chat.admin.permissions import lacks_of
from bot.chat.admin.setup import render_setup
from bot.chat.interaction.answers import AnyInteraction, acknowledge, answering
from bot.chat.interaction.flow import submit_request
from bot.chat.interaction.stateless import AnyStateless, stateless
from bot.chat.render.payload import stopped_view
from bot.errors import NotAllowed
from bot.guilds.settings import GuildSettings
from bot.jobs.caller import Caller
from bot.jobs.model import Kind, MusicRequest, Request, SfxRequest, VideoRequest
from cogs._common.words import named
from cogs.admin._typed import TypedCommands

AGAIN_ID, TEST_ID = "foley-setup:again", "foley-setup:test"
_TEST_PROMPT = "a small bell rings once"
# The cheapest first; speech is left out because its text would be in one language for everybody.
_TESTS: dict[Kind, Request] = {
    Kind.SFX: SfxRequest(prompt=_TEST_PROMPT),
    Kind.MUSIC: MusicRequest(prompt=_TEST_PROMPT, model="", version=""),
    Kind.VIDEO: VideoRequest(prompt=_TEST_PROMPT, model="", version=""),
}


class SetupCommands(TypedCommands):
    """The guide and its buttons."""

    def items(self) -> tuple[AnyStateless, ...]:
        """Return the dynamic items to register, so that existing messages keep working."""
        return (
            stateless(AGAIN_ID, self._again_pressed),
            stateless(TEST_ID, self._test_pressed),
            *self.panel.items(),
        )

    @TypedCommands.foley.command(**named("foley-setup", "A guide: missing permissions, first settings, a test"))
    async def setup(self, interaction: AnyInteraction) -> None:
        """Show the guide."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            await self._show(interaction, caller, await self.guilds.settings(caller.guild_id))

    async def _show(self, interaction: AnyInteraction, caller: Caller, settings: GuildSettings) -> None:
        if interaction.guild is None:
            raise NotAllowed(key="refusal-bot-not-in-server")
        lacks, fine = lacks_of(interaction.guild)
        await interaction.edit_original_response(
            embed=render_setup(settings, lacks, fine, self.texts, caller.locale),
            view=self._controls(caller.locale),
            allowed_mentions=discord.AllowedMentions.none(),
        )

    def _controls(self, locale: str) -> discord.ui.View:
        view = stopped_view()
        for key, custom_id, style in (
            ("setup-again", AGAIN_ID, discord.ButtonStyle.secondary),
            ("setup-test", TEST_ID, discord.ButtonStyle.primary),
        ):
            label = self.texts.text(key, locale)[:80]
            view.add_item(discord.ui.Button(label=label, custom_id=custom_id, style=style))
        return view

    async def _again_pressed(self, interaction: AnyInteraction) -> None:
        async with answering(interaction, self.texts):
            caller = self.require_admin(interaction)
            await acknowledge(interaction)
            await self._show(interaction, caller, await self.guilds.settings(caller.guild_id))

    async def _test_pressed(self, interaction: AnyInteraction) -> None:
        async with answering(interaction, self.texts):
            caller = self.require_admin(interaction)
            settings = await self.guilds.settings(caller.guild_id)
            request = next((test for kind, test in _TESTS.items() if kind not in settings.kinds_off), None)
            if request is None:
                raise NotAllowed(key="setup-no-test")
            await submit_request(interaction, self.service, self.texts, request)
