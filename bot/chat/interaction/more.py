"""What *More…* offers for a result, one entry each: to add one, write what it does and put it into :data:`ENTRIES`.

An entry also needs a member of ``Action``, its emoji in ``render/parts.py`` and the text ``button-<action>``. Pressed
in the panel it answers by turning the panel into its outcome; the same buttons on older messages, which stand on the
result itself, get a message of their own for it.
"""

from collections.abc import Mapping
from types import MappingProxyType

import discord

from bot.chat.interaction.answers import locale_of
from bot.chat.interaction.results.entry import Entry as Entry
from bot.chat.interaction.results.entry import Pressed as Pressed
from bot.chat.interaction.results.entry import Tools as Tools
from bot.chat.interaction.results.entry import has_sound
from bot.chat.interaction.results.group import GROUP_ENTRIES
from bot.chat.interaction.results.made import MADE_ENTRIES
from bot.chat.render import render_details
from bot.chat.render.parts import button, prompt_line
from bot.chat.render.payload import Action, ButtonSpec, Payload, in_rows
from bot.chat.render.result_links import link_buttons, living


async def _voice(pressed: Pressed) -> None:
    """Post the sound once more, as a voice message."""
    job, interaction = pressed.job, pressed.interaction
    await pressed.answer("answer-voice-making")
    in_server = interaction.guild_id is not None
    limit_bytes = interaction.filesize_limit
    async with pressed.tools.service.voice_clip(pressed.caller, job.id, limit_bytes, in_server=in_server) as attachment:
        # One nonce for all presses: a second one within minutes gets the same message back.
        is_voice = await pressed.tools.messenger(interaction).post_voice_of(
            job, attachment, pressed.channel_id, pressed.message_id, f"{job.id}-b"
        )
    await pressed.answer("answer-voice-done" if is_voice else "answer-voice-as-file")


async def _details(pressed: Pressed) -> None:
    details = render_details(pressed.job, pressed.tools.texts, locale_of(pressed.interaction))
    await pressed.answer("", embed=details.embed, file=details.command_file)


async def _ask_before_deleting(pressed: Pressed) -> None:
    """Ask: what is deleted is deleted for everybody."""
    sure = button(Action.REMOVE, pressed.job, pressed.tools.texts, locale_of(pressed.interaction), pressed.message_id)
    await pressed.answer("answer-delete-sure", view=_view([sure]))


async def _remove(pressed: Pressed) -> None:
    """Delete the result with all its parts; the status message then says so."""
    await pressed.tools.own_messages(pressed.interaction).delete_result(
        pressed.job, pressed.channel_id, pressed.message_id
    )
    await pressed.tools.service.ephemeral.removed(pressed.job, pressed.message_id)
    await pressed.answer("answer-deleted")


ENTRIES: tuple[Entry, ...] = (
    Entry(Action.VOICE, _voice, has_sound, for_all=True),
    *MADE_ENTRIES,
    Entry(Action.DETAILS, _details),
    Entry(Action.DELETE, _ask_before_deleting),
)
_ANSWERS = (Entry(Action.REMOVE, _remove),)  # to what an entry has asked
BY_ACTION: Mapping[str, Entry] = MappingProxyType(
    {entry.action.value: entry for entry in (*ENTRIES, *_ANSWERS, *GROUP_ENTRIES)}
)


def panel(pressed: Pressed, *, may_edit: bool) -> Payload:
    """Return the panel of a result for one person: what fits the job, and what they may do."""
    locale, in_server = locale_of(pressed.interaction), pressed.interaction.guild_id is not None
    offered = [
        button(entry.action, pressed.job, pressed.tools.texts, locale, pressed.message_id)
        for entry in ENTRIES
        if entry.fits(pressed.job) and (entry.for_all or may_edit) and (in_server or not entry.in_servers)
    ]
    outputs = living(pressed.job.outputs, pressed.tools.clock.now())
    links, lines = link_buttons(outputs, pressed.tools.texts, locale)
    return Payload(content="\n".join((prompt_line(pressed.job), *lines)), rows=in_rows([*offered, *links]))


def _view(buttons: list[ButtonSpec]) -> discord.ui.View:
    return Payload(content="", rows=in_rows(buttons)).view()
