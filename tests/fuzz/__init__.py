"""Damaged rulesets and data files: whatever is read, nothing breaks, and nothing takes long."""
