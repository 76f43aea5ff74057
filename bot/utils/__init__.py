"""Small helpers that any package may use and that know none of them: tasks, back-off, a bounded mapping."""
