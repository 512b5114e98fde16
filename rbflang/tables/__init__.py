"""One interpretation of the graph a file: exact figures, bounds, what was read."""
