"""The reports of `incentives`."""
