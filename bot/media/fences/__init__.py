"""The two fences of the media worker that need a kernel interface of their own: Landlock and seccomp."""
