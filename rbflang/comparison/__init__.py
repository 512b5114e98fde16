"""Two rulesets side by side: what differs, and what each difference moves in kroner."""
