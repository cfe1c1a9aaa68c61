"""Stage 2: rows that break a promise go to quarantine with a reason; the rest is typed.

Begin with `step.py`, what the stage does in a run; `compile.py` makes a contract's SQL.
"""
