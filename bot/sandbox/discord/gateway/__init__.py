"""The gateway and its event bus."""
