"""One file a kind of source; opened by name through `cdp.ingest.discover` alone."""
