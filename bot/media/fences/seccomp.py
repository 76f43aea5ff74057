"""Refuse system calls by libseccomp, loaded by its soname: only the functions that a filter needs.

Not through a third-party binding: the existing one starts programs to locate the library, once for every worker.
See https://man7.org/linux/man-pages/man3/seccomp_rule_add.3.html.
"""

import ctypes
import os
from collections.abc import Iterable
from dataclasses import dataclass

_LIBRARY = "libseccomp.so.2"
_ALLOW = 0x7FFF0000
_ERRNO = 0x00050000
_UNKNOWN_CALL = -1
NOT_EQUAL, MASKED_EQUAL = 1, 7  # enum scmp_compare


class _Comparison(ctypes.Structure):
    _fields_ = (("argument", ctypes.c_uint), ("how", ctypes.c_int), ("first", ctypes.c_uint64),
                ("second", ctypes.c_uint64))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refusal:
    """One system call that fails with ``error``.

    With ``how`` only if its first argument compares so: NOT_EQUAL to ``first``, or MASKED_EQUAL (``argument & first``
    is ``second``).
    """

    name: str
    error: int
    how: int = 0
    first: int = 0
    second: int = 0


def refuse(refusals: Iterable[Refusal]) -> None:
    """Permanently refuse these calls in this thread and in what it starts.

    A call unknown to the library is skipped, as no filter can name it. Raises OSError if there is no libseccomp or the
    kernel does not accept the filter.
    """
    library = ctypes.CDLL(_LIBRARY)
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(_ALLOW)))
    if context.value is None:
        raise OSError(0, "libseccomp made no filter")
    try:
        for refusal in refusals:
            _add(library, context, refusal)
        _check(library.seccomp_load(context))
    finally:
        library.seccomp_release(context)


def _add(library: ctypes.CDLL, context: ctypes.c_void_p, refusal: Refusal) -> None:
    number = library.seccomp_syscall_resolve_name(refusal.name.encode())
    if number == _UNKNOWN_CALL:
        return
    comparison = _Comparison(0, refusal.how, refusal.first, refusal.second)
    action = ctypes.c_uint32(_ERRNO | refusal.error)
    count = ctypes.c_uint(1 if refusal.how else 0)
    _check(library.seccomp_rule_add_array(context, action, number, count, ctypes.byref(comparison)))


def _check(result: int) -> None:
    if result < 0:
        raise OSError(-result, os.strerror(-result))
