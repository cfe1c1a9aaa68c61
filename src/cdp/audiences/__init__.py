"""Stage 6: whom to reach.

`compile.py` makes a model of a rule; `membership.py` notes in each run who has entered and left;
`inspect.py` answers questions about them.
"""
