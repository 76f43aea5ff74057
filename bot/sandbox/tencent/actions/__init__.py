"""The API's actions and what they check."""
