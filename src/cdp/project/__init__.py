"""The project folder: `cdp.yaml` and its neighbours become one validated, frozen Project.

Begin with `load.py`; each other module holds the keys of one kind of file. `leaves.py` opens
engines, sources and destinations by name.
"""
