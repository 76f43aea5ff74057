"""Renders messages of the local Discord as lines of text, for a terminal."""

import re
import time

from bot.sandbox.discord.world.messages import Message

_TIMESTAMP = re.compile(r"<t:(-?\d+)(?::([tTdDfFR]))?>")
_MENTION = re.compile(r"<@!?(\d+)>")


def lines_of(message: Message, names: dict[int, str], *, edited: bool = False) -> list[str]:
    """Return a message as indented lines, with mentions and timestamps written out."""
    author = names.get(message.author_id, "somebody")
    marks = " (edited)" if edited else ""
    if message.ephemeral_to is not None:
        marks += f" (only {names.get(message.ephemeral_to, 'you')} can see this)"
    payload = message.payload
    body = [str(payload.get("content") or "")]
    for embed in payload.get("embeds") or []:
        body += [f"│ {text}" for text in _embed_lines(embed)]
    for file in payload.get("attachments") or []:
        length = f", {file['duration_secs']:.1f} s voice message" if file.get("duration_secs") else ""
        body.append(f"[file] {file['filename']} ({file.get('content_type')}, {file['size']:,} bytes{length})")
        body.append(f"       {file['url']}")
    buttons = _buttons(payload.get("components") or [])
    if buttons:
        body.append("  ".join(f"[{label}]" for label in buttons))
    shown = [readable(line, names) for text in body for line in text.splitlines() if line.strip()]
    return [f"{author}{marks}:"] + [f"    {line}" for line in shown]


def readable(text: str, names: dict[int, str]) -> str:
    """Return text with mentions and timestamps written out."""
    text = _MENTION.sub(lambda match: "@" + names.get(int(match[1]), match[1]), text)
    return _TIMESTAMP.sub(lambda match: _moment(int(match[1]), match[2]), text)


def _moment(seconds: int, style: str | None) -> str:
    if style == "R":
        away = seconds - time.time()
        size = f"{abs(away):.0f} s" if abs(away) < 120 else f"{abs(away) / 60:.0f} min"
        size = size if abs(away) < 7200 else f"{abs(away) / 3600:.0f} h"
        return f"in {size}" if away >= 0 else f"{size} ago"
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


def _embed_lines(embed: dict[str, object]) -> list[str]:
    lines = [str(embed[key]) for key in ("title", "description") if embed.get(key)]
    fields = embed.get("fields")
    if isinstance(fields, list):
        lines += [f"{field['name']}: {field['value']}" for field in fields]
    footer = embed.get("footer")
    if isinstance(footer, dict):
        lines.append(str(footer.get("text", "")))
    return [line for text in lines for line in text.splitlines()]


def _buttons(rows: list[dict[str, object]]) -> list[str]:
    labels = []
    for row in rows:
        components = row.get("components")
        for component in components if isinstance(components, list) else []:
            emoji = component.get("emoji")
            emoji_prefix = f"{emoji['name']} " if isinstance(emoji, dict) and emoji.get("name") else ""
            labels.append(f"{emoji_prefix}{component.get('label') or component.get('custom_id', '')}".strip())
    return labels
