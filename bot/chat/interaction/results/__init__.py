"""Requests derived from a result or from any message, and the entries of *More…* that open them."""
