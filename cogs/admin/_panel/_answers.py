"""Save a change and report it: with a warning before one that does more than it seems, one line and *Undo* after."""

import secrets
from dataclasses import dataclass

import discord

from bot.chat.admin.panel.controls import Page, answer_buttons
from bot.chat.admin.panel.sentences import change_line
from bot.chat.escape import joined
from bot.chat.interaction.answers import AnyInteraction
from bot.errors import NotFound
from bot.guilds.changes.cautions import Caution, cautions
from bot.guilds.ports import Change
from bot.guilds.settings import Changed
from bot.jobs.caller import Caller
from bot.service.typical_requests import TypicalRequests
from bot.utils.lru import LruDict
from cogs.admin._base import AdminBase
from cogs.admin._panel._views import Views

_MAX_PENDING = 500
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Pending:
    """A change that waits for its warning to be confirmed."""

    guild_id: int
    user_id: int
    change: Change


class Answers:
    """Saves changes and reports them. What awaits confirmation is in memory only: a restart drops it, unsaved."""

    def __init__(self, cog: AdminBase, views: Views) -> None:
        self._cog = cog
        self._views = views
        self._pending: LruDict[str, _Pending] = LruDict(_MAX_PENDING)

    async def save_typed(self, interaction: AnyInteraction, caller: Caller, change: Change) -> None:
        """Save a change made by a typed command, or ask first, in place of the thinking message."""
        warnings = await self._cautions(caller, change)
        if warnings:
            text, view = self._question(caller, change, warnings)
        else:
            text, view = self._line(await self._cog.guilds.record(caller, change), caller.locale)
        await interaction.edit_original_response(
            content=text, view=view, allowed_mentions=discord.AllowedMentions.none()
        )

    async def save(self, interaction: AnyInteraction, caller: Caller, page: Page, change: Change) -> None:
        """Save a change made on a page, or ask first. Raises what the rules raise."""
        warnings = await self._cautions(caller, change)
        if warnings:
            await self._views.show(interaction, caller, page)
            await self._send(interaction, *self._question(caller, change, warnings))
            return
        await self.tell(interaction, caller, page, await self._cog.guilds.record(caller, change))

    async def tell(self, interaction: AnyInteraction, caller: Caller, page: Page, changed: Changed) -> None:
        """Update the page and report ephemerally what has changed."""
        await self._views.show(interaction, caller, page)
        await self._send(interaction, *self._line(changed, caller.locale))

    async def undo(self, interaction: AnyInteraction, caller: Caller, entry_id: str) -> None:
        """Undo the change of an answer; the answer then reports this, and can itself be undone."""
        await self._replace(interaction, await self._cog.guilds.undo(caller, entry_id), caller.locale)

    async def save_pending(self, interaction: AnyInteraction, caller: Caller, token: str) -> None:
        """Save a change despite its warning. Raises NotFound if it is no longer known."""
        pending = self._pending.get(token)
        if pending is None or (pending.guild_id, pending.user_id) != (caller.guild_id, caller.user_id):
            raise NotFound(key="panel-expired")
        await self._replace(interaction, await self._cog.guilds.record(caller, pending.change), caller.locale)

    async def _replace(self, interaction: AnyInteraction, changed: Changed, locale: str) -> None:
        text, view = self._line(changed, locale)
        await interaction.edit_original_response(
            content=text, view=view, allowed_mentions=discord.AllowedMentions.none()
        )

    async def _send(self, interaction: AnyInteraction, text: str, view: discord.ui.View) -> None:
        await interaction.followup.send(
            text, view=view, ephemeral=True, allowed_mentions=discord.AllowedMentions.none()
        )

    async def _cautions(self, caller: Caller, change: Change) -> list[Caution]:
        old = await self._cog.guilds.settings(caller.guild_id)
        new = self._cog.guilds.checked(old, change)
        return cautions(old, new, TypicalRequests(self._cog.catalog, self._cog.guilds).shut_model)

    def _question(self, caller: Caller, change: Change, warnings: list[Caution]) -> tuple[str, discord.ui.View]:
        token = secrets.token_hex(8)
        self._pending[token] = _Pending(caller.guild_id, caller.user_id, change)
        texts, locale = self._cog.texts, caller.locale
        lines = [f"⚠️ {texts.text(one.key, locale, **one.values)}" for one in warnings]
        view = answer_buttons(texts, locale, ("save", "panel-save-anyway", token), ("drop", "panel-drop", ""))
        return joined(lines, "\n", _LONGEST), view

    def _line(self, changed: Changed, locale: str) -> tuple[str, discord.ui.View]:
        texts = self._cog.texts
        if not changed.entries:
            return texts.text("panel-unchanged", locale), answer_buttons(texts, locale)
        lines = [change_line(entry.change, texts, locale) for entry in changed.entries]
        view = answer_buttons(texts, locale, ("undo", "panel-undo", changed.entries[0].id))
        return joined((f"✅ {line}" for line in lines), "\n", _LONGEST), view
