"""Small helpers that any package may use and that know none of them: tasks, alarms, back-off, a bounded mapping."""
