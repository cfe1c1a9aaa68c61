"""Questions to a built warehouse: why records are one person, how the rules came out, pins."""
