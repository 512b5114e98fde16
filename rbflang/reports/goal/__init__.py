"""The reports of `goal`."""
