"""From a checked ruleset to the graph of its calculation: the only room that knows what a measure hands out."""
