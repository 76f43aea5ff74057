"""Traces and error events, by libraries that are extras."""
