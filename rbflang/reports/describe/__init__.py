"""The pages of `describe`."""
