"""Acting as a person: commands, buttons, forms, messages."""
