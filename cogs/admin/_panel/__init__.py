"""/foley panel: everything a server decides, in one message of buttons, selects and small forms.

Components are identified by ``custom_id`` alone and work after restarts; permissions are checked at every press, since
anybody can send a forged one. Each change is answered with one line and *Undo*.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from bot.chat.admin.jobs import render_picked
from bot.chat.admin.panel.controls import CUSTOM_ID, Page
from bot.chat.interaction.answers import AnyInteraction, acknowledge, answering, first_query
from bot.chat.interaction.stateless import AnyStateless, chosen_values, stateless
from bot.errors import NotFound
from bot.guilds.changes import presets
from bot.guilds.changes.edits import chosen_of, lifted
from bot.guilds.ports import Change
from bot.guilds.settings import GuildSettings
from bot.jobs.caller import Caller
from bot.jobs.model import Kind
from cogs._common.choices import member
from cogs._common.runtime import Host
from cogs.admin._base import AdminBase, check_results_channel
from cogs.admin._panel._answers import Answers
from cogs.admin._panel._forms import Form, Forms
from cogs.admin._panel._modal import show_form
from cogs.admin._panel._transfer import export_to, show_import
from cogs.admin._panel._views import Views


@dataclass(frozen=True, slots=True)
class Press:
    """One press or choice of an admin."""

    interaction: AnyInteraction
    caller: Caller
    action: str
    argument: str = ""
    values: list[str] = field(default_factory=list)

    @property
    def ids(self) -> frozenset[int]:
        """The chosen values as Discord's ids. Raises NotFound for forged values."""
        if not all(value.isdecimal() for value in self.values):
            raise NotFound
        return frozenset(map(int, self.values))

    @property
    def one_id(self) -> int | None:
        """The one id that was chosen, None if none was."""
        return next(iter(self.ids), None)

    @property
    def value(self) -> str:
        """The one value that was chosen. Raises NotFound if there is none."""
        if not self.values:
            raise NotFound
        return self.values[0]


Handler = Callable[["Panel", Press], Awaitable[None]]
_HANDLERS: dict[str, Handler] = {}
_SWITCHES = {
    "keep": "keep_results", "loudness": "level_loudness", "label": "ai_label", "soundboard": "soundboard",
}  # fmt: skip
_LISTS = {
    "channels": (Page.PLACES, "channel_ids"),
    "roles": (Page.WORDS, "role_ids"),
    "people": (Page.WORDS, "blocked_user_ids"),
}
_FORMS: dict[str, tuple[Page, Callable[[Forms], Form]]] = {
    "limit-other": (Page.LIMITS, Forms.other),
    "caps": (Page.LIMITS, Forms.caps),
    "budget": (Page.BUDGET, Forms.budget),
    "data": (Page.DEFAULTS, Forms.data),
    "words": (Page.WORDS, Forms.words),
    "age": (Page.WORDS, Forms.age),
}


def _on(*actions: str) -> Callable[[Handler], Handler]:
    """Register a method as the handler of these actions."""

    def decorate(handler: Handler) -> Handler:
        _HANDLERS.update(dict.fromkeys(actions, handler))
        return handler

    return decorate


def _with(settings: GuildSettings, name: str, value: object) -> GuildSettings:
    changes: dict[str, Any] = {name: value}
    return replace(settings, **changes)


