"""The whole way: what would run, and the running of it."""
