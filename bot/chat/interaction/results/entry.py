"""An entry of *More…*, and what its handler is given."""

import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import discord

from bot.chat.interaction.answers import AnyInteraction, locale_of
from bot.chat.render.parts import button
from bot.chat.render.payload import ButtonSpec
from bot.chat.sending.messenger import DiscordMessenger
from bot.chat.sending.own_messages import OwnMessages
from bot.chat.texts import Texts
from bot.clock import Clock
from bot.jobs.caller import Caller
from bot.jobs.model import Job, Kind, State
from bot.service.job_service import JobService


@dataclass(frozen=True, slots=True)
class Tools:
    """What every button's handler needs."""

    service: JobService
    texts: Texts
    clock: Clock

    def messenger(self, interaction: AnyInteraction) -> DiscordMessenger:
        """Return a messenger for this interaction's client."""
        return DiscordMessenger(interaction.client, self.texts, self.clock, self.service.catalog)

    def own_messages(self, interaction: AnyInteraction) -> OwnMessages:
        """Return our messages as this interaction's client sees them."""
        return OwnMessages(interaction.client, self.clock)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press of an entry: for which job, and where its result is. Acknowledged, unless the entry opens a form."""

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
        """Replace the panel by the outcome: a sentence, or an embed with a text as a file.

        Raises what discord.py raises.
        """
        files = [] if file is None else [discord.File(io.BytesIO(file.encode("utf-8", "replace")), "command.txt")]
        text = self.tools.texts.text(key, locale_of(self.interaction)) if key else None
        embeds = [] if embed is None else [embed]
        await self.interaction.edit_original_response(content=text, embeds=embeds, attachments=files, view=view)


Act = Callable[[Pressed], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``action``: its name in the button's id, and in the key of its text, ``button-<action>``.

    ``fits``: for which jobs; ``for_all``: usable by anybody, not only by the job's owner and moderators.

    ``in_servers``: needs permissions and roles, which are unknown in a direct message. ``opens_form``: answers with a
    form, which has to be the first answer, so it is not acknowledged before.
    """

    action: str
    act: Act
    emoji: str | None = None
    style: discord.ButtonStyle = discord.ButtonStyle.secondary
    fits: Callable[[Job], bool] = lambda job: True
    for_all: bool = False
    in_servers: bool = False
    opens_form: bool = False

    def button(self, pressed: Pressed) -> ButtonSpec:
        """Return its button for the result that *More…* was pressed on."""
        locale = locale_of(pressed.interaction)
        about = (pressed.job, pressed.tools.texts, locale, pressed.message_id)
        return button(self.action, *about, emoji=self.emoji, style=self.style)


def has_sound(job: Job) -> bool:
    """Return whether there is a sound that could be a voice message."""
    return job.state is State.READY and job.kind is not Kind.VIDEO and not job.is_lost
