"""Native voice messages: Discord's format for them, which discord.py can receive but not send.

Relies on two half-private parts of discord.py 2.7.1, pinned by a test: ``File.to_dict`` makes the attachment's entry
in the payload, and ``MultipartParameters.multipart`` holds the parts, whose content type must be ``audio/*``.
https://discord.com/developers/docs/resources/message#voice-messages
"""

import base64
from typing import Any

import discord
from discord.http import MultipartParameters, handle_message_parameters

from bot.jobs.ports import VoiceClip

MOST_POINTS = 256


class VoiceFile(discord.File):
    """A file whose entry carries what a voice message needs. No client shows its name, so that may say whose it is."""

    def __init__(self, clip: VoiceClip, name: str) -> None:
        super().__init__(clip.path, filename=name)
        self._clip = clip

    def to_dict(self, index: int) -> dict[str, Any]:
        """Return the attachment's entry with duration and waveform."""
        entry = super().to_dict(index)
        entry["duration_secs"] = round(max(self._clip.seconds, 0.01), 3)
        entry["waveform"] = base64.b64encode(self._clip.waveform[:MOST_POINTS] or b"\0").decode("ascii")
        return entry


def voice_parameters(clip: VoiceClip, name: str, nonce: str, reference: dict[str, Any] | None) -> MultipartParameters:
    """Return the request of a voice message: one audio file, the flag, no content, nobody mentioned."""
    parameters = handle_message_parameters(
        file=VoiceFile(clip, name),
        flags=discord.MessageFlags(voice=True),
        nonce=nonce,
        message_reference=discord.utils.MISSING if reference is None else reference,  # type: ignore[arg-type]
        allowed_mentions=discord.AllowedMentions.none(),
    )
    for part in (parameters.multipart or ())[1:]:
        part["content_type"] = "audio/ogg"
    return parameters
