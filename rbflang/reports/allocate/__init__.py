"""The reports of `allocate`."""
