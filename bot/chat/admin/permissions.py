"""Compare the bot's permissions in each channel with those that posting needs. Pure: permissions in, keys out."""

from dataclasses import dataclass

import discord

Place = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel | discord.Thread


@dataclass(frozen=True, slots=True)
class ChannelLack:
    """A channel and the Fluent keys of the permissions missing in it."""

    channel_id: int
    missing_keys: tuple[str, ...]


def missing_keys(rights: discord.Permissions, *, in_thread: bool = False) -> tuple[str, ...]:
    """Return the Fluent keys of the permissions missing for posting results and finding them again."""
    if rights.administrator:
        return ()
    needed = {
        "permission-view-channel": rights.view_channel,
        "permission-send-messages-in-threads": rights.send_messages_in_threads or not in_thread,
        "permission-send-messages": rights.send_messages or in_thread,
        "permission-embed-links": rights.embed_links,
        "permission-attach-files": rights.attach_files,
        # A result replies to its status message, and after a crash the bot searches for its own messages.
        "permission-read-message-history": rights.read_message_history,
    }
    return tuple(key for key, granted in needed.items() if not granted)


def channels_of(guild: discord.Guild) -> list[Place]:
    """Return the channels in which people may use commands, in the order Discord shows them."""
    channels: list[Place] = [*guild.text_channels, *guild.voice_channels, *guild.stage_channels, *guild.forums]
    return sorted(channels, key=lambda channel: (getattr(channel, "position", 0), channel.id))


def lacks_of(guild: discord.Guild) -> tuple[list[ChannelLack], int]:
    """Return the channels with missing permissions, and the number of channels with none missing."""
    lacks, fine = [], 0
    for channel in channels_of(guild):
        missing = missing_keys(channel.permissions_for(guild.me), in_thread=isinstance(channel, discord.ForumChannel))
        if missing:
            lacks.append(ChannelLack(channel.id, missing))
        else:
            fine += 1
    return lacks, fine
