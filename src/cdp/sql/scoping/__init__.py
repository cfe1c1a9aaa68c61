"""A query for all rows, rewritten to those that a change touches.

Begin with `scope.py`: what follows from the query alone. `restrict.py` uses it.
"""
