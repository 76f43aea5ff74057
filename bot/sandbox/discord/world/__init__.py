"""The state of the local Discord: guilds, channels, members, messages, interactions, and their JSON payloads."""
