"""Handle interactions: from a command, button or form to a job."""
