"""The reports of `explain`."""
