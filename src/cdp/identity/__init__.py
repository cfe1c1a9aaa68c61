"""Stage 4: which records are one person, under an id that stays, and why.

Begin with `step.py`; `record_models.py` finds the links, `group_records.py` the groups, and
`link_rule.py` says which links are refused.
"""
