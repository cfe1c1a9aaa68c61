"""Stage 5: survivorship and traits make the golden record."""
