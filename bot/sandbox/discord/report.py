"""Report, as text, what the local Discord shows: for a wait that ran out."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.discord.people.transcript import lines_of
from bot.sandbox.discord.platform import Platform
from bot.sandbox.discord.rest.server import RequestRecord
from bot.sandbox.discord.world.interaction import Interaction

_MESSAGES = 30
_INTERACTIONS = 15
_REQUESTS = 15
_WIDEST = 360


def account_of(platform: Platform, requests: Iterable[RequestRecord]) -> str:
    """Return the newest messages, the newest interactions and the newest requests that were refused."""
    refused = [f"{one.method} {one.path} -> {one.status}" for one in requests if not 200 <= one.status < 300]
    interactions = list(platform.interactions.by_id.values())[-_INTERACTIONS:]
    parts = {
        "Messages": _messages(platform),
        "Interactions": [_line_of(one) for one in interactions],
        "Requests to Discord that were refused": refused[-_REQUESTS:],
    }
    return "\n".join(
        f"{title}:\n" + ("\n".join(f"  {line}" for line in lines) or "  none") for title, lines in parts.items()
    )


def _messages(platform: Platform) -> list[str]:
    names = {user.id: user.username for user in platform.world.users.values()}
    lines = []
    for message in list(platform.messages.by_id.values())[-_MESSAGES:]:
        channel = platform.world.channels.get(message.channel_id)
        gone = " [deleted]" if message.deleted else ""
        where = f"#{channel.name}" if channel is not None and channel.name else "direct message"
        first, *rest = (line.strip() for line in lines_of(message, names, edited=bool(message.edits)))
        told = [line for line in rest if not line.startswith("http")]
        lines.append(" ".join([f"{where}{gone} {first}", *told])[:_WIDEST])
    return lines


def _line_of(one: Interaction) -> str:
    answered = "" if one.first_answer_ms is None else f", first answer after {one.first_answer_ms:.0f} ms"
    failed = f", {one.error}" if one.error else ""
    return f"{one.name} by {one.user.username}: {one.state}{answered}{failed}"