class Panel:
    """Handles what is pressed in the panel of any server."""

    def __init__(self, cog: AdminBase) -> None:
        self._cog = cog
        self._views = Views(cog)
        self._answers = Answers(cog, self._views)

    def items(self) -> tuple[AnyStateless, ...]:
        """Return the dynamic items to register, so that existing messages keep working."""
        return (stateless(CUSTOM_ID, self.pressed),)

    async def open(self, interaction: AnyInteraction, caller: Caller, page: Page = Page.OVERVIEW) -> None:
        """Show a page in place of the thinking message."""
        await self._views.show(interaction, caller, page)

    async def answer(self, interaction: AnyInteraction, caller: Caller, change: Change) -> None:
        """Save a change made by a typed command and report it in place of the thinking message."""
        await self._answers.save_typed(interaction, caller, change)

    async def pressed(self, interaction: AnyInteraction, action: str, argument: str) -> None:
        """Handle one press. Never raises."""
        async with answering(interaction, self._cog.texts):
            caller = self._cog.require_admin(interaction)
            handler = _HANDLERS.get(action)
            if handler is None:
                raise NotFound
            await handler(self, Press(interaction, caller, action, argument, chosen_values(interaction)))

    async def _change(self, press: Press, page: Page, change: Change) -> None:
        await acknowledge(press.interaction)
        await self._answers.save(press.interaction, press.caller, page, change)

    async def _form(self, press: Press, page: Page, make: Callable[[Forms], Form], title: str = "") -> None:
        """Show a form prefilled with the current settings; submitting it makes a change."""
        async with first_query():
            settings = await self._cog.guilds.settings(press.caller.guild_id)
        form = make(Forms(self._cog.service, self._cog.texts, press.caller.locale, settings))
        await show_form(press.interaction, self._cog, self._answers, page, title, form)

    # --- pages ---

    @_on("page")
    async def _page(self, press: Press) -> None:
        await acknowledge(press.interaction)
        await self._views.show(press.interaction, press.caller, member(Page, press.value))

    @_on("older")
    async def _older(self, press: Press) -> None:
        await acknowledge(press.interaction)
        page, _, before = press.argument.partition(".")
        await self._views.show(press.interaction, press.caller, member(Page, page), before)

    # --- settings changed with one press ---

    @_on("preset")
    async def _preset(self, press: Press) -> None:
        preset = self._cog.catalog.presets.get(press.value)
        if preset is None:
            raise NotFound
        await self._change(press, Page.OVERVIEW, lambda old: presets.applied(old, preset))

    @_on("pause", "resume")
    async def _pause(self, press: Press) -> None:
        await self._change(press, Page.OVERVIEW, lambda old: replace(old, paused=press.action == "pause"))

    @_on("kinds")
    async def _kinds(self, press: Press) -> None:
        off = frozenset(kind for kind in Kind if kind.value not in press.values)
        await self._change(press, Page.PLACES, lambda old: replace(old, kinds_off=off))

    @_on(*_LISTS)
    async def _list(self, press: Press) -> None:
        page, name = _LISTS[press.action]
        chosen = press.ids
        await self._change(press, page, lambda old: _with(old, name, chosen_of(getattr(old, name), chosen)))

    @_on("results", "alerts")
    async def _channel(self, press: Press) -> None:
        channel_id = press.one_id
        check_results_channel(press.interaction, self._cog.texts, channel_id)
        name = f"{press.action}_channel_id"
        await self._change(press, Page.PLACES, lambda old: _with(old, name, channel_id))

    @_on(*_SWITCHES)
    async def _switch(self, press: Press) -> None:
        name = _SWITCHES[press.action]
        await self._change(press, Page.DEFAULTS, lambda old: _with(old, name, not getattr(old, name)))

    @_on("lift")
    async def _lift(self, press: Press) -> None:
        page = Page.BUDGET if press.argument == Page.BUDGET.value else Page.LIMITS
        await self._change(press, page, lifted(press.value))

    # --- forms ---

    @_on(*_FORMS)
    async def _plain_form(self, press: Press) -> None:
        page, make = _FORMS[press.action]
        await self._form(press, page, make)

    @_on("limit")
    async def _limit(self, press: Press) -> None:
        kind = None if press.value == "all" else member(Kind, press.value)
        texts, locale = self._cog.texts, press.caller.locale
        title = texts.text("panel-all-commands", locale) if kind is None else texts.command(kind.value, locale)
        await self._form(press, Page.LIMITS, lambda forms: forms.command(kind), title)

    @_on("limit-role", "budget-role")
    async def _role(self, press: Press) -> None:
        role_id = press.one_id
        page, make = (Page.LIMITS, Forms.role) if press.action == "limit-role" else (Page.BUDGET, Forms.role_budget)
        if role_id is None:
            await self._change(press, page, lambda old: old)
        else:
            await self._form(press, page, lambda forms: make(forms, role_id))

    @_on("defaults")
    async def _defaults(self, press: Press) -> None:
        kind = member(Kind, press.value)
        title = self._cog.texts.command(kind.value, press.caller.locale)
        await self._form(press, Page.DEFAULTS, lambda forms: forms.defaults(kind), title)

    # --- files, usage, jobs and history ---

    @_on("export")
    async def _export(self, press: Press) -> None:
        await acknowledge(press.interaction, ephemeral=True, thinking=True)
        await export_to(press.interaction, self._cog, press.caller)

    @_on("import")
    async def _import(self, press: Press) -> None:
        await show_import(press.interaction, self._cog, self._answers)

    @_on("usage")
    async def _usage(self, press: Press) -> None:
        await acknowledge(press.interaction, ephemeral=True, thinking=True)
        await self._cog.show_usage(press.interaction, press.caller)

    @_on("job")
    async def _job(self, press: Press) -> None:
        await acknowledge(press.interaction, ephemeral=True, thinking=True)
        job = await self._cog.service.get(press.caller, press.value)
        payload = render_picked(job, self._cog.texts, press.caller.locale)
        await press.interaction.edit_original_response(embeds=list(payload.embeds), view=payload.view())

    @_on("revert")
    async def _revert(self, press: Press) -> None:
        await acknowledge(press.interaction)
        changed = await self._cog.guilds.revert(press.caller, press.value)
        await self._answers.tell(press.interaction, press.caller, Page.HISTORY, changed)

    @_on("undo")
    async def _undo(self, press: Press) -> None:
        await acknowledge(press.interaction)
        await self._answers.undo(press.interaction, press.caller, press.argument)

    @_on("save")
    async def _save_anyway(self, press: Press) -> None:
        await acknowledge(press.interaction)
        await self._answers.save_pending(press.interaction, press.caller, press.argument)

    @_on("drop")
    async def _drop(self, press: Press) -> None:
        await acknowledge(press.interaction)
        text = self._cog.texts.text("panel-unchanged", press.caller.locale)
        await press.interaction.edit_original_response(content=text, view=None)


ACTIONS = frozenset(_HANDLERS)
"""Everything that can be pressed."""


class PanelCommands(AdminBase):
    """What the panel needs of a cog."""

    def __init__(self, bot: Host) -> None:
        super().__init__(bot)
        self.panel = Panel(self)
