"""Compare the bot's permissions in each channel with those that posting takes. Pure: permissions in, keys out."""

from dataclasses import dataclass

import discord

Place = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel | discord.Thread


@dataclass(frozen=True, slots=True)
class ChannelLack:
    """A channel and the keys of the permissions that are missing in it."""

    channel_id: int
    missing_keys: tuple[str, ...]


def missing_keys(rights: discord.Permissions, *, in_thread: bool = False) -> tuple[str, ...]:
    """Return the keys of the names of what is missing to post results and to find them again."""
    if rights.administrator:
        return ()
    needed = {
        "permission-view-channel": rights.view_channel,
        "permission-send-messages-in-threads": rights.send_messages_in_threads or not in_thread,
        "permission-send-messages": rights.send_messages or in_thread,
        "permission-embed-links": rights.embed_links,
        "permission-attach-files": rights.attach_files,
        # A result replies to its status message, and after a crash our own messages are looked for.
        "permission-read-message-history": rights.read_message_history,
    }
    return tuple(key for key, granted in needed.items() if not granted)


def channels_of(guild: discord.Guild) -> list[Place]:
    """Return the channels in which people may ask for something, in the order they see them."""
    found: list[Place] = [*guild.text_channels, *guild.voice_channels, *guild.stage_channels, *guild.forums]
    return sorted(found, key=lambda channel: (getattr(channel, "position", 0), channel.id))


def lacks_of(guild: discord.Guild) -> tuple[list[ChannelLack], int]:
    """Return the channels in which something is missing, and how many have all."""
    found, fine = [], 0
    for channel in channels_of(guild):
        missing = missing_keys(channel.permissions_for(guild.me), in_thread=isinstance(channel, discord.ForumChannel))
        if missing:
            found.append(ChannelLack(channel.id, missing))
        else:
            fine += 1
    return found, fine
