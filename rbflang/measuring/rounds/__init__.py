"""A round that is counted in a register: what it asks, what came of it, and what is amiss where it asks nothing."""
