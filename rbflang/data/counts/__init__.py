"""Counts in data files: how they are written, and those of units behind a figure."""
