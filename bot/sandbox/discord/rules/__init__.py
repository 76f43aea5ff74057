"""Discord's validation rules: permissions, messages, components, commands."""
