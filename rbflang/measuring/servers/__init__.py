"""Engines that keep the episodes, or reach them, themselves: how each is named, opened for reading alone, and asked."""
