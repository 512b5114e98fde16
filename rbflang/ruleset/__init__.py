"""What the text means: sets, quantities, rules and their signatures."""
