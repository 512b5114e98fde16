"""Charts of what accounts tell: a sentence that says what is seen, the picture, and the same figures as a table."""
