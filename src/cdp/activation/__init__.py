"""Stage 7: what changed about whom goes to the tools that write to people, one outcome a row.

Begin with `sync.py`, one sync on a screen; `diff.py` says as SQL what is due.
"""
