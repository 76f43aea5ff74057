"""Foley."""

__version__ = "0.1.0"  # read by the build, too: a checkout that only runs is not installed
