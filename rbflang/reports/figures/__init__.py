"""What `rbflang figures` writes: the figures of a round, or an empty form."""
