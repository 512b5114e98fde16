"""Registers and measurements of a ruleset: what they mean, as far as they fit."""
