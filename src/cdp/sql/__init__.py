"""SQL: parse, resolve names, scope, render per dialect; sqlglot is used here and nowhere else."""
