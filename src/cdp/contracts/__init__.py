"""Stage 2: rows that break a promise go to quarantine with a reason."""
