"""The entry point for commands and buttons: permissions checked, jobs inserted, answers awaited."""
