"""Render what admins and the operator see. Pure."""
