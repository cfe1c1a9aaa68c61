"""One file a tool that people are sent to: its settings, and pure functions that do no I/O.

They are opened by name. `activation/destination.py` is the protocol, `file.py` a short example.
"""
