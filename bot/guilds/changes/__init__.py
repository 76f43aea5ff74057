"""Settings as single values: what a change comes to, how it is taken back, moved to another server, warned of."""
