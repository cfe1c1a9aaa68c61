"""Our named SQL functions (`cdp_mobile`, `cdp_json`, …), each with its text per dialect.

Begin with `expand.py`, which puts them in place of their calls.
"""
