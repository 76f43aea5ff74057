"""Simulated users: running commands, using components and modals, writing messages."""
