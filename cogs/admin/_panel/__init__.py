"""/foley panel: everything a server decides, in one message of buttons, selects and small forms.

What is pressed is told by its ``custom_id`` alone and works after restarts; rights are checked at every press, for
anybody can send a forged one. Each change is answered with one line and *Undo*.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from bot.chat.admin.jobs import render_picked
from bot.chat.admin.panel.controls import CUSTOM_ID, Page
from bot.chat.admin.panel.forms import Forms
from bot.chat.interaction.answers import AnyInteraction, acknowledge, answering
from bot.chat.interaction.stateless import AnyStateless, chosen_values, stateless
from bot.errors import NotFound
from bot.guilds.changes import presets
from bot.guilds.settings import GuildSettings
from bot.jobs.caller import Caller
from bot.jobs.model import Kind
from cogs._common.choices import member
from cogs._common.runtime import Host
from cogs.admin._base import AdminBase, check_results_channel
from cogs.admin._panel import _changes as changes
from cogs.admin._panel._answers import Answers
from cogs.admin._panel._form import show_form
from cogs.admin._panel._transfer import export_to, show_import
from cogs.admin._panel._views import Views


@dataclass(frozen=True, slots=True)
class Press:
    """One press or choice of an admin."""

    interaction: AnyInteraction
    caller: Caller
    argument: str = ""
    values: list[str] = field(default_factory=list)

    @property
    def ids(self) -> frozenset[int]:
        """What was chosen, as Discord's ids. Raises NotFound for what a forger sends in their place."""
        if not all(value.isdecimal() for value in self.values):
            raise NotFound
        return frozenset(map(int, self.values))

    @property
    def one_id(self) -> int | None:
        """The one id that was chosen, None where none was."""
        return next(iter(self.ids), None)

    @property
    def value(self) -> str:
        """The one value that was chosen. Raises NotFound where there is none."""
        if not self.values:
            raise NotFound
        return self.values[0]


Handler = Callable[[Press], Awaitable[None]]


