"""Stage 1: what the source holds, and in which order it came."""
