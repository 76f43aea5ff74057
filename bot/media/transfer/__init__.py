"""Processing of a download's bytes on their way to disk."""
