"""What an app without the message content intent may read of other people's messages. Pure.

Source: https://discord.com/developers/docs/events/gateway#message-content-intent
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
MESSAGE_CONTENT = 1 << 15


def without_content(message: Json, bot_id: int, *, in_dm: bool) -> Json:
    """The message as such an app sees it: its own, those in DMs and those that mention it are whole."""
    mentioned = any(one["id"] == str(bot_id) for one in message.get("mentions", ()))
    if in_dm or mentioned or message.get("author", {}).get("id") == str(bot_id):
        return message
    return {**message, "content": "", "embeds": [], "attachments": [], "components": []}
