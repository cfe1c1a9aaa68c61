"""Stage 1: what lies at the source, in which order it came, and what of it is new.

Begin with `step.py`; `discover.py` keeps the register of files.
"""
