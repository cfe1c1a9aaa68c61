"""SQL as trees: parsed, checked, scoped and rendered per dialect; sqlglot is used here alone.

Begin with `model.py`, the one value that everything declarative compiles to, then `parse.py` and
`render.py`.
"""
