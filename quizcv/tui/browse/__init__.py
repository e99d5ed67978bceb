"""Browse: every card in a table, found while one types, looked at from both sides, and set right one by one or many at once."""
