"""What runs again with something changed: the next step, a later round, another premise."""
