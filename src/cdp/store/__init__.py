"""Operational state: run history for people, and leases; losing it loses no customer data."""
