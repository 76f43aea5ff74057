"""`foley check`, the machine: whether folders can be written, space for results being processed, memory."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from bot.media import FetchLimits, WorkerCaps, work_root
from bot.ops.check.limits import Machine
from bot.ops.check.report import Level, Line
from bot.store.engine.sqlite_file import prove_room

_DATA, _TEMPORARY, _MEMORY = "data folder", "temporary folder", "memory"
_MEGABYTE = 1024 * 1024
_FULL_BYTES = 64 * _MEGABYTE
# The bot itself, measured with 10,000 waiting jobs and under a flood of requests (docs/measured.md), plus a margin.
_OWN_BYTES = 512 * _MEGABYTE
_WORKERS = 2  # as many fit files at a time (WorkerPool)


def check_machine(data_dir: Path, machine: Machine) -> list[Line]:
    """Check everything this machine must provide. Blocks for a few writes."""
    return [
        _folder(_DATA, data_dir.absolute(), "FOLEY_DATA_DIR", 0, machine),
        _folder(_TEMPORARY, work_root().parent, "TMPDIR", _working_bytes(), machine),
        *_memory(machine),
    ]


def _working_bytes() -> int:
    """Return the space for processing the largest result: the file as downloaded, and its fitted version."""
    return FetchLimits().max_bytes + WorkerCaps().file_bytes


def _folder(part: str, folder: Path, setting: str, wanted_bytes: int, machine: Machine) -> Line:
    nearest = next((one for one in (folder, *folder.parents) if os.path.exists(one)), Path("/"))
    try:
        prove_room(nearest)
        free = machine.free_bytes(nearest)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _full(part, folder, 0, setting)
        advice = f"Choose another {setting}, or let the user Foley runs as write there."
        return Line(part, Level.WRONG, f"{folder} can't be written ({nearest}: {error.strerror}).", advice)
    if free < _FULL_BYTES:
        return _full(part, folder, free, setting)
    shown = f"{free // _MEGABYTE:,} MB are free"
    if free < wanted_bytes:
        text = f"{folder} can be written, but only {shown}: a large film and what is made of it take up to "
        advice = f"Make room, or set {setting} to a larger folder; what does not fit is posted as a link."
        return Line(part, Level.WARN, f"{text}{wanted_bytes // _MEGABYTE:,} MB.", advice)
    return Line(part, Level.OK, f"{folder} can be {'written' if nearest == folder else 'made'}; {shown}.")


def _full(part: str, folder: Path, free: int, setting: str) -> Line:
    text = f"The disk of {folder} is full ({free // _MEGABYTE} MB are free)."
    return Line(part, Level.AWAY, text, f"Make room there, or set {setting} to another disk.")


def _memory(machine: Machine) -> Iterator[Line]:
    memory_bytes = machine.memory_bytes()
    if memory_bytes is None:
        return
    per_worker = WorkerCaps().memory_bytes
    shown = f"{memory_bytes // _MEGABYTE:,} MB of memory"
    if memory_bytes < _OWN_BYTES:
        text = f"Only {shown} may be used; Foley by itself takes up to {_OWN_BYTES // _MEGABYTE} MB."
        yield Line(_MEMORY, Level.WRONG, text, "Raise the memory limit of the container, unit or machine.")
    elif memory_bytes < _OWN_BYTES + _WORKERS * per_worker:
        text = (
            f"{shown} may be used: {_WORKERS} media workers may take {per_worker // _MEGABYTE:,} MB each, and one that "
            "takes too much may end the bot with it."
        )
        yield Line(_MEMORY, Level.WARN, text, f"Better {(_OWN_BYTES + _WORKERS * per_worker) // _MEGABYTE:,} MB.")
    else:
        yield Line(_MEMORY, Level.OK, f"{shown} may be used, enough for {_WORKERS} media workers at a time.")
