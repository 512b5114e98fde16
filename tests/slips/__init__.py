"""Slips, each with the place and the cure that the message is to name."""
