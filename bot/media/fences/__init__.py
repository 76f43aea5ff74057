"""The two fences of the media worker that the kernel is asked for by system calls of its own."""
