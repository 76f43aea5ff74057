"""Servers, channels, members, messages, interactions, and how they are sent."""