class Panel:
    """Answers what is pressed in the panel of any server."""

    def __init__(self, cog: AdminBase) -> None:
        self._cog = cog
        self._views = Views(cog)
        self._answers = Answers(cog, self._views)
        self._handlers: dict[str, Handler] = {
            "page": self._page, "older": self._older,
            "preset": self._preset, "pause": self._pause, "resume": self._resume,
            "export": self._export, "import": self._import,
            "kinds": self._kinds, "channels": self._channels, "results": self._results, "alerts": self._alerts,
            "limit": self._limit, "limit-role": self._limit_role, "limit-other": self._limit_other,
            "caps": self._caps, "lift": self._lift,
            "budget": self._budget, "budget-role": self._budget_role, "usage": self._usage,
            "defaults": self._defaults, "data": self._data, "keep": self._keep, "loudness": self._loudness,
            "label": self._label, "soundboard": self._soundboard,
            "roles": self._roles, "people": self._people, "words": self._words, "age": self._age,
            "job": self._job, "revert": self._revert,
            "undo": self._undo, "save": self._save_anyway, "drop": self._drop,
        }  # fmt: skip
        if self._handlers.keys() != ACTIONS:
            raise RuntimeError("actions without a handler")

    def items(self) -> tuple[AnyStateless, ...]:
        """Return what has to be known to the bot for messages that are there already."""
        return (stateless(CUSTOM_ID, self.pressed),)

    async def open(self, interaction: AnyInteraction, caller: Caller, page: Page = Page.OVERVIEW) -> None:
        """Show a page in place of the thinking message."""
        await self._views.show(interaction, caller, page)

    async def answer(self, interaction: AnyInteraction, caller: Caller, change: changes.Change) -> None:
        """Save a change that was typed, and say so in place of the thinking message."""
        await self._answers.save_typed(interaction, caller, change)

    async def pressed(self, interaction: AnyInteraction, action: str, argument: str) -> None:
        """Answer one press. Never raises."""
        async with answering(interaction, self._cog.texts):
            caller = self._cog.require_admin(interaction)
            handler = self._handlers.get(action)
            if handler is None:
                raise NotFound
            await handler(Press(interaction, caller, argument, chosen_values(interaction)))

    async def _change(self, press: Press, page: Page, change: changes.Change) -> None:
        await acknowledge(press.interaction)
        await self._answers.save(press.interaction, press.caller, page, change)

    async def _form(
        self,
        press: Press,
        page: Page,
        title: str,
        make: Callable[[GuildSettings, Forms], "changes.Form"],
    ) -> None:
        """Show a form filled with what is set now; what is sent is a change."""
        settings = await self._views.settings_soon(press.caller)
        form = make(settings, Forms(self._cog.texts, press.caller.locale))
        await show_form(press.interaction, self._cog, self._answers, page, title, form)

    # --- pages ---

    async def _page(self, press: Press) -> None:
        await acknowledge(press.interaction)
        await self._views.show(press.interaction, press.caller, member(Page, press.value))

    async def _older(self, press: Press) -> None:
        await acknowledge(press.interaction)
        page, _, before = press.argument.partition(".")
        await self._views.show(press.interaction, press.caller, member(Page, page), before)

    # --- overview ---

    async def _preset(self, press: Press) -> None:
        preset = self._cog.catalog.presets.get(press.value)
        if preset is None:
            raise NotFound
        await self._change(press, Page.OVERVIEW, lambda old: presets.applied(old, preset))

    async def _pause(self, press: Press) -> None:
        await self._change(press, Page.OVERVIEW, lambda old: replace(old, paused=True))

    async def _resume(self, press: Press) -> None:
        await self._change(press, Page.OVERVIEW, lambda old: replace(old, paused=False))

    async def _export(self, press: Press) -> None:
        await acknowledge(press.interaction, ephemeral=True, thinking=True)
        await export_to(press.interaction, self._cog, press.caller)

    async def _import(self, press: Press) -> None:
        await show_import(press.interaction, self._cog, self._answers)

    # --- commands and places ---

    async def _kinds(self, press: Press) -> None:
        off = frozenset(kind for kind in Kind if kind.value not in press.values)
        await self._change(press, Page.PLACES, lambda old: replace(old, kinds_off=off))

    async def _channels(self, press: Press) -> None:
        chosen = press.ids
        await self._change(
            press, Page.PLACES, lambda old: replace(old, channel_ids=changes.chosen_of(old.channel_ids, chosen))
        )

    async def _results(self, press: Press) -> None:
        channel_id = press.one_id
        check_results_channel(press.interaction, self._cog.texts, channel_id)
        await self._change(press, Page.PLACES, lambda old: replace(old, results_channel_id=channel_id))

    async def _alerts(self, press: Press) -> None:
        channel_id = press.one_id
        check_results_channel(press.interaction, self._cog.texts, channel_id)
        await self._change(press, Page.PLACES, lambda old: replace(old, alerts_channel_id=channel_id))

    # --- limits and budgets ---

    async def _limit(self, press: Press) -> None:
        kind = None if press.value == "all" else member(Kind, press.value)
        title = self._cog.texts.text("panel-all-commands", press.caller.locale) if kind is None else f"/{kind.value}"
        await self._form(press, Page.LIMITS, title, lambda old, forms: changes.command_form(old, forms, kind))

    async def _limit_role(self, press: Press) -> None:
        role_id = press.one_id
        if role_id is None:
            await self._change(press, Page.LIMITS, lambda old: old)
            return
        await self._form(press, Page.LIMITS, "", lambda old, forms: changes.role_form(forms, role_id))

    async def _limit_other(self, press: Press) -> None:
        await self._form(press, Page.LIMITS, "", lambda old, forms: changes.other_form(forms))

    async def _caps(self, press: Press) -> None:
        await self._form(press, Page.LIMITS, "", changes.caps_form)

    async def _lift(self, press: Press) -> None:
        page = Page.BUDGET if press.argument == Page.BUDGET.value else Page.LIMITS
        name = press.value
        await self._change(press, page, lambda old: changes.lifted(old, name))

    async def _budget(self, press: Press) -> None:
        currency = self._cog.catalog.currency
        await self._form(press, Page.BUDGET, "", lambda old, forms: changes.budget_form(old, forms, currency))

    async def _budget_role(self, press: Press) -> None:
        role_id, currency = press.one_id, self._cog.catalog.currency
        if role_id is None:
            await self._change(press, Page.BUDGET, lambda old: old)
            return
        await self._form(
            press, Page.BUDGET, "", lambda old, forms: changes.role_budget_form(old, forms, role_id, currency)
        )

    async def _usage(self, press: Press) -> None:
        await acknowledge(press.interaction, ephemeral=True, thinking=True)
        await self._cog.show_usage(press.interaction, press.caller)

    # --- defaults, words and people ---

    async def _defaults(self, press: Press) -> None:
        kind = member(Kind, press.value)
        await self._form(
            press,
            Page.DEFAULTS,
            f"/{kind.value}",
            lambda old, forms: changes.defaults_form(old, forms, kind, self._cog.service),
        )

    async def _data(self, press: Press) -> None:
        await self._form(press, Page.DEFAULTS, "", changes.data_form)

    async def _keep(self, press: Press) -> None:
        await self._change(press, Page.DEFAULTS, lambda old: replace(old, keep_results=not old.keep_results))

    async def _loudness(self, press: Press) -> None:
        await self._change(press, Page.DEFAULTS, lambda old: replace(old, level_loudness=not old.level_loudness))

    async def _label(self, press: Press) -> None:
        await self._change(press, Page.DEFAULTS, lambda old: replace(old, ai_label=not old.ai_label))

    async def _soundboard(self, press: Press) -> None:
        await self._change(press, Page.DEFAULTS, lambda old: replace(old, soundboard=not old.soundboard))

    async def _roles(self, press: Press) -> None:
        chosen = press.ids
        await self._change(
            press, Page.WORDS, lambda old: replace(old, role_ids=changes.chosen_of(old.role_ids, chosen))
        )

    async def _people(self, press: Press) -> None:
        chosen = press.ids
        await self._change(
            press,
            Page.WORDS,
            lambda old: replace(old, blocked_user_ids=changes.chosen_of(old.blocked_user_ids, chosen)),
        )

    async def _words(self, press: Press) -> None:
        await self._form(press, Page.WORDS, "", lambda old, forms: changes.words_form(forms))

    async def _age(self, press: Press) -> None:
        await self._form(press, Page.WORDS, "", changes.age_form)

    # --- jobs and history ---

    async def _job(self, press: Press) -> None:
        await acknowledge(press.interaction, ephemeral=True, thinking=True)
        job = await self._cog.service.get(press.caller, press.value)
        payload = render_picked(job, self._cog.texts, press.caller.locale)
        await press.interaction.edit_original_response(embeds=list(payload.embeds), view=payload.view())

    async def _revert(self, press: Press) -> None:
        await acknowledge(press.interaction)
        changed = await self._cog.guilds.revert(press.caller, press.value)
        await self._answers.tell(press.interaction, press.caller, Page.HISTORY, changed)

    async def _undo(self, press: Press) -> None:
        await acknowledge(press.interaction)
        await self._answers.undo(press.interaction, press.caller, press.argument)

    async def _save_anyway(self, press: Press) -> None:
        await acknowledge(press.interaction)
        await self._answers.save_pending(press.interaction, press.caller, press.argument)

    async def _drop(self, press: Press) -> None:
        await acknowledge(press.interaction)
        text = self._cog.texts.text("panel-unchanged", press.caller.locale)
        await press.interaction.edit_original_response(content=text, view=None)


ACTIONS = frozenset(
    {
        *("page", "older", "preset", "pause", "resume", "export", "import", "kinds", "channels", "results", "alerts"),
        *("limit", "limit-role", "limit-other", "caps", "lift", "budget", "budget-role", "usage", "defaults", "data"),
        *(
            "keep",
            "loudness",
            "label",
            "soundboard",
            "roles",
            "people",
            "words",
            "age",
            "job",
            "revert",
            "undo",
            "save",
            "drop",
        ),
    }
)
"""Everything that can be pressed; :class:`Panel` refuses to be made where one has no handler."""


class PanelCommands(AdminBase):
    """What the panel needs of a cog."""

    def __init__(self, bot: Host) -> None:
        super().__init__(bot)
        self.panel = Panel(self)
