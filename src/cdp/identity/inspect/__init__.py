"""Questions to a built warehouse: why records are one person, how the rules came out, pins.

Begin with `explain.py`. Nothing here writes to a warehouse.
"""
