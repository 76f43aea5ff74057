"""Migrate, copy, restore, inspect and prune databases."""
