"""Rulesets made wrong in one small place, and whether `check` or `verify` notices; see `tests/rule_mutants.py`."""
