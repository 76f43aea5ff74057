"""The foreign bot's own cogs."""
