"""What Discord refuses: permissions, messages, components, commands."""
