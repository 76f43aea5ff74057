"""Confine the media worker before it decodes anything: no network, foreign file, new process, or reach into the bot.

Three fences, each for itself, since no machine is sure to have all: a network namespace with nothing in it, Landlock
for files and processes, seccomp for system calls. What stands is told (:func:`confine` returns it), logged by the
bot and reported by ``foley check``; a fence that is missing is never passed over in silence.

The bot's part is :func:`hide_process`: what a process of the same user may read of it through ``/proc``.
"""

import ctypes
import errno
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from bot import HOME, IMPORT_ROOT
from bot.media.fences import landlock, seccomp

_PR_SET_DUMPABLE = 4
_CLONE_THREAD = 0x00010000
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
# What a decoder never needs and somebody who has taken one over would. libseccomp knows their numbers.
_FORBIDDEN = (
    "socket", "socketpair", "io_uring_setup",  # the network, also by the way that no filter sees
    "execve", "execveat", "fork", "vfork",  # other programs
    "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_open", "pidfd_getfd",  # other processes
    "kill", "tkill", "pidfd_send_signal", "rt_sigqueueinfo", "rt_tgsigqueueinfo",
    "unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "open_by_handle_at",  # other worlds
    "bpf", "perf_event_open", "userfaultfd", "add_key", "request_key", "keyctl",  # the kernel itself
)  # fmt: skip


class Fence(StrEnum):
    """One way of confining a worker."""

    NETWORK = "network namespace"
    FILES = "Landlock"
    CALLS = "seccomp"


# What is open to an intruder while a fence is missing, for the log and `foley check`.
OPEN_WITHOUT = {
    Fence.NETWORK: "nothing more than seccomp keeps it from the network",
    Fence.FILES: "it could read what the bot's user can read",
    Fence.CALLS: "it could start programs and open sockets",
}


def confine(folder: Path, source: Path) -> frozenset[Fence]:
    """Raise every fence this machine has around the calling process, for good; returns those that stand.

    Afterwards the process writes to ``folder``, reads ``source`` and the code of the interpreter, and reaches nothing
    else. Call it before there are threads.
    """
    tried = (
        (Fence.NETWORK, _leave_network),
        (Fence.FILES, lambda: _restrict_files(folder, source)),
        (Fence.CALLS, _filter_calls),
    )
    standing = set[Fence]()
    for fence, raise_fence in tried:
        try:
            raise_fence()
        except OSError:
            continue
        standing.add(fence)
    return frozenset(standing)


def hide_process() -> bool:
    """Let no process of the same user read this one's memory, environment or descriptors; return whether it worked.

    It also leaves no core dump with the token in it.
    """
    return sys.platform == "linux" and bool(_libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)


def missing(standing: Iterable[Fence]) -> tuple[Fence, ...]:
    """Return the fences that do not stand, in their order."""
    up = set(standing)
    return tuple(fence for fence in Fence if fence not in up)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _leave_network() -> None:
    """Move into a network namespace of our own, through a user namespace where that is needed and allowed."""
    if _libc().unshare(_CLONE_NEWUSER | _CLONE_NEWNET):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _restrict_files(folder: Path, source: Path) -> None:
    rules = [landlock.Rule(folder, landlock.READ_WRITE), landlock.Rule(source, landlock.READ)]
    landlock.restrict([*rules, *(landlock.Rule(path, landlock.READ) for path in _code_paths())])


def _code_paths() -> Iterator[Path]:
    """Yield where the worker's own code lies: never the folder above it, which in a checkout holds ``.env``."""
    yield HOME
    for name in ("stdlib", "platstdlib", "purelib", "platlib"):
        yield Path(sysconfig.get_path(name))
    for entry in map(Path, filter(None, sys.path)):
        # A path that holds our own package is a checkout, and so is anything above it.
        if entry.resolve() != IMPORT_ROOT and entry.resolve() not in IMPORT_ROOT.parents:
            yield entry
    for system in ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"):
        yield Path(system)
    for device in ("/dev/null", "/dev/urandom", "/sys/devices/system/cpu"):
        yield Path(device)


def _filter_calls() -> None:
    seccomp.refuse(
        [
            *(seccomp.Refusal(name, errno.EPERM) for name in _FORBIDDEN),
            # A thread is a clone that shares everything; the C library asks with clone3 first, whose flags no filter
            # sees, and is content with "no such call".
            seccomp.Refusal("clone", errno.EPERM, seccomp.MASKED_EQUAL, _CLONE_THREAD, 0),
            seccomp.Refusal("clone3", errno.ENOSYS),
            # Our own limits may be read and our own threads woken; nobody else's.
            seccomp.Refusal("prlimit64", errno.EPERM, seccomp.NOT_EQUAL, 0),
            seccomp.Refusal("tgkill", errno.EPERM, seccomp.NOT_EQUAL, os.getpid()),
        ]
    )
