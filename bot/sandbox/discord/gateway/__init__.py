"""The gateway, its sessions, and the event bus."""
