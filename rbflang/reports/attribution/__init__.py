"""The reports of `attribution`."""
