"""The reports of `settle`."""
