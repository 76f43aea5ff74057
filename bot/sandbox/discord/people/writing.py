"""Sending messages as a person: text, files, voice messages, forwards, forum posts; and deleting them.

It makes the checks of the Discord client; the text of a `PersonError` says what the client would show.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.sandbox.discord.errors import ComponentRejected, PersonError
from bot.sandbox.discord.platform import Platform
from bot.sandbox.discord.rules.message import FORWARD, Flag
from bot.sandbox.discord.rules.permissions import Permission
from bot.sandbox.discord.world.messages import Draft, Message
from bot.sandbox.discord.world.model import FORUM_TYPES, WRITABLE_TYPES, Channel, ChannelType, LocalFile, User

Json = dict[str, Any]


class Writing:
    """What people can see and write."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform

    def _seen(self, user: User, channel: Channel) -> Permission:
        world = self.platform.world
        if channel.id not in world.channels:
            raise PersonError("This channel does not exist any more.")
        if channel.guild_id is not None and user.id not in world.guilds[channel.guild_id].members:
            raise PersonError(f"{user.username} is not a member of this server.")
        granted = world.permissions_in(channel, user.id)
        if not granted & Permission.VIEW_CHANNEL:
            raise PersonError(f"{user.username} can't see #{channel.name}.")
        return granted

    def _check_sees(self, user: User, message: Message) -> None:
        if message.deleted:
            raise ComponentRejected("This message was deleted.")
        if message.ephemeral_to not in {None, user.id}:
            raise ComponentRejected("Only the person it was made for sees this message.")
        if message.channel_id not in self.platform.world.channels:
            raise ComponentRejected("This channel does not exist any more.")
        self._seen(user, self.platform.world.channels[message.channel_id])

    async def say(self, user: User, channel: Channel, content: str, files: Sequence[LocalFile] = ()) -> Message:
        """Send an ordinary message."""
        self._may_write(user, channel)
        body: Json = {"content": content}
        return self.platform.messages.create(Draft(channel, user, body, dict(enumerate(files))))

    def _may_write(self, user: User, channel: Channel) -> Permission:
        granted = self._seen(user, channel)
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        if channel.type not in WRITABLE_TYPES or not granted & needed:
            raise PersonError(f"{user.username} can't write in #{channel.name}.")
        return granted

    async def say_aloud(
        self, user: User, channel: Channel, recording: LocalFile, *, seconds: float, waveform: str
    ) -> Message:
        """Send a voice message, as the client records it; `waveform` is base64, one byte per tenth of a second."""
        granted = self._may_write(user, channel)
        if channel.guild_id is not None and not granted & Permission.SEND_VOICE_MESSAGES:
            raise PersonError(f"{user.username} can't send voice messages in #{channel.name}.")
        metadata = {"id": "0", "filename": recording.filename, "duration_secs": seconds, "waveform": waveform}
        body: Json = {"flags": int(Flag.IS_VOICE_MESSAGE), "attachments": [metadata]}
        return self.platform.messages.create(Draft(channel, user, body, {0: recording}))

    async def forward(self, user: User, message: Message, channel: Channel) -> Message:
        """Forward a message the person can see to a channel they may write in."""
        self._check_sees(user, message)
        self._may_write(user, channel)
        origin = self.platform.world.channels[message.channel_id]
        if origin.nsfw and not channel.nsfw:
            raise PersonError("Messages of an age-restricted channel can't be forwarded to one that is not.")
        pointer = {"type": FORWARD, "channel_id": str(origin.id), "message_id": str(message.id)}
        return self.platform.messages.create(Draft(channel, user, {"message_reference": pointer}))

    async def post(
        self, user: User, forum: Channel, title: str, content: str, files: Sequence[LocalFile] = ()
    ) -> Message:
        """Start a post in a forum; its first message has the id of the thread."""
        granted, guild = self._seen(user, forum), self.platform.world.guild_of(forum)
        if guild is None or forum.type not in FORUM_TYPES or not granted & Permission.SEND_MESSAGES:
            raise PersonError(f"{user.username} can't post in #{forum.name}.")
        thread = self.platform.world.add_channel(guild, title, kind=ChannelType.PUBLIC_THREAD, parent=forum)
        thread.owner_id = user.id
        body: Json = {"content": content}
        return self.platform.messages.create(Draft(thread, user, body, dict(enumerate(files)), id=thread.id))

    async def delete_message(self, user: User, message: Message) -> None:
        """Delete the user's own message, or with MANAGE_MESSAGES anybody's."""
        self._check_sees(user, message)
        granted = self._seen(user, self.platform.world.channels[message.channel_id])
        if message.author_id != user.id and not granted & Permission.MANAGE_MESSAGES and message.ephemeral_to is None:
            raise PersonError("You may not delete this message.")
        self.platform.messages.delete(message)
