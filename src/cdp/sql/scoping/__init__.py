"""A query for all rows, rewritten to those that a change touches."""
