"""Deterministic simulation of Foley's own code: ``make simulate SEEDS=n [SEED=k]``, see ``tests/README.md``.

The clock is virtual, and the seed decides the order of everything that is ready to run. Database, provider and Discord
are models behind the ports that inject faults; a process may die at any await. Invariants are checked at each write.
"""
