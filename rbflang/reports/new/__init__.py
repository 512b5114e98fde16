"""The report of `new`."""
