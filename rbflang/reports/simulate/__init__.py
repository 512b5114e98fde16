"""The report of `simulate`: how likely each step is, and how the payouts are distributed."""
