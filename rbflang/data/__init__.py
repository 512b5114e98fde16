"""From files to figures: rows, signs, printed digits, pins, and the round they belong to."""
