"""Traces and error events, by optional libraries (extras)."""
