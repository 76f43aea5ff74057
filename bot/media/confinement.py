"""Confine the media worker before it decodes anything: no network, other files, new processes or access to the bot.

Three independent fences, since not every machine has all of them: an empty network namespace, Landlock for files and
processes, seccomp for system calls. :func:`confine` returns the active ones; the bot logs them and ``foley check``
reports them, so a missing fence never goes unnoticed.

:func:`hide_process` is for the bot itself: it limits what other processes of its user can read through ``/proc``.
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
# What a decoder never needs but an attacker in control of one would. libseccomp knows their numbers.
_FORBIDDEN = (
    "socket", "socketpair", "io_uring_setup",  # the network, also by io_uring, which bypasses filters
    "execve", "execveat", "fork", "vfork",  # other programs
    "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_open", "pidfd_getfd",  # other processes
    "kill", "tkill", "pidfd_send_signal", "rt_sigqueueinfo", "rt_tgsigqueueinfo",
    "unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "open_by_handle_at",  # namespaces, file systems
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
    """Permanently confine the calling process with every fence this machine supports; return the active ones.

    Afterwards the process can write to ``folder``, read ``source`` and the interpreter's code, and access nothing
    else. Call it before starting any thread.
    """
    fences = (
        (Fence.NETWORK, _leave_network),
        (Fence.FILES, lambda: _restrict_files(folder, source)),
        (Fence.CALLS, _filter_calls),
    )
    active = set[Fence]()
    for fence, raise_fence in fences:
        try:
            raise_fence()
        except OSError:
            continue
        active.add(fence)
    return frozenset(active)


def hide_process() -> bool:
    """Keep other processes of the same user from reading this one's memory, environment or descriptors.

    Returns whether that worked. It also prevents core dumps, which would contain the token.
    """
    return sys.platform == "linux" and bool(_libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)


def missing(active: Iterable[Fence]) -> tuple[Fence, ...]:
    """Return the fences that are not active, in their order."""
    present = set(active)
    return tuple(fence for fence in Fence if fence not in present)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _leave_network() -> None:
    """Enter a new, empty network namespace by way of a new user namespace. Raises OSError if that is not allowed."""
    if _libc().unshare(_CLONE_NEWUSER | _CLONE_NEWNET):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _restrict_files(folder: Path, source: Path) -> None:
    rules = [landlock.Rule(folder, landlock.READ_WRITE), landlock.Rule(source, landlock.READ)]
    landlock.restrict([*rules, *(landlock.Rule(path, landlock.READ) for path in _code_paths())])


def _code_paths() -> Iterator[Path]:
    """Yield the paths of the worker's code, but never the folder above it, which in a checkout contains ``.env``."""
    yield HOME
    for name in ("stdlib", "platstdlib", "purelib", "platlib"):
        yield Path(sysconfig.get_path(name))
    for entry in map(Path, filter(None, sys.path)):
        # A path that contains our own package is a checkout, or a folder above one.
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
            # A thread is a clone that shares everything. The C library tries clone3 first, whose flags filters can't
            # see; on ENOSYS it falls back to clone.
            seccomp.Refusal("clone", errno.EPERM, seccomp.MASKED_EQUAL, _CLONE_THREAD, 0),
            seccomp.Refusal("clone3", errno.ENOSYS),
            # Only this process's own limits may be read and its own threads signalled.
            seccomp.Refusal("prlimit64", errno.EPERM, seccomp.NOT_EQUAL, 0),
            seccomp.Refusal("tgkill", errno.EPERM, seccomp.NOT_EQUAL, os.getpid()),
        ]
    )
