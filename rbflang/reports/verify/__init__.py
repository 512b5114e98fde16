"""The reports of `verify`."""
