"""What a register holds and what is counted in it: values that a ruleset gives and an engine takes."""
