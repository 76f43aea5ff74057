"""Buttons that work after any restart: the action and the job id are in the ``custom_id``, the rest is in the database.

Every press is answered: at once with a defer (or a modal), then with its outcome. The service checks permissions; a
forged or truncated id, or a job of another server, is "not found" to the person who pressed.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import discord

from bot.chat.interaction.answers import AnyInteraction, acknowledge, answering, first_query, locale_of, tell
from bot.chat.interaction.draft_buttons import draft_item
from bot.chat.interaction.drafts import Draft, Kept
from bot.chat.interaction.flow import caller_of, check_place, moved_here, run_request
from bot.chat.interaction.modals import open_edit_modal
from bot.chat.interaction.more import BY_ACTION, Entry, Pressed, Tools, panel
from bot.chat.interaction.refusals import option_of
from bot.chat.interaction.stateless import AnyStateless, stateless
from bot.chat.interaction.voice_browser import VoiceBrowser
from bot.chat.render import render_status
from bot.chat.render.payload import CUSTOM_ID, Action
from bot.chat.render.voices import CUSTOM_ID as VOICE_ID
from bot.chat.sending.own_messages import OwnMessages, is_about
from bot.chat.texts import Texts
from bot.clock import Clock, SystemClock
from bot.errors import MessageError, NotFound
from bot.jobs.model import Job, Place, is_job_id
from bot.jobs.ports import PreferenceStore, StatusView
from bot.service.job_service import Caller, JobService

_OLD_SECONDS = 50 * 60.0
_MESSAGE_ID = re.compile(r"[0-9]{1,20}", re.ASCII)
Press = Callable[[AnyInteraction, str], Awaitable[None]]


def buttons(
    service: JobService, texts: Texts, preferences: PreferenceStore, clock: Clock | None = None
) -> tuple[AnyStateless, ...]:
    """Return the classes for ``add_dynamic_items`` and ``remove_dynamic_items``; there is no other state."""
    browser = VoiceBrowser(service, texts, preferences)
    presses = ButtonHandler(service, texts, clock or SystemClock())
    return stateless(CUSTOM_ID, presses.handle), draft_item(service, texts), stateless(VOICE_ID, browser.handle)


class ButtonHandler:
    """Handles the presses of every button."""

    def __init__(self, service: JobService, texts: Texts, clock: Clock) -> None:
        self._service = service
        self._texts = texts
        self._tools = Tools(service, texts, clock)
        self._handlers: dict[str, Press] = {
            Action.AGAIN: self._again,
            Action.RESUBMIT: self._resubmit,
            Action.EDIT: self._edit,
            Action.MORE: self._more,
            Action.CANCEL: self._cancel,
            Action.DELIVER: self._deliver,
            Action.POLL_AGAIN: self._poll_again,
        }

    async def handle(self, interaction: AnyInteraction, action: str, about: str) -> None:
        """Handle one press. ``about``: the job's id, and the id of the result's message after a colon. Never raises."""
        async with answering(interaction, self._texts):
            job_id, _, message = about.partition(":")
            handler, entry = self._handlers.get(action), BY_ACTION.get(action)
            if not is_job_id(job_id) or (message and not _MESSAGE_ID.fullmatch(message)):
                raise NotFound
            if entry is not None:
                await self._entry(interaction, entry, job_id, int(message) if message else None)
            elif handler is not None and not message:
                await handler(interaction, job_id)
            else:
                raise NotFound
            await self._restore_buttons(interaction)

    # --- a new job ---

    async def _again(self, interaction: AnyInteraction, job_id: str) -> None:
        kept = Kept()

        async def make_job(caller: Caller, place: Place) -> Job:
            job = await self._service.look_up(caller, job_id)
            if job.user_id == caller.user_id:  # nobody may read what somebody else wrote
                kept.request = job.request
            return await self._service.again(caller, job_id, place)

        async with self._disabled(interaction):
            await run_request(interaction, self._service, self._texts, make_job, kept=kept)

    async def _resubmit(self, interaction: AnyInteraction, job_id: str) -> None:
        async def make_job(caller: Caller, place: Place) -> Job:
            return await self._service.submit_again(caller, job_id, place)

        await self._own_job(interaction, job_id)  # a stranger's press must not disable the button for the others
        async with self._disabled(interaction) as button:
            await run_request(interaction, self._service, self._texts, make_job)
            button.stays_disabled = await self._service.was_submitted_again(job_id)  # it works only once

    async def _caller(self, interaction: AnyInteraction, job_id: str) -> Caller:
        """Return who pressed. In a direct message it is the person whose job was posted there, without permissions."""
        if interaction.guild_id is not None:
            return caller_of(interaction)
        job = await self._service.posted_to(interaction.user.id, interaction.channel_id or 0, job_id)
        return Caller(interaction.user.id, job.place.guild_id, locale_of(interaction))

    async def _own_job(self, interaction: AnyInteraction, job_id: str) -> Job:
        """Return a job this person may change, before the first answer. Raises NotFound, NotAllowed, Unavailable."""
        async with first_query():
            return await self._service.may_edit(caller_of(interaction), job_id)

    async def _edit(self, interaction: AnyInteraction, job_id: str) -> None:
        job = await self._own_job(interaction, job_id)
        option = option_of(job.fault.key, {}, job.request) if job.fault else ""
        await open_edit_modal(interaction, self._service, self._texts, Draft(job.request, option=option))

    # --- about the job there is ---

    async def _more(self, interaction: AnyInteraction, job_id: str) -> None:
        message = interaction.message
        await acknowledge(interaction, ephemeral=True, thinking=True)
        if message is None or not is_about(message, job_id):
            raise NotFound
        pressed = await self._pressed(interaction, job_id, message.channel.id, message.id)
        may_edit = pressed.job.user_id == pressed.caller.user_id or pressed.caller.is_moderator
        shown = panel(pressed, may_edit=may_edit)
        await interaction.edit_original_response(content=shown.content, view=shown.view())

    async def _entry(self, interaction: AnyInteraction, entry: Entry, job_id: str, message_id: int | None) -> None:
        """Run an entry of *More…*. ``message_id``: the result's message if the entry was pressed in the panel."""
        if not entry.opens_form:
            await acknowledge(interaction, ephemeral=True, thinking=message_id is None)
        message = interaction.message
        if message is None or (message_id is None and not is_about(message, job_id)):
            raise NotFound
        pressed = await self._pressed(interaction, job_id, message.channel.id, message_id or message.id)
        if not entry.for_all:
            await self._service.may_edit(pressed.caller, job_id)
        if message_id is not None:
            await self._tools.own_messages(interaction).check_is_about(message.channel.id, message_id, job_id)
        await entry.act(pressed)

    async def _pressed(self, interaction: AnyInteraction, job_id: str, channel_id: int, message_id: int) -> Pressed:
        caller = await self._caller(interaction, job_id)
        job = await self._service.look_up(caller, job_id)
        return Pressed(interaction, caller, job, channel_id, message_id, self._tools)

    async def _cancel(self, interaction: AnyInteraction, job_id: str) -> None:
        await acknowledge(interaction)
        cancellation = await self._service.cancel(caller_of(interaction), job_id)
        job = cancellation.job
        payload = render_status(StatusView(job=job), self._texts, job.locale, job.created_at)
        if interaction.message is not None and interaction.message.id == job.place.status_message_id:
            await interaction.edit_original_response(
                content=payload.content, embeds=list(payload.embeds), view=payload.view()
            )
        stopped = "stopped" if cancellation.provider_stopped else "unstoppable"
        key = f"answer-cancelled-{stopped}" if job.was_begun else "answer-cancelled"
        await self._reply(interaction, key)

    async def _deliver(self, interaction: AnyInteraction, job_id: str) -> None:
        await acknowledge(interaction)
        check_place(interaction, self._texts)
        job = await self._service.may_edit(caller_of(interaction), job_id)
        await self._service.deliver_again(caller_of(interaction), job_id, moved_here(interaction, job))
        await self._reply(interaction, "answer-delivering")

    async def _poll_again(self, interaction: AnyInteraction, job_id: str) -> None:
        await acknowledge(interaction, ephemeral=True, thinking=True)
        outcome = await self._service.poll_again(await self._caller(interaction, job_id), job_id)
        await self._reply(interaction, f"answer-look-{outcome.value}")

    # --- help ---

    async def _reply(self, interaction: AnyInteraction, key: str) -> None:
        await tell(interaction, self._texts.text(key, locale_of(interaction)))

    @asynccontextmanager
    async def _disabled(self, interaction: AnyInteraction) -> AsyncIterator["_DisabledButton"]:
        """Disable the pressed button while the block runs. Cosmetic only: the database ensures a single job."""
        message, button = interaction.message, _DisabledButton()
        # Edits of old messages are rate limited: the second one, which enables the button again, could be refused.
        if message is None or (interaction.created_at - message.created_at).total_seconds() > _OLD_SECONDS:
            yield button
            return
        data: Any = interaction.data or {}
        pressed = str(data.get("custom_id", ""))
        own = self._tools.own_messages(interaction)
        disabling = asyncio.create_task(_update_buttons(own, message, pressed), name=f"button:{interaction.id}")
        try:
            yield button
        finally:
            await disabling
            if not button.stays_disabled:
                await _update_buttons(own, message, "")

    async def _restore_buttons(self, interaction: AnyInteraction) -> None:
        """Enable a button that a crash left disabled, when another button of its message is pressed."""
        message = interaction.message
        if message is not None and _has_stuck_button(message):
            await _update_buttons(self._tools.own_messages(interaction), message, "")


@dataclass
class _DisabledButton:
    """``stays_disabled``: the button works only once, and was used."""

    stays_disabled: bool = False


def _has_stuck_button(message: discord.Message) -> bool:
    """Return whether a message has a disabled button of ours that works more than once."""
    items = [item for row in message.components if isinstance(row, discord.ActionRow) for item in row.children]
    disabled = [item for item in items if isinstance(item, discord.Button) and item.disabled]
    matches = [CUSTOM_ID.fullmatch(item.custom_id) for item in disabled if item.custom_id]
    return any(match["action"] != Action.RESUBMIT for match in matches if match is not None)


async def _update_buttons(own: OwnMessages, message: discord.Message, disabled_id: str) -> None:
    try:
        await own.update_buttons(message, disabled_id)
    except MessageError:
        # Deleted meanwhile, or an old message whose edits are rate limited: the press is handled all the same.
        return
