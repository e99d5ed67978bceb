"""YAML that people write, with the line and column of everything wrong: shared by the readers of decks and of networks."""
