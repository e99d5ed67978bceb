"""The first screen: what is due, and one key to begin."""
