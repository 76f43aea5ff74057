"""Post the rest of a message when Discord refuses a part of it, with a remark that something is missing.

A refused payload (400) is our fault and is refused in every channel: it says nothing about permissions. The parts that
the error names are removed first; if that does not help, links, embeds and pictures; then all buttons; finally
everything but the text. Links to a result are paid for: one whose button or embed is removed is added to the text.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, TypeVar

import discord

from bot.chat.render.parts import read_marker
from bot.chat.render.payload import BELOW, ButtonSpec, Payload
from bot.chat.sending.message_split import NamedFile
from bot.errors import MessageRefused

log = logging.getLogger(__name__)
T = TypeVar("T")
_MAX_CUTS = 3
_BUTTON = re.compile(r"components\.(\d+)\.components\.(\d+)\b")
_EMBED_PART = re.compile(r"embeds\.(\d+)\.(\w+)")
_EMBED = re.compile(r"embeds\.(\d+)$")
_FILE = re.compile(r"(?:attachments|files)(?:\.|\[)(\d+)")
_CONTENT_CHARACTERS = 1500
_MESSAGE_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Draft:
    """A message before it is sent.

    ``replies``: to the status message, if there is one. ``links``: to the result; none of them may be lost.
    """

    payload: Payload = field(repr=False)
    files: tuple[NamedFile, ...] = ()
    replies: bool = True
    links: tuple[str, ...] = field(default=(), repr=False)


async def send_without_refused_parts(draft: Draft, attempt: Callable[[Draft], Awaitable[T]], remark: str) -> T:
    """Send a draft without the parts that Discord refuses; ``remark`` is added if any are. Raises MessageError."""
    current, cuts = draft, 0
    while True:
        try:
            return await attempt(current)
        except MessageRefused as error:
            reduced = _reduce(current, error.parts if cuts < _MAX_CUTS else ())
            if reduced is None:
                raise
            log.warning("message.refused code=%d parts=%s", error.code, ",".join(error.parts) or "?")
            current, cuts = _with_remark(reduced, draft, remark), cuts + 1


def _reduce(draft: Draft, parts: Sequence[str]) -> Draft | None:
    """Return the draft without the named parts, else without links and embeds, else without buttons, else text only.

    None if nothing is left to remove.
    """
    for reduced in (without(draft, parts), without_links_and_embeds(draft), without_buttons(draft), words_only(draft)):
        if not _same(reduced, draft):
            return reduced
    return None


def without(draft: Draft, parts: Sequence[str]) -> Draft:
    """Return the draft without the refused parts; unchanged if they name nothing that can be removed."""
    reduced = draft
    buttons = {(int(row), int(place)) for row, place in _matches(_BUTTON, parts)}
    files = {int(number) for (number,) in _matches(_FILE, parts)}
    if buttons:
        reduced = replace(reduced, payload=replace(reduced.payload, rows=_rows_without(draft.payload.rows, buttons)))
    if files:
        reduced = _without_files(reduced, files)
    if any(part.startswith("message_reference") for part in parts):
        reduced = replace(reduced, replies=False)
    embeds = _embeds_without(reduced.payload.embeds, parts)
    return replace(reduced, payload=replace(reduced.payload, embeds=embeds))


def without_links_and_embeds(draft: Draft) -> Draft:
    """Return the draft without embeds and their pictures, and without link buttons."""
    rows = tuple(kept for row in draft.payload.rows if (kept := tuple(spec for spec in row if not spec.url)))
    pictures = {str(embed.image.url).removeprefix("attachment://") for embed in draft.payload.embeds}
    files = tuple(file for file in draft.files if file.name not in pictures)
    return replace(draft, payload=replace(draft.payload, embeds=(), rows=rows), files=files)


def without_buttons(draft: Draft) -> Draft:
    """Return the draft without buttons."""
    return replace(draft, payload=replace(draft.payload, rows=()))


def words_only(draft: Draft) -> Draft:
    """Return the draft with its text alone."""
    return replace(draft, payload=replace(draft.payload, embeds=(), rows=()), files=(), replies=False)


def _matches(pattern: re.Pattern[str], parts: Sequence[str]) -> list[tuple[str, ...]]:
    return [match.groups() for part in parts if (match := pattern.match(part))]


def _same(one: Draft, other: Draft) -> bool:
    return (one.files, one.replies, one.payload.digest()) == (other.files, other.replies, other.payload.digest())


def _rows_without(
    rows: tuple[tuple[ButtonSpec, ...], ...], refused: set[tuple[int, int]]
) -> tuple[tuple[ButtonSpec, ...], ...]:
    kept = (
        tuple(spec for place, spec in enumerate(row) if (number, place) not in refused)
        for number, row in enumerate(rows)
    )
    return tuple(row for row in kept if row)


def _without_files(draft: Draft, refused: set[int]) -> Draft:
    names = {f"attachment://{file.name}" for number, file in enumerate(draft.files) if number in refused}
    embeds = []
    for embed in draft.payload.embeds:
        if embed.image.url in names:
            embed = embed.copy().set_image(url=None)  # noqa: PLW2901
        embeds.append(embed)
    kept = tuple(file for number, file in enumerate(draft.files) if number not in refused)
    return replace(draft, files=kept, payload=replace(draft.payload, embeds=tuple(embeds)))


def _embeds_without(embeds: Sequence[discord.Embed], parts: Sequence[str]) -> tuple[discord.Embed, ...]:
    """Return the embeds without refused parts, leaving out those refused as a whole."""
    refused_parts = {(int(number), name) for number, name in _matches(_EMBED_PART, parts)}
    refused_embeds = {int(number) for (number,) in _matches(_EMBED, parts)}
    return tuple(
        _embed_without(embed, {name for owner, name in refused_parts if owner == number})
        for number, embed in enumerate(embeds)
        if number not in refused_embeds
    )


def _embed_without(embed: discord.Embed, names: set[str]) -> discord.Embed:
    if not names:
        return embed
    entries: dict[str, Any] = dict(embed.to_dict())
    return discord.Embed.from_dict({key: entries[key] for key in entries if key not in names})


def _with_remark(reduced: Draft, original: Draft, remark: str) -> Draft:
    """Add the remark and the links that were cut below the text, and keep the marker that identifies the message."""
    words, small_print = _split(original.payload.content)
    marker = _footer(original.payload)
    last = [small_print] if small_print else [f"{BELOW}{marker}"] if marker and not _footer(reduced.payload) else []
    links = [f"<{link}>" for link in original.links if not _shows(reduced.payload, link)]
    room = _MESSAGE_CHARACTERS - sum(len(line) + 1 for line in (remark, *last))
    kept = [link for link, end in zip(links, accumulate(len(link) + 1 for link in links), strict=True) if end <= room]
    room -= sum(len(link) + 1 for link in kept)
    words = words[: max(0, min(room, _CONTENT_CHARACTERS))]
    return replace(reduced, payload=replace(reduced.payload, content="\n".join((words, remark, *kept, *last))))


def _split(content: str) -> tuple[str, str]:
    """Return the text, and the small print below it that carries the marker, empty if there is none."""
    words, _, last = content.rpartition("\n")
    return (words, last) if last.startswith(BELOW) and read_marker(last) else (content, "")


def _shows(payload: Payload, link: str) -> bool:
    """Return whether a link is still reachable: by its button, or in the description of an embed."""
    in_buttons = any(spec.url == link for row in payload.rows for spec in row)
    return in_buttons or any(link in (embed.description or "") for embed in payload.embeds)


def _footer(payload: Payload) -> str:
    return next((str(embed.footer.text) for embed in payload.embeds if embed.footer.text), "")
