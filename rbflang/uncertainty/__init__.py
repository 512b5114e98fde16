"""Printed figures: how far they leave the payouts open."""
