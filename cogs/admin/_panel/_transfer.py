"""Export a server's settings as a file, and import them with a form. A broken file changes nothing."""

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import discord

from bot.chat.admin.panel.controls import Page
from bot.chat.interaction.answers import AnyInteraction, acknowledge, locale_of, tell
from bot.chat.interaction.open_modals import OpenModal, show_modal
from bot.errors import InvalidRequest, NotAllowed
from bot.guilds.changes.transfer import LARGEST_BYTES, Imported, exported, imported
from bot.guilds.settings import GuildSettings
from bot.jobs.caller import Caller
from cogs.admin._base import AdminBase
from cogs.admin._panel._answers import Answers

FILE_NAME = "foley-settings.json"


def names_of(guild: discord.Guild) -> Mapping[int, str]:
    """Return a server's channels, threads and roles by id, as people write them."""
    places = {one.id: f"#{one.name}" for one in (*guild.channels, *guild.threads)}
    return places | {role.id: f"@{role.name.removeprefix('@')}" for role in guild.roles}


def _guild_of(interaction: AnyInteraction) -> discord.Guild:
    if interaction.guild is None:
        raise NotAllowed(key="refusal-bot-not-in-server")
    return interaction.guild


async def export_to(interaction: AnyInteraction, cog: AdminBase, caller: Caller) -> None:
    """Send the settings as a file, in place of the thinking message."""
    names = names_of(_guild_of(interaction))
    text = exported(await cog.guilds.settings(caller.guild_id), lambda one: names.get(one, ""))
    await interaction.edit_original_response(
        content=cog.texts.text("transfer-exported", caller.locale),
        attachments=[discord.File(io.BytesIO(text.encode("utf-8", "replace")), FILE_NAME)],
    )


class ImportForm(OpenModal):
    """A form with an upload field for the file."""

    def __init__(self, cog: AdminBase, answers: Answers, locale: str) -> None:
        super().__init__(cog.texts, cog.texts.text("panel-import", locale))
        self._cog = cog
        self._answers = answers
        self._file: discord.ui.FileUpload[Any] = discord.ui.FileUpload(custom_id="file", required=True, max_values=1)
        self.add_input(cog.texts.text("field-settings-file", locale), self._file)

    async def take(self, interaction: AnyInteraction) -> None:
        """Import the file."""
        caller = self._cog.require_admin(interaction)
        await acknowledge(interaction)
        settings = imported(await _text_of(self._file.values), names_of(_guild_of(interaction)))
        await self._answers.save(interaction, caller, Page.OVERVIEW, lambda old: _applied(settings, old))
        if settings.missing:
            missing = ", ".join(settings.missing)
            await tell(interaction, self._cog.texts.text("transfer-missing", caller.locale, missing=missing))


async def _text_of(files: list[discord.Attachment]) -> str:
    if len(files) != 1 or files[0].size > LARGEST_BYTES:
        raise InvalidRequest(key="transfer-foreign")
    try:
        return (await files[0].read()).decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidRequest(key="transfer-foreign") from None


def _applied(settings: Imported, old: GuildSettings) -> GuildSettings:
    try:
        return replace(settings.applied(old), guild_id=old.guild_id)
    except ValueError:
        raise InvalidRequest(key="transfer-broken") from None


async def show_import(interaction: AnyInteraction, cog: AdminBase, answers: Answers) -> None:
    """Answer with the form; it must be the first answer."""
    await show_modal(interaction, ImportForm(cog, answers, locale_of(interaction)))
