"""Charts as SVG, by a writer of our own: one file for each kind, and the frame around all of them."""
