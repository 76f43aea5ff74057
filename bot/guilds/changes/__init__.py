"""Settings as single values: the differences a change makes, reverting it, transfer to another server, warnings."""
