"""Render what admins and the operator read. Pure."""
