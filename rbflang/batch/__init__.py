"""The batch back end: the same graph, lowered to one straight line of arithmetic over many scenarios at once."""
