"""Leaves: one file a destination, opened by name and pure."""
