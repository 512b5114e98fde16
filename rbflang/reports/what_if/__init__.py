"""The reports of `whatif`."""
