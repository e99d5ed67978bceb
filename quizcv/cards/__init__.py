"""Decks: their model, reader, writer and library; questions, and the checking of answers."""
