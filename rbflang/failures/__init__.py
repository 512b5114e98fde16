"""Why there is no payout, in words."""
