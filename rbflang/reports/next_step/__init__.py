"""The reports of `next-step`."""
