"""Requests to Discord: results, status messages, voice messages, and what is found again in a channel."""
