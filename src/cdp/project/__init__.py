"""The project folder: `cdp.yaml` and its neighbours become one validated, frozen Project."""
