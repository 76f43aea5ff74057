"""What *More…* offers for a result, one entry each: to add one, write what it does and put it into :data:`ENTRIES`.

An entry also needs a member of ``Action``, its emoji in ``render/parts.py`` and the text ``button-<action>``. Pressed
in the panel it answers by turning the panel into its outcome; the same buttons on older messages, which stand on the
result itself, get a message of their own for it.
"""

import io
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import discord

from bot.chat.interaction.answers import AnyInteraction, locale_of
from bot.chat.render import render_details
from bot.chat.render.parts import button, prompt_line
from bot.chat.render.payload import Action, ButtonSpec, Payload, in_rows
from bot.chat.render.result_links import link_buttons, living
from bot.chat.sending.messenger import DiscordMessenger
from bot.chat.sending.own_messages import OwnMessages
from bot.chat.texts import Texts
from bot.clock import Clock
from bot.jobs.caller import Caller
from bot.jobs.model import Job, Kind, State
from bot.service.job_service import JobService


@dataclass(frozen=True, slots=True)
class Tools:
    """What every button needs."""

    service: JobService
    texts: Texts
    clock: Clock

    def messenger(self, interaction: AnyInteraction) -> DiscordMessenger:
        """Return who posts for this interaction."""
        return DiscordMessenger(interaction.client, self.texts, self.clock, self.service.catalog)

    def own_messages(self, interaction: AnyInteraction) -> OwnMessages:
        """Return our messages as this interaction's client sees them."""
        return OwnMessages(interaction.client, self.clock)


@dataclass(frozen=True, slots=True)
class Pressed:
    """An entry that somebody has pressed: about which job, and where its result stands. It is acknowledged already."""

    interaction: AnyInteraction = field(repr=False)
    caller: Caller
    job: Job
    channel_id: int
    message_id: int
    tools: Tools = field(repr=False)

    async def answer(
        self,
        key: str,
        *,
        view: discord.ui.View | None = None,
        embed: discord.Embed | None = None,
        file: str | None = None,
    ) -> None:
        """Turn the panel into the outcome: a sentence, or an embed with a text as a file.

        Raises what discord.py raises.
        """
        files = [] if file is None else [discord.File(io.BytesIO(file.encode("utf-8", "replace")), "command.txt")]
        text = self.tools.texts.text(key, locale_of(self.interaction)) if key else None
        embeds = [] if embed is None else [embed]
        await self.interaction.edit_original_response(content=text, embeds=embeds, attachments=files, view=view)


Act = Callable[[Pressed], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``fits``: for which jobs; ``for_all``: anybody may, not only who asked for it and moderators.

    ``in_servers``: needs rights and roles, which a direct message does not tell. ``opens_form``: answers with a form,
    which has to be the first answer, so it is not acknowledged before.
    """

    action: Action
    act: Act
    fits: Callable[[Job], bool] = lambda job: True
    for_all: bool = False
    in_servers: bool = False
    opens_form: bool = False


def has_sound(job: Job) -> bool:
    """Return whether there is a sound that could be a voice message."""
    return job.state is State.READY and job.kind is not Kind.VIDEO and not job.is_lost


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
    Entry(Action.DETAILS, _details),
    Entry(Action.DELETE, _ask_before_deleting),
)
_ANSWERS = (Entry(Action.REMOVE, _remove),)  # to what an entry has asked
BY_ACTION: Mapping[str, Entry] = MappingProxyType({entry.action.value: entry for entry in (*ENTRIES, *_ANSWERS)})


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
