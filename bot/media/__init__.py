"""Fetching results, fitting them to a limit, drawing and clipping them, and keeping copies.

Nothing imported here may import ``av`` or ``PIL``: decoders run in a worker process only (:mod:`bot.media.worker`),
which keeps the bot small and a hostile file away from it. Names are loaded on first use so that the worker, which is
a module of this package, does not pay for the HTTP library it never uses.
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

_HOMES = {
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
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
