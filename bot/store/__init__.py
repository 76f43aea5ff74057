"""The store: jobs, learned durations, preferences, signals and the lease, on SQLite or PostgreSQL.

Adapter of the store ports of :mod:`bot.jobs.ports`. Only this package knows SQL; none of its library's
exceptions leaves it. Start at :class:`bot.store.store.Store`.
"""

from bot.store.store import Store, StoreDescription

__all__ = ["Store", "StoreDescription"]
