"""Recorded figures, and their verdicts."""
