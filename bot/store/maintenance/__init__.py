"""Migrations applied, copies made and put back, databases looked at."""
