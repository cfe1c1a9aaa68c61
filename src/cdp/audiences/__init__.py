"""6 whom to reach."""
