"""The reports of `check`."""
