"""Small tools that every room uses and that know none of them: tasks, back-off, a bounded mapping."""
