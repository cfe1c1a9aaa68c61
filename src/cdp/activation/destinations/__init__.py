"""One file a tool that people are sent to: its settings, and pure functions that do no I/O.

They are opened by name; the protocol is `activation/destination.py`, `file.py` the shortest example.
"""
