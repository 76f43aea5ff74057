"""/foley setup: what is missing in which channel, the most important settings, and a test. Works after restarts."""

from dataclasses import replace

import discord

from bot.chat.admin.jobs import PICKER_ID, render_picked
from bot.chat.admin.permissions import lacks_of
from bot.chat.admin.setup import render_setup
from bot.chat.interaction.answers import AnyInteraction, acknowledge, answering, locale_of
from bot.chat.interaction.flow import submit_request
from bot.chat.interaction.stateless import AnyStateless, chosen_values, stateless
from bot.chat.render.payload import stopped_view
from bot.errors import NotAllowed, NotFound
from bot.guilds.settings import GuildSettings
from bot.jobs.caller import Caller
from bot.jobs.model import Kind, MusicRequest, Request, SfxRequest, VideoRequest
from cogs._common.words import named
from cogs.admin._set import SetCommands

RESULTS_ID, KINDS_ID = "foley-setup:results", "foley-setup:kinds"
AGAIN_ID, TEST_ID = "foley-setup:again", "foley-setup:test"
_TEST_PROMPT = "a small bell rings once"
# In this order the cheapest first; speech is left out because it needs a voice.
_TESTS: dict[Kind, Request] = {
    Kind.SFX: SfxRequest(prompt=_TEST_PROMPT),
    Kind.MUSIC: MusicRequest(prompt=_TEST_PROMPT, model="", version=""),
    Kind.VIDEO: VideoRequest(prompt=_TEST_PROMPT, model="", version=""),
}
_RESULT_CHANNELS = [
    discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.voice, discord.ChannelType.public_thread,
    discord.ChannelType.private_thread, discord.ChannelType.news_thread,
]  # fmt: skip


class SetupCommands(SetCommands):
    """The guide, and what is pressed and chosen in it."""

    def items(self) -> tuple[AnyStateless, ...]:
        """Return what has to be known to the bot for messages that are there already."""
        return (
            stateless(RESULTS_ID, self._results_chosen),
            stateless(KINDS_ID, self._kinds_chosen),
            stateless(AGAIN_ID, self._again_pressed),
            stateless(TEST_ID, self._test_pressed),
            stateless(PICKER_ID, self._job_picked),
        )

    @SetCommands.foley.command(**named("foley-setup", "A guide: missing permissions, first settings, a test"))
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
            view=self._controls(settings, caller.locale),
            allowed_mentions=discord.AllowedMentions.none(),
        )

    def _controls(self, settings: GuildSettings, locale: str) -> discord.ui.View:
        view = stopped_view()
        chosen = [discord.Object(settings.results_channel_id)] if settings.results_channel_id else []
        view.add_item(
            discord.ui.ChannelSelect(
                custom_id=RESULTS_ID,
                channel_types=_RESULT_CHANNELS,
                placeholder=self.texts.text("setup-choose-results", locale)[:150],
                min_values=0,
                default_values=chosen,
                row=0,
            )
        )
        kinds = [
            discord.SelectOption(label=f"/{kind.value}", value=kind.value, default=kind not in settings.kinds_off)
            for kind in Kind
        ]
        view.add_item(
            discord.ui.Select(
                custom_id=KINDS_ID,
                options=kinds,
                placeholder=self.texts.text("setup-choose-kinds", locale)[:150],
                max_values=len(kinds),
                row=1,
            )
        )
        for key, custom_id, style in (
            ("setup-again", AGAIN_ID, discord.ButtonStyle.secondary),
            ("setup-test", TEST_ID, discord.ButtonStyle.primary),
        ):
            label = self.texts.text(key, locale)[:80]
            view.add_item(discord.ui.Button(label=label, custom_id=custom_id, style=style, row=2))
        return view

    # --- pressed and chosen ---

    async def _again_pressed(self, interaction: AnyInteraction) -> None:
        async with answering(interaction, self.texts):
            caller = await self._presser(interaction)
            await self._show(interaction, caller, await self.guilds.settings(caller.guild_id))

    async def _results_chosen(self, interaction: AnyInteraction) -> None:
        async with answering(interaction, self.texts):
            caller = await self._presser(interaction)
            channel_id = next((int(value) for value in chosen_values(interaction)), None)
            if channel_id is not None:
                self.check_results_channel(interaction, channel_id)
            changed = await self.guilds.change(caller, lambda old: replace(old, results_channel_id=channel_id))
            await self._show(interaction, caller, changed)

    async def _kinds_chosen(self, interaction: AnyInteraction) -> None:
        async with answering(interaction, self.texts):
            caller = await self._presser(interaction)
            chosen = chosen_values(interaction)
            off = frozenset(kind for kind in Kind if kind.value not in chosen)
            await self._show(
                interaction, caller, await self.guilds.change(caller, lambda old: replace(old, kinds_off=off))
            )

    async def _test_pressed(self, interaction: AnyInteraction) -> None:
        async with answering(interaction, self.texts):
            caller = self.require_admin(interaction)
            settings = await self.guilds.settings(caller.guild_id)
            request = next((test for kind, test in _TESTS.items() if kind not in settings.kinds_off), None)
            if request is None:
                raise NotAllowed(key="setup-no-test")
            await submit_request(interaction, self.service, self.texts, request)

    async def _job_picked(self, interaction: AnyInteraction) -> None:
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            job_id = next(iter(chosen_values(interaction)), "")
            if not job_id:
                raise NotFound
            payload = render_picked(await self.service.get(caller, job_id), self.texts, locale_of(interaction))
            await interaction.edit_original_response(embeds=list(payload.embeds), view=payload.view())

    async def _presser(self, interaction: AnyInteraction) -> Caller:
        """Return the admin who pressed; the message stays and is brought up to date."""
        caller = self.require_admin(interaction)
        await acknowledge(interaction)
        return caller
