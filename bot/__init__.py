"""Foley."""
