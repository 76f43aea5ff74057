"""Split a result into as many messages as Discord's limits require: ten files and 25 MiB per message."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.chat.render.filenames import file_name
from bot.jobs.model import Job, prompt_of
from bot.jobs.ports import Attachment

MOST_FILES = 10
# 25 MiB per request in total; payload, part headers and boundaries need a little of it.
REQUEST_BYTES = 25 * 1024 * 1024 - 64 * 1024
# One embed per picture, and ten embeds per message.
_MAX_PICTURES = 5


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file with the name it is posted under. ``alt_key``: the Fluent key of a picture's alt text."""

    path: Path
    name: str
    alt_key: str = ""


@dataclass(frozen=True, slots=True)
class FileBatch:
    """The files of one message."""

    attachments: tuple[Attachment, ...]
    files: tuple[NamedFile, ...]
    pictures: tuple[str, ...]


def name_files(job: Job, attachments: Sequence[Attachment]) -> list[tuple[Attachment, NamedFile, NamedFile | None]]:
    """Give every file and picture a distinct name."""
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
    """Return batches in order, at least one; ``picture_bytes``: the size of each picture, 0 without one.

    A picture that would not fit beside its own file is left out; a file never is.
    """
    batches: list[FileBatch] = []
    kept: list[tuple[Attachment, NamedFile, NamedFile | None]] = []
    batch_bytes = 0
    for (attachment, file, picture), extra in zip(name_files(job, attachments), picture_bytes, strict=True):
        if attachment.file.size_bytes + extra > request_bytes:
            picture, extra = None, 0  # noqa: PLW2901
        is_too_large = batch_bytes + attachment.file.size_bytes + extra > request_bytes
        if kept and (is_too_large or _count(kept) + 2 > MOST_FILES or len(kept) >= _MAX_PICTURES):
            batches.append(_batch(kept))
            kept, batch_bytes = [], 0
        kept.append((attachment, file, picture))
        batch_bytes += attachment.file.size_bytes + extra
    if kept or not batches:
        batches.append(_batch(kept))
    return batches


def with_posters(batch: FileBatch, posters: Sequence[Path], request_bytes: int = REQUEST_BYTES) -> FileBatch:
    """Add posters of videos that are only linked, as far as the batch has room for them."""
    for number, path in enumerate(posters, start=1):
        poster = NamedFile(path, f"poster-{number}.jpg" if len(posters) > 1 else "poster.jpg", "alt-poster")
        total_bytes = sum(file.path.stat().st_size for file in (*batch.files, poster))
        if len(batch.files) >= MOST_FILES or len(batch.pictures) >= _MAX_PICTURES or total_bytes > request_bytes:
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
