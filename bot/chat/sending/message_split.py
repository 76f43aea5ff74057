"""Spread a result over as many messages as Discord's limits ask for: ten files and 25 MiB a message."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.chat.render.filenames import file_name
from bot.jobs.model import Job, prompt_of
from bot.jobs.ports import Attachment

MOST_FILES = 10
# 25 MiB a request in all; payload, part headers and boundaries need a little of it.
REQUEST_BYTES = 25 * 1024 * 1024 - 64 * 1024
# One embed a picture, and ten embeds a message.
_MOST_PICTURES = 5


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file with the name it is posted under. ``alt_key``: the Fluent key of what a picture shows."""

    path: Path
    name: str
    alt_key: str = ""


@dataclass(frozen=True, slots=True)
class FileBatch:
    """What one message carries."""

    attachments: tuple[Attachment, ...]
    files: tuple[NamedFile, ...]
    pictures: tuple[str, ...]


def name_files(job: Job, attachments: Sequence[Attachment]) -> list[tuple[Attachment, NamedFile, NamedFile | None]]:
    """Give every file and picture a name of its own."""
    several = len(attachments) > 1
    named = []
    for number, attachment in enumerate(attachments, start=1):
        name = file_name(
            prompt_of(job.request),
            attachment.file.extension,
            part=number if several else None,
            fallback=f"foley-{job.kind.value}",
        )
        picture = None
        if attachment.picture is not None:
            name_of_picture = f"waveform-{number}.png" if several else "waveform.png"
            picture = NamedFile(attachment.picture, name_of_picture, "alt-waveform")
        named.append((attachment, NamedFile(attachment.file.path, name), picture))
    return named


def pack(
    job: Job, attachments: Sequence[Attachment], picture_bytes: Sequence[int], request_bytes: int = REQUEST_BYTES
) -> list[FileBatch]:
    """Return batches in order, never empty; ``picture_bytes`` are the sizes of the pictures, 0 without one.

    A picture that would not fit beside its own file is left out; a file is never.
    """
    batches: list[FileBatch] = []
    kept: list[tuple[Attachment, NamedFile, NamedFile | None]] = []
    weight = 0
    for (attachment, file, picture), extra in zip(name_files(job, attachments), picture_bytes, strict=True):
        if attachment.file.size_bytes + extra > request_bytes:
            picture, extra = None, 0  # noqa: PLW2901
        heavy = weight + attachment.file.size_bytes + extra > request_bytes
        if kept and (heavy or _count(kept) + 2 > MOST_FILES or len(kept) >= _MOST_PICTURES):
            batches.append(_batch(kept))
            kept, weight = [], 0
        kept.append((attachment, file, picture))
        weight += attachment.file.size_bytes + extra
    if kept or not batches:
        batches.append(_batch(kept))
    return batches


def with_posters(batch: FileBatch, posters: Sequence[Path], request_bytes: int = REQUEST_BYTES) -> FileBatch:
    """Add pictures of films that are only linked, as far as there is room beside what is there already."""
    for number, path in enumerate(posters, start=1):
        poster = NamedFile(path, f"poster-{number}.jpg" if len(posters) > 1 else "poster.jpg", "alt-poster")
        weight = sum(file.path.stat().st_size for file in (*batch.files, poster))
        if len(batch.files) >= MOST_FILES or len(batch.pictures) >= _MOST_PICTURES or weight > request_bytes:
            break
        batch = replace(batch, files=(*batch.files, poster), pictures=(*batch.pictures, poster.name))
    return batch


def _count(kept: Sequence[tuple[Attachment, NamedFile, NamedFile | None]]) -> int:
    return sum(1 if picture is None else 2 for _, _, picture in kept)


def _batch(kept: Sequence[tuple[Attachment, NamedFile, NamedFile | None]]) -> FileBatch:
    files: list[NamedFile] = []
    for _, file, picture in kept:
        files += [file] if picture is None else [file, picture]
    return FileBatch(
        attachments=tuple(attachment for attachment, _, _ in kept),
        files=tuple(files),
        pictures=tuple(picture.name for _, _, picture in kept if picture is not None),
    )
