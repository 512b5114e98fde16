"""The reports of `sources`."""
