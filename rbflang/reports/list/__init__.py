"""The report of `list`."""
