"""The domain: what a job is, which states it goes through, and what it needs from the outside.

Imports only the standard library, :mod:`bot.errors`, :mod:`bot.clock` and the durations of :mod:`bot.polling`. Discord,
Tencent Cloud, the database and media are behind the protocols in :mod:`bot.jobs.ports`.
"""
