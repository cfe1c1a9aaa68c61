"""One file an engine that a project can name, and the modules that such a file is made of.

They are opened by name through `cdp.engine.open_engine` alone. Begin with `duckdb.py`, then
`duckdb_database.py`; `duckdb_lake.py` is the same without transactions.
"""
