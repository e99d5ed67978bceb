"""The review: one card at a time."""
