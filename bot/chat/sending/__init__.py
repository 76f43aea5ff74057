"""Requests to Discord: post results, status messages and voice messages, and find our own messages in a channel."""
