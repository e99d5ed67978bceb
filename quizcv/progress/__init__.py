"""The log and its projection: what was answered, kept so that nothing is lost, and what follows from it."""
