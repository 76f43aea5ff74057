"""How the tables came to be, one revision a file. Run by :mod:`bot.store.maintenance.migrate` only."""
