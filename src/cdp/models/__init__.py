"""Stage 3: models are ordered, rendered and written; every stage's SQL runs here."""
