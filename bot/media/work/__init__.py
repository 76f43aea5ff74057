"""What the worker process does with a file. The only modules that import ``av`` and ``PIL``; the bot never does."""
