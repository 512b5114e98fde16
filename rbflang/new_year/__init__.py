"""A ruleset to begin the next year's from."""
