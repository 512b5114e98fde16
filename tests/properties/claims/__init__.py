"""Whatever a check claims of a ruleset is tried: small rulesets drawn at random, with figures drawn at random."""
