"""The background work of the process that holds the lease: it submits, polls and posts for all processes."""
