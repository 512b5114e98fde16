"""Text to tree and back: grammar, words, tree, parser, formatter, and the faults of a text."""
