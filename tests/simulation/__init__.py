"""Foley's own code in a simulated world, from one seed: ``make simulate SEEDS=n [SEED=k]``, see ``tests/README.md``.

The clock is virtual and the order of everything that is ready is drawn from the seed. Database, provider and Discord
are models behind the ports, with faults; processes die at any await; what must never happen is checked all along.
"""
