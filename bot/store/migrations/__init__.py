"""The migrations, one revision per file. Run by :mod:`bot.store.maintenance.migrate` only."""
