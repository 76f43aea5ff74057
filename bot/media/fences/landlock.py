"""Restrict this process and those it starts to the given files, by the three system calls of Landlock.

The numbers are the same on every architecture; the bits are those of ``linux/landlock.h``, see
https://docs.kernel.org/userspace-api/landlock.html. An older kernel is asked only for the rights it knows.
"""

import ctypes
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_CREATE_RULESET_VERSION = 1
_RULE_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_REG = 1 << 5, 1 << 8
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15
_FIRST_RIGHTS = (1 << 13) - 1  # version 1: everything from EXECUTE to MAKE_SYM
_REFER = 1 << 13  # version 2
_NET_BIND_TCP, _NET_CONNECT_TCP = 1 << 0, 1 << 1  # version 4
_SCOPE_ABSTRACT_UNIX, _SCOPE_SIGNAL = 1 << 0, 1 << 1  # version 6

# The rights that apply to a file that is not a directory.
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
READ = _READ_FILE | _READ_DIR
READ_WRITE = READ | _WRITE_FILE | _REMOVE_FILE | _MAKE_REG | _TRUNCATE

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


@dataclass(frozen=True, slots=True)
class Rule:
    """The rights to a file, or to everything below a folder."""

    path: Path
    rights: int


def version() -> int:
    """Return the version of this kernel's Landlock ABI, 0 if it has none."""
    return max(
        0, int(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_CREATE_RULESET_VERSION)))
    )


def restrict(rules: Iterable[Rule]) -> int:
    """Permanently deny access to every file, TCP port and process that no rule allows; return the ABI version used.

    Applies to the calling thread and to what it starts from then on: call it before starting others. Rules for missing
    paths are skipped. Raises OSError if the kernel has no Landlock.
    """
    abi = version()
    ruleset = _handled(abi)
    descriptor = _call(_CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(ctypes.sizeof(ruleset)), 0)
    try:
        for rule in rules:
            _allow(descriptor, rule, ruleset.files)
        if _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            _fail()
        _call(_RESTRICT_SELF, descriptor, 0)
    finally:
        os.close(descriptor)
    return abi


def _handled(abi: int) -> _Ruleset:
    """Return everything that this ABI version can deny."""
    files = _FIRST_RIGHTS | (_REFER if abi >= 2 else 0)
    files |= (_TRUNCATE if abi >= 3 else 0) | (_IOCTL_DEV if abi >= 5 else 0)
    network = _NET_BIND_TCP | _NET_CONNECT_TCP if abi >= 4 else 0
    return _Ruleset(files, network, _SCOPE_ABSTRACT_UNIX | _SCOPE_SIGNAL if abi >= 6 else 0)


def _allow(ruleset: int, rule: Rule, handled: int) -> None:
    try:
        descriptor = os.open(rule.path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        rights = rule.rights & handled & (~0 if is_folder else _FILE_RIGHTS)
        _call(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(_PathBeneath(rights, descriptor)), 0)
    finally:
        os.close(descriptor)


def _call(number: int, *arguments: object) -> int:
    result = int(_libc.syscall(number, *arguments))
    if result < 0:
        _fail()
    return result


def _fail() -> None:
    number = ctypes.get_errno()
    raise OSError(number, os.strerror(number))
