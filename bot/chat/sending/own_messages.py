"""Existing messages of this bot, for presses of their buttons: recognise them, grey out buttons, delete them."""

import logging
from functools import partial

import discord

from bot.chat.render.parts import marker_of
from bot.chat.sending.history import History
from bot.chat.sending.requests import once, persist
from bot.clock import Clock
from bot.errors import MessageGone, NotFound
from bot.jobs.model import Job

log = logging.getLogger(__name__)


def is_about(message: discord.Message, job_id: str) -> bool:
    """Return whether a message's own marker names this job: a job id must not give access to another job's message."""
    mark = marker_of(message.content, (embed.footer.text or "" for embed in message.embeds))
    return mark is not None and mark.job_id == job_id


class OwnMessages:
    """Messages of this bot."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._history = History(client, clock)

    def _message(self, channel_id: int, message_id: int) -> discord.PartialMessage:
        return self._client.get_partial_messageable(channel_id).get_partial_message(message_id)

    async def check_is_about(self, channel_id: int, message_id: int, job_id: str) -> None:
        """Check that a message is ours and this job's. Raises NotFound if it is not, MessageError."""
        try:
            message = await persist(self._message(channel_id, message_id).fetch, self._clock)
        except MessageGone:
            raise NotFound from None
        own_id = self._client.user.id if self._client.user is not None else 0
        if message.author.id != own_id or not is_about(message, job_id):
            raise NotFound

    async def update_buttons(self, message: discord.Message, disabled_id: str) -> None:
        """Show a message's buttons with one of them disabled, or all enabled for an empty id. Raises MessageError.

        Disabling is a nicety and tried once; a button must not stay disabled for ever because one request failed.
        """
        view = discord.ui.View.from_message(message, timeout=None)
        view.stop()
        for item in view.children:
            if isinstance(item, discord.ui.Button) and item.custom_id is not None:
                item.disabled = item.custom_id == disabled_id

        attempt = partial(self._message(message.channel.id, message.id).edit, view=view)
        await (once(attempt) if disabled_id else persist(attempt, self._clock))

    async def delete_result(self, job: Job, channel_id: int, message_id: int) -> None:
        """Delete a posted ending with all its parts. Raises MessageError; a message already deleted is fine."""
        for part_id in (message_id, *await self._history.siblings(job, channel_id, message_id)):
            try:
                await persist(self._message(channel_id, part_id).delete, self._clock)
            except MessageGone:
                log.info("message.already_deleted", extra={"job": job.id})
