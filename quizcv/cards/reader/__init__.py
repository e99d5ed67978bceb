"""From the bytes of a deck file to a frozen deck, or to all that is wrong with it."""
