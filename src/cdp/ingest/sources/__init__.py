"""One file a kind of source: its settings, and a function that finds the files of a table.

They are opened by name in `ingest/discover.py` alone.
"""
