"""7 diff → deliver → one outcome a row."""
