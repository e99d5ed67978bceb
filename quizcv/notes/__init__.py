"""Notes in Markdown become decks: what can't be turned into a card is listed, never lost silently."""
