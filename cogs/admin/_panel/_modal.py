"""A form of the panel: a few fields, submitted as one change. Permissions are checked again on submission."""

from typing import Any

import discord

from bot.chat.admin.panel.controls import Page
from bot.chat.interaction.answers import AnyInteraction, acknowledge, locale_of
from bot.chat.interaction.modal import input_of, value_of
from bot.chat.interaction.open_modals import OpenModal, show_modal
from cogs.admin._base import AdminBase
from cogs.admin._panel._answers import Answers
from cogs.admin._panel._forms import Form


class PanelForm(OpenModal):
    """One form; submitted once, one change."""

    def __init__(self, cog: AdminBase, answers: Answers, page: Page, title: str, form: Form) -> None:
        super().__init__(cog.texts, title)
        self._cog = cog
        self._answers = answers
        self._page = page
        self._form = form
        self._inputs: dict[str, discord.ui.TextInput[Any] | discord.ui.Select[Any] | discord.ui.FileUpload[Any]] = {}
        for one in form.fields:
            self._inputs[one.key] = input_of(one)
            self.add_input(one.label, self._inputs[one.key], one.hint)

    async def take(self, interaction: AnyInteraction) -> None:
        """Save what was filled in."""
        caller = self._cog.require_admin(interaction)
        change = self._form.change({key: value_of(component) for key, component in self._inputs.items()})
        await acknowledge(interaction)
        await self._answers.save(interaction, caller, self._page, change)


async def show_form(
    interaction: AnyInteraction, cog: AdminBase, answers: Answers, page: Page, title: str, form: Form
) -> None:
    """Answer with a form; it must be the first answer. Without a title it has that of its page."""
    named = title or cog.texts.text(f"panel-{page.value}", locale_of(interaction))
    await show_modal(interaction, PanelForm(cog, answers, page, named, form))
