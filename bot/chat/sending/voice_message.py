"""Native voice messages, in Discord's format, which discord.py can receive but not send.

https://discord.com/developers/docs/resources/message#voice-messages
"""

import base64
import json
from typing import Any

import discord

from bot.chat.discord_compat import DiscordCompat
from bot.jobs.ports import VoiceClip

MOST_POINTS = 256


async def send_voice_message(
    compat: DiscordCompat,
    channel_id: int,
    clip: VoiceClip,
    name: str,
    nonce: str,
    reference: discord.MessageReference | None,
) -> int:
    """Send a clip and return the message's id. Raises what discord.py raises, MessageRefused without raw requests.

    No client shows the file's ``name``, so it can identify the job.
    """
    payload = voice_payload(clip, name, nonce, reference)
    file = discord.File(clip.path, filename=name)
    part = {"name": "files[0]", "value": file.fp, "filename": name, "content_type": "audio/ogg"}
    try:
        sent = await compat.request(
            "POST",
            "/channels/{channel_id}/messages",
            form=[{"name": "payload_json", "value": json.dumps(payload)}, part],
            files=[file],
            channel_id=channel_id,
        )
    finally:
        file.close()
    return int(sent["id"])


def voice_payload(clip: VoiceClip, name: str, nonce: str, reference: discord.MessageReference | None) -> dict[str, Any]:
    """Return the payload sent with the file: the flag, duration and waveform, no content, nobody mentioned."""
    entry = {
        "id": 0,
        "filename": name,
        "duration_secs": round(max(clip.seconds, 0.01), 3),
        "waveform": base64.b64encode(clip.waveform[:MOST_POINTS] or b"\0").decode("ascii"),
    }
    payload = {
        "flags": discord.MessageFlags(voice=True).value,
        "nonce": nonce,
        "enforce_nonce": True,
        "allowed_mentions": {"parse": []},
        "attachments": [entry],
    }
    if reference is not None:
        ids = {"message_id": reference.message_id, "channel_id": reference.channel_id}
        payload["message_reference"] = {**ids, "fail_if_not_exists": reference.fail_if_not_exists}
    return payload
