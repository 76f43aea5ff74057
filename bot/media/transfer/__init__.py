"""What is done to the bytes of a download on their way to disk."""
