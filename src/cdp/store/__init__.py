"""Operational state in SQLite or PostgreSQL: run history, leases, outcomes on their way.

Losing it loses no customer data. Begin with `state.py`; `deliveries.py` is the ledger of syncs.
"""
