"""Message references: replies, and forwards with a snapshot of the original message. Pure.

Source: https://discord.com/developers/docs/resources/message#message-reference-object
"""

from __future__ import annotations

import copy
from typing import Any

from bot.sandbox.discord.rules.form import fail
from bot.sandbox.discord.rules.message import FORWARD, Flag
from bot.sandbox.discord.world.model import Channel

Json = dict[str, Any]
_DEFAULT, _REPLY, _CHAT_INPUT_COMMAND, _CONTEXT_MENU_COMMAND = 0, 19, 20, 23
# "We support only messages with type DEFAULT, REPLY, CHAT_INPUT_COMMAND, or CONTEXT_MENU_COMMAND."
_FORWARDABLE = frozenset({_DEFAULT, _REPLY, _CHAT_INPUT_COMMAND, _CONTEXT_MENU_COMMAND})
# The author is left out on purpose.
_SNAPSHOT_FIELDS = (
    "type", "content", "embeds", "attachments", "timestamp", "edited_timestamp", "flags", "mentions", "mention_roles",
    "components",
)  # fmt: skip


def reply(channel: Channel, target: Json) -> Json:
    """Return the fields a reply takes from the message it replies to."""
    replied_message = {key: value for key, value in target.items() if key != "referenced_message"}
    return {
        "type": _REPLY,
        "message_reference": _pointer(_DEFAULT, channel, target),
        "referenced_message": copy.deepcopy(replied_message),
    }


def forward(origin: Channel, target: Json) -> Json:
    """Return the fields of a forward: a snapshot of the message as it is now, which later edits don't change."""
    if target["type"] not in _FORWARDABLE:
        raise fail(("message_reference",), "FORWARD_CONTAINS_UNSUPPORTED_CONTENT", "This message cannot be forwarded.")
    # Snapshots don't nest: forwarding a forward passes its snapshots on.
    snapshots = target.get("message_snapshots") or [{"message": {name: target[name] for name in _SNAPSHOT_FIELDS}}]
    return {
        "flags": int(Flag.HAS_SNAPSHOT),
        "message_reference": _pointer(FORWARD, origin, target),
        "message_snapshots": copy.deepcopy(snapshots),
    }


def _pointer(kind: int, channel: Channel, target: Json) -> Json:
    pointer = {"type": kind, "channel_id": str(channel.id), "message_id": str(target["id"])}
    if channel.guild_id is not None:
        pointer["guild_id"] = str(channel.guild_id)
    return pointer
