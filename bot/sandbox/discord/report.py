"""A text report of the local Discord's state, for a wait that timed out."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.discord.people.transcript import lines_of
from bot.sandbox.discord.platform import Platform
from bot.sandbox.discord.rest.server import RequestRecord
from bot.sandbox.discord.world.interaction import Interaction

_MAX_MESSAGES = 30
_MAX_INTERACTIONS = 15
_MAX_REQUESTS = 15
_MAX_LINE_CHARACTERS = 360


def account_of(platform: Platform, requests: Iterable[RequestRecord]) -> str:
    """Return a report of the newest messages, interactions and failed requests."""
    refused = [
        f"{record.method} {record.path} -> {record.status}" for record in requests if not 200 <= record.status < 300
    ]
    interactions = list(platform.interactions.by_id.values())[-_MAX_INTERACTIONS:]
    parts = {
        "Messages": _messages(platform),
        "Interactions": [_line_of(interaction) for interaction in interactions],
        "Requests to Discord that were refused": refused[-_MAX_REQUESTS:],
    }
    return "\n".join(
        f"{title}:\n" + ("\n".join(f"  {line}" for line in lines) or "  none") for title, lines in parts.items()
    )


def _messages(platform: Platform) -> list[str]:
    names = {user.id: user.username for user in platform.world.users.values()}
    lines = []
    for message in list(platform.messages.by_id.values())[-_MAX_MESSAGES:]:
        channel = platform.world.channels.get(message.channel_id)
        deleted = " [deleted]" if message.deleted else ""
        where = f"#{channel.name}" if channel is not None and channel.name else "direct message"
        first, *rest = (line.strip() for line in lines_of(message, names, edited=bool(message.edits)))
        shown = [line for line in rest if not line.startswith("http")]
        lines.append(" ".join([f"{where}{deleted} {first}", *shown])[:_MAX_LINE_CHARACTERS])
    return lines


def _line_of(interaction: Interaction) -> str:
    answered = (
        "" if interaction.first_answer_ms is None else f", first answer after {interaction.first_answer_ms:.0f} ms"
    )
    failed = f", {interaction.error}" if interaction.error else ""
    return f"{interaction.name} by {interaction.user.username}: {interaction.state}{answered}{failed}"
