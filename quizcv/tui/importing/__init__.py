"""Importing a note in the app: choose it, see note and card side by side, decide, and only then write the deck."""
