"""What an app without the message content intent may read of other users' messages. Pure.

Source: https://discord.com/developers/docs/events/gateway#message-content-intent
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
MESSAGE_CONTENT = 1 << 15


def may_read(message: Json, bot_id: int, *, in_dm: bool) -> bool:
    """Return whether such an app may read a message: its own ones, those in DMs, and those that mention it."""
    mentioned = any(one["id"] == str(bot_id) for one in message.get("mentions", ()))
    return in_dm or mentioned or message.get("author", {}).get("id") == str(bot_id)


def without_content(message: Json, bot_id: int, *, in_dm: bool) -> Json:
    """Return the message as such an app sees it."""
    if may_read(message, bot_id, in_dm=in_dm):
        return message
    stripped = _emptied(message)
    if "message_snapshots" in message:
        stripped["message_snapshots"] = [{"message": _emptied(one["message"])} for one in message["message_snapshots"]]
    return stripped


def _emptied(part: Json) -> Json:
    return {**part, "content": "", "embeds": [], "attachments": [], "components": []}
