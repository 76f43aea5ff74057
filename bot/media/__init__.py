"""Fetch results, fit them to a size limit, draw pictures and cut clips of them, and cache copies.

Nothing imported here may import ``av`` or ``PIL``: decoders run only in a worker process (:mod:`bot.media.worker`),
which keeps the bot small and hostile files away from it. Names are loaded on first use so that the worker, which is a
module of this package, does not load the HTTP library that it never uses.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.media.budget import ByteBudget
    from bot.media.connections import FetchLimits
    from bot.media.fetch import Fetcher
    from bot.media.hosts import HostRules
    from bot.media.pool import WorkerCaps, WorkerPool
    from bot.media.references import References
    from bot.media.result_cache import DiskResultCache
    from bot.media.tools import MediaTools, work_root

_MODULES = {
    "ByteBudget": "budget",
    "FetchLimits": "connections",
    "Fetcher": "fetch",
    "HostRules": "hosts",
    "MediaTools": "tools",
    "References": "references",
    "DiskResultCache": "result_cache",
    "WorkerCaps": "pool",
    "WorkerPool": "pool",
    "work_root": "tools",
}

__all__ = [
    "ByteBudget",
    "DiskResultCache",
    "FetchLimits",
    "Fetcher",
    "HostRules",
    "MediaTools",
    "References",
    "WorkerCaps",
    "WorkerPool",
    "work_root",
]


def __getattr__(name: str) -> object:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{module}"), name)
