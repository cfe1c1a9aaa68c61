"""The whole way: compile, plan, run, verify. It alone joins the stages.

Begin with `stages.py`, the list of what a run does, then `run.py` and `execute.py`.
"""
