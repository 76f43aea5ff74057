"""/privacy: export or delete one's own data. Works in direct messages too."""

import io
import json
import zipfile

import discord
from discord import app_commands

from bot.chat.interaction.answers import AnyInteraction, acknowledge, answering, locale_of, tell
from bot.chat.interaction.stateless import stateless
from bot.chat.render.payload import stopped_view
from bot.jobs.caller import Caller
from cogs._common.cog import FoleyCog, extension
from cogs._common.words import named

DELETE_ID = "foley-privacy:delete"
_FILE = "foley-data.json"


class Privacy(FoleyCog, name="Foley privacy"):
    """Export and deletion."""

    privacy = app_commands.Group(
        **named("privacy", "The data I store about you"),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
    )

    async def cog_load(self) -> None:
        """Claim the runtime and handle presses."""
        await super().cog_load()
        self.answer_presses(stateless(DELETE_ID, self._delete_pressed))

    @privacy.command(**named("privacy-export", "Get all the data I store about you, as JSON"))
    async def export(self, interaction: AnyInteraction) -> None:
        """Export a person's data."""
        async with answering(interaction, self.texts):
            await acknowledge(interaction, ephemeral=True, thinking=True)
            data = await self.runtime.privacy.export(person_of(interaction))
            text = json.dumps(data, ensure_ascii=False, indent=2)
            await tell(
                interaction,
                self.texts.text("privacy-exported", locale_of(interaction)),
                file=_file(text.encode("utf-8", "replace"), interaction.filesize_limit),
            )

    @privacy.command(**named("privacy-delete", "Delete all the data I store about you"))
    async def delete(self, interaction: AnyInteraction) -> None:
        """Ask for confirmation."""
        async with answering(interaction, self.texts):
            locale = locale_of(interaction)
            view = stopped_view()
            label = self.texts.text("privacy-confirm", locale)[:80]
            view.add_item(discord.ui.Button(label=label, custom_id=DELETE_ID, style=discord.ButtonStyle.danger))
            sentence = self.texts.text("privacy-question", locale)
            await interaction.response.send_message(sentence, view=view, ephemeral=True)

    async def _delete_pressed(self, interaction: AnyInteraction) -> None:
        async with answering(interaction, self.texts):
            await acknowledge(interaction)
            erased = await self.runtime.privacy.delete(person_of(interaction))
            locale = locale_of(interaction)
            lines = [self.texts.text("privacy-deleted", locale, jobs=erased.jobs)]
            if erased.cancelled:
                lines.append(self.texts.text("privacy-cancelled", locale, count=erased.cancelled))
            if erased.may_still_bill:
                lines.append(self.texts.text("privacy-billed", locale, count=erased.may_still_bill))
            if erased.pending:
                lines.append(self.texts.text("privacy-pending", locale, count=erased.pending))
            await interaction.edit_original_response(content="\n".join(lines), view=None)


def person_of(interaction: AnyInteraction) -> Caller:
    """Return the caller, also in a direct message: their data is theirs there too."""
    return Caller(user_id=interaction.user.id, guild_id=interaction.guild_id or 0, locale=locale_of(interaction))


def _file(data: bytes, limit_bytes: int) -> discord.File:
    """Return the data as a file, zipped if it exceeds the upload limit."""
    if len(data) <= limit_bytes:
        return discord.File(io.BytesIO(data), _FILE)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_FILE, data)
    packed.seek(0)
    return discord.File(packed, f"{_FILE}.zip")


setup, teardown = extension(Privacy)
