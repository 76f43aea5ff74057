"""What admins and the operator read. Pure."""
