"""The API actions, and the validation of their requests."""
