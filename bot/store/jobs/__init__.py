"""Jobs on disk: rows, transitions, the ledger of limits, learned durations."""
