"""Stage 5: survivorship and traits make one golden record a person.

Begin with `compile.py`, which makes one model of `gold/user.yaml`; `user_change.py` logs what a run
changed about whom, `lookup.py` reads one user whole.
"""
