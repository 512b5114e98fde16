"""The arithmetic: a closed set of nodes over named sets. It knows no rules."""
