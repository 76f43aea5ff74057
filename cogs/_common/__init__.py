"""What the cogs share: the runtime, suggestions, defaults, attachments, translated names."""
