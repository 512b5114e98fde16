"""Nodes of the tree by what they are about; `tree.py` holds the others and gathers all."""
