"""REST: the sounds of a server's soundboard. https://discord.com/developers/docs/resources/soundboard"""

from __future__ import annotations

import asyncio
import base64
import binascii
import io
from typing import Any

import av
import av.error

from bot.sandbox.discord.errors import known
from bot.sandbox.discord.rest.call import Call, Reply, Route
from bot.sandbox.discord.rules import access
from bot.sandbox.discord.rules.form import Form
from bot.sandbox.discord.rules.permissions import Permission, in_guild
from bot.sandbox.discord.world import payloads
from bot.sandbox.discord.world.model import Guild

LARGEST_BYTES = 512 * 1024
LONGEST_SECONDS = 5.2
_GUILD_EXPRESSIONS = 1 << 3
SOUND_CREATE = 130  # audit log action
_DATA_URI_PREFIXES = ("data:audio/ogg;base64,", "data:audio/mpeg;base64,", "data:audio/mp3;base64,")


async def list_sounds(call: Call) -> Reply:
    """GET /guilds/{guild_id}/soundboard-sounds."""
    return Reply(200, {"items": [_shown(one) for one in _guild(call).soundboard]})


async def create_sound(call: Call) -> Reply:
    """POST /guilds/{guild_id}/soundboard-sounds: requires CREATE_GUILD_EXPRESSIONS, a free slot, and a short sound."""
    guild, world = _guild(call), call.platform.world
    access.require(in_guild(guild, world.bot.id), Permission.CREATE_GUILD_EXPRESSIONS)
    form = Form()
    form.text(("name",), call.body.get("name"), 2, 32)
    form.raise_if_any()
    if len(guild.soundboard) >= guild.soundboard_slots:
        raise known(30045)
    data = _decoded(call.body.get("sound"))
    if len(data) > LARGEST_BYTES:
        raise known(50045)
    if await asyncio.to_thread(_seconds, data) > LONGEST_SECONDS:
        raise known(50046)
    sound: dict[str, Any] = {
        "name": call.body["name"],
        "sound_id": str(call.platform.ids.next()),
        "volume": float(call.body.get("volume") or 1.0),
        "emoji_id": call.body.get("emoji_id"),
        "emoji_name": call.body.get("emoji_name"),
        "guild_id": str(guild.id),
        "available": True,
        "user": payloads.user(world.bot),
    }
    guild.soundboard.append({**sound, "bytes": base64.b64encode(data).decode()})
    reason = call.request.headers.get("X-Audit-Log-Reason", "")
    guild.audit_log.append(
        {
            "id": str(call.platform.ids.next()),
            "user_id": str(world.bot.id),
            "target_id": sound["sound_id"],
            "action_type": SOUND_CREATE,
            "reason": reason,
        }
    )
    call.platform.gateway.announce("GUILD_SOUNDBOARD_SOUND_CREATE", sound, guild_id=guild.id, intent=_GUILD_EXPRESSIONS)
    return Reply(201, sound)


def _shown(sound: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in sound.items() if name != "bytes"}


def _guild(call: Call) -> Guild:
    guild = call.platform.world.guilds.get(call.id("guild_id"))
    if guild is None or not guild.has_bot:
        raise known(10004)
    return guild


def _decoded(sound: object) -> bytes:
    prefix = next((one for one in _DATA_URI_PREFIXES if isinstance(sound, str) and sound.startswith(one)), None)
    if prefix is None or not isinstance(sound, str):
        raise known(50046)
    try:
        return base64.b64decode(sound.removeprefix(prefix), validate=True)
    except binascii.Error:
        raise known(50046) from None


def _seconds(data: bytes) -> float:
    """Return a sound's length by decoding all of it: its own metadata can't be trusted."""
    try:
        with av.open(io.BytesIO(data), "r") as container:
            stream = container.streams.audio[0]
            return sum(frame.samples / frame.sample_rate for frame in container.decode(stream))
    except (av.error.FFmpegError, IndexError):
        raise known(50046) from None


def routes() -> list[Route]:
    """Return the routes of this module."""
    return [
        Route("GET", "/guilds/{guild_id}/soundboard-sounds", list_sounds),
        Route("POST", "/guilds/{guild_id}/soundboard-sounds", create_sound),
    ]
