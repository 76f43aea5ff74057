"""The domain: what a job is, how it lives, when to poll it, who may do what.

Imports nothing but the standard library, ``bot.errors`` and ``bot.clock``. Discord, Tencent Cloud, the
database and media are on the other side of the protocols in :mod:`bot.jobs.ports`.
"""
