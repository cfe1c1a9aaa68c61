"""One file an engine; opened by name through `cdp.engine.open_engine` alone."""
