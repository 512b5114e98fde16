"""A second opinion on every krone: what a ruleset means, told naively from its syntax tree, and random texts to try."""
