"""/foley set: which kinds, where, for whom, with which defaults, in which language, kept for how long."""

from dataclasses import replace

import discord
from discord import app_commands

from bot.catalog.voices import voice_key
from bot.chat.admin.permissions import missing_keys
from bot.chat.interaction.answers import AnyInteraction, answering, locale_of
from bot.errors import InvalidRequest
from bot.guilds.defaults import checked_defaults
from bot.guilds.rules import switched
from bot.guilds.settings import AgeRule, GuildSettings, KindDefaults
from bot.jobs.model import AudioFormat, Kind
from cogs._common.choices import (
    Choices,
    choice,
    language_choices,
    member,
    model_choices,
    option_of,
    version_choices,
    voice_label,
)
from cogs._common.words import named
from cogs.admin._base import KIND_CHOICES, LANGUAGE_CHOICES, AdminBase, admin_options, labelled

Place = app_commands.AppCommandChannel | app_commands.AppCommandThread
_HOLDERS = frozenset({discord.ChannelType.category, discord.ChannelType.forum, discord.ChannelType.media})
_AGE_CHOICES = [
    labelled("everywhere", "age_anywhere"),
    labelled("only in age-restricted channels", "age_only"),
    labelled("never in age-restricted channels", "age_never"),
]


class SetCommands(AdminBase):
    """The sub-commands of /foley set."""

    set_group = app_commands.Group(**named("foley-set", "Set one rule"), parent=AdminBase.foley)

    @set_group.command(**named("foley-set-kind", "Switch a command on or off here"))
    @admin_options("kind", "on")
    @app_commands.choices(kind=KIND_CHOICES)
    async def set_kind(self, interaction: AnyInteraction, kind: str, on: bool) -> None:
        """Switch a kind on or off."""
        await self.save(interaction, lambda caller: self.guilds.set_kind(caller, member(Kind, kind), on=on))

    @set_group.command(**named("foley-set-channel", "Allow Foley in this channel only; without a channel: everywhere"))
    @admin_options("channel", "allowed")
    async def set_channel(
        self, interaction: AnyInteraction, channel: Place | None = None, allowed: bool = True
    ) -> None:
        """Allow a channel, a category or a thread."""

        def change(old: GuildSettings) -> GuildSettings:
            one = channel.id if channel else None
            kept = switched(old.channel_ids, one, allowed=allowed, last_key="rules-last-channel")
            return replace(old, channel_ids=kept)

        await self.change(interaction, change)

    @set_group.command(**named("foley-set-role", "Allow Foley to this role only; without a role: to everybody"))
    @admin_options("role", "allowed")
    async def set_role(
        self, interaction: AnyInteraction, role: discord.Role | None = None, allowed: bool = True
    ) -> None:
        """Allow a role."""

        def change(old: GuildSettings) -> GuildSettings:
            one = role.id if role else None
            kept = switched(old.role_ids, one, allowed=allowed, last_key="rules-last-role")
            return replace(old, role_ids=kept)

        await self.change(interaction, change)

    @set_group.command(
        **named("foley-set-results", "Post results in this channel or thread; empty: where they are asked for")
    )
    @admin_options("channel")
    async def set_results(self, interaction: AnyInteraction, channel: Place | None = None) -> None:
        """Set where results go."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            if channel is not None:
                if channel.type in _HOLDERS:
                    raise InvalidRequest(key="admin-results-kind")
                self.check_results_channel(interaction, channel.id)
            channel_id = channel.id if channel else None
            settings = await self.guilds.change(caller, lambda old: replace(old, results_channel_id=channel_id))
            await self.show_saved(interaction, caller, settings)

    def check_results_channel(self, interaction: AnyInteraction, channel_id: int) -> None:
        """Refuse a place that results can't be posted in. Raises InvalidRequest with what is missing."""
        found = interaction.guild.get_channel_or_thread(channel_id) if interaction.guild else None
        if interaction.guild is None or found is None:
            return  # not known here, such as an archived thread: what happens is told with each result
        in_thread = isinstance(found, discord.Thread)
        missing = missing_keys(found.permissions_for(interaction.guild.me), in_thread=in_thread)
        if missing:
            names = ", ".join(self.texts.text(key, locale_of(interaction)) for key in missing)
            raise InvalidRequest(key="admin-results-permissions", values={"permissions": names})

    @set_group.command(
        **named("foley-set-defaults", "Defaults for options people leave out; alone with a command: none")
    )
    @admin_options("kind", "model", "version", "voice", "language", file_format="format")
    @app_commands.choices(kind=KIND_CHOICES)
    async def set_defaults(
        self,
        interaction: AnyInteraction,
        kind: str,
        model: app_commands.Range[str, 1, 60] | None = None,
        version: app_commands.Range[str, 1, 40] | None = None,
        voice: app_commands.Range[str, 1, 200] | None = None,
        language: app_commands.Range[str, 1, 40] | None = None,
        file_format: AudioFormat | None = None,
    ) -> None:
        """Set what a command takes for options left out."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            chosen = self.service.voices.resolve(voice) if voice else None
            defaults = KindDefaults(
                model=model or "",
                version=version or "",
                format=file_format,
                voice_id=chosen.id if chosen else "",
                voice_name=chosen.name if chosen else "",
                language=language or "",
            )
            meant = member(Kind, kind)
            checked = checked_defaults(self.catalog, meant, defaults)
            await self.show_saved(interaction, caller, await self.guilds.set_defaults(caller, meant, checked))

    @set_group.command(**named("foley-set-age", "Whether Foley works in age-restricted channels"))
    @admin_options("rule")
    @app_commands.choices(rule=_AGE_CHOICES)
    async def set_age(self, interaction: AnyInteraction, rule: str) -> None:
        """Set the age rule."""
        value = rule.removeprefix("age_")
        await self.change(interaction, lambda old: replace(old, age_rule=member(AgeRule, value)))

    @set_group.command(**named("foley-set-keep", "Whether copies of results are kept for a while, to post them again"))
    @admin_options("on")
    async def set_keep(self, interaction: AnyInteraction, on: bool) -> None:
        """Keep copies of results, or not."""
        await self.change(interaction, lambda old: replace(old, keep_results=on))

    @set_group.command(**named("foley-set-loudness", "Whether sound I have to convert anyway gets the usual loudness"))
    @admin_options("on")
    async def set_loudness(self, interaction: AnyInteraction, on: bool) -> None:
        """Level sound that is encoded anew, or not."""
        await self.change(interaction, lambda old: replace(old, level_loudness=on))

    @set_group.command(**named("foley-set-language", "Language of what all can see; empty: each person's own"))
    @admin_options("language")
    @app_commands.choices(language=LANGUAGE_CHOICES)
    async def set_language(self, interaction: AnyInteraction, language: str | None = None) -> None:
        """Set the language of announcements."""
        async with answering(interaction, self.texts):
            caller = await self.admin(interaction)
            if language and language not in {choice.value for choice in LANGUAGE_CHOICES}:
                raise InvalidRequest(key="refusal-command-changed")
            settings = await self.guilds.change(caller, lambda old: replace(old, announcement_locale=language or ""))
            await self.show_saved(interaction, caller, settings)

    @set_group.command(**named("foley-set-retention", "After how many days prompts are removed; empty: never"))
    @admin_options("days")
    async def set_retention(
        self, interaction: AnyInteraction, days: app_commands.Range[int, 0, 3650] | None = None
    ) -> None:
        """Set how long prompts are kept."""
        await self.change(interaction, lambda old: replace(old, prompt_retention_days=days))

    @set_group.command(**named("foley-set-grace", "How many days after Foley was removed this server's data goes"))
    @admin_options("days")
    async def set_grace(self, interaction: AnyInteraction, days: app_commands.Range[int, 0, 365]) -> None:
        """Set how long data outlives Foley's removal."""
        await self.change(interaction, lambda old: replace(old, grace_days=days))

    # --- suggestions ---

    @set_defaults.autocomplete("model")
    async def suggest_models(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest models of the chosen command."""
        kind = _kind_in(interaction)
        return model_choices(self.catalog, kind, current) if kind and kind is not Kind.TTS else []

    @set_defaults.autocomplete("version")
    async def suggest_versions(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest versions of the chosen model."""
        kind = _kind_in(interaction)
        return version_choices(interaction, self.catalog, self.texts, kind, current) if kind else []

    @set_defaults.autocomplete("voice")
    async def suggest_voices(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest voices."""
        voices = self.service.voices.search(current)
        return [choice(voice_label(self.catalog, voice), voice_key(voice.id)) for voice in voices]

    @set_defaults.autocomplete("language")
    async def suggest_languages(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest languages to speak."""
        return language_choices(self.catalog, current)


def _kind_in(interaction: AnyInteraction) -> Kind | None:
    value = option_of(interaction, "kind")
    return Kind(value) if value in set(Kind) else None
