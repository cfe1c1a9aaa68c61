"""Our named SQL functions, each with its text per dialect."""
