"""What is certain of a ruleset whatever the data."""
