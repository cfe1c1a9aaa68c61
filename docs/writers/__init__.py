"""One module a generated page, or a few small ones."""
