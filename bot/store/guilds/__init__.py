"""Servers and people on disk: settings, audit, usage, preferences, privacy."""
