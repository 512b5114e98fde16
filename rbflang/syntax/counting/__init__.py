"""Registers and what is counted in them, from the parser to a tree and from the tree to a text."""
