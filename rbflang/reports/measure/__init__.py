"""The reports of `measure`."""
