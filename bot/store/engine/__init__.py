"""Connections, locks, the lease and signals, on SQLite and PostgreSQL."""
