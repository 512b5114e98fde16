"""The reports of `compare`."""
