"""The entries of *More…* on a result: to add one, write its handler and put it into :data:`ENTRIES`.

An entry also needs the text ``button-<action>``. Pressed in the panel, it replaces the panel by its outcome; on older
messages, where the same buttons are on the result itself, the outcome is a message of its own.
"""

from collections.abc import Mapping
from types import MappingProxyType

import discord

from bot.chat.interaction.answers import locale_of
from bot.chat.interaction.flow import check_place
from bot.chat.interaction.results.entry import Entry as Entry
from bot.chat.interaction.results.entry import Pressed as Pressed
from bot.chat.interaction.results.entry import Tools as Tools
from bot.chat.interaction.results.entry import has_sound
from bot.chat.interaction.results.group import CANCEL_ALL, KEEP
from bot.chat.interaction.results.made import MADE_ENTRIES
from bot.chat.interaction.voice_browser import voices_for
from bot.chat.render import render_details
from bot.chat.render.parts import prompt_line
from bot.chat.render.payload import Action, Payload, in_rows
from bot.chat.render.result_links import link_buttons, living
from bot.jobs.model import Kind


async def _voice(pressed: Pressed) -> None:
    """Post the sound again, as a voice message."""
    job, interaction = pressed.job, pressed.interaction
    in_server = interaction.guild_id is not None
    if in_server:
        check_place(interaction, pressed.tools.texts)
    await pressed.answer("answer-voice-making")
    limit_bytes, sounds = interaction.filesize_limit, pressed.tools.service.sounds
    async with sounds.voice_message(pressed.caller, job.id, limit_bytes, in_server=in_server) as attachment:
        # One nonce for all presses: a second press within minutes returns the same message.
        is_voice = await pressed.tools.messenger(interaction).post_voice_of(
            job, attachment, pressed.channel_id, pressed.message_id, f"{job.id}-b"
        )
    await pressed.answer("answer-voice-done" if is_voice else "answer-voice-as-file")


async def _change_voice(pressed: Pressed) -> None:
    """Replace the panel by the voice browser for the text."""
    tools = pressed.tools
    shown = voices_for(pressed.job, tools.service, tools.texts, locale_of(pressed.interaction))
    await pressed.answer("", embed=shown.embed(), view=shown.view())


async def _details(pressed: Pressed) -> None:
    details = render_details(pressed.job, pressed.tools.texts, locale_of(pressed.interaction))
    await pressed.answer("", embed=details.embed, file=details.command_file)


async def _ask_before_deleting(pressed: Pressed) -> None:
    """Ask for confirmation: the result is deleted for everybody."""
    confirmation = Payload("", rows=in_rows([_REMOVE.button(pressed)]))
    await pressed.answer("answer-delete-sure", view=confirmation.view())


async def _remove(pressed: Pressed) -> None:
    """Delete the result with all its parts; the status message then says so."""
    await pressed.tools.own_messages(pressed.interaction).delete_result(
        pressed.job, pressed.channel_id, pressed.message_id
    )
    await pressed.tools.service.ephemeral.removed(pressed.job, pressed.message_id)
    await pressed.answer("answer-deleted")


ENTRIES: tuple[Entry, ...] = (
    KEEP,
    Entry("revoice", _change_voice, "🗣️", fits=lambda job: job.kind is Kind.TTS, for_all=True, in_servers=True),
    Entry("voice", _voice, "🎙️", fits=has_sound, for_all=True),
    *MADE_ENTRIES,
    Entry(Action.DETAILS, _details),
    Entry("delete", _ask_before_deleting, "🗑️"),
)
_REMOVE = Entry("remove", _remove, "🗑️", discord.ButtonStyle.danger)  # delete, after the question
BY_ACTION: Mapping[str, Entry] = MappingProxyType({entry.action: entry for entry in (*ENTRIES, _REMOVE, CANCEL_ALL)})


def panel(pressed: Pressed, *, may_edit: bool) -> Payload:
    """Return the panel of a result for one person: the entries that fit the job and that they may use."""
    in_server = pressed.interaction.guild_id is not None
    offered = [
        entry.button(pressed)
        for entry in ENTRIES
        if entry.fits(pressed.job) and (entry.for_all or may_edit) and (in_server or not entry.in_servers)
    ]
    outputs = living(pressed.job.outputs, pressed.tools.clock.now())
    links, lines = link_buttons(outputs, pressed.tools.texts, locale_of(pressed.interaction))
    return Payload(content="\n".join((prompt_line(pressed.job), *lines)), rows=in_rows([*offered, *links]))
