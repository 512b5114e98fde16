"""The figures: from a checked ruleset to a graph, and from a graph to a valuation."""
