"""The command line: one file a verb, which reads options, calls one function and prints.

Begin with `app.py`, where verbs and exit codes stand, then `run.py`.
"""
