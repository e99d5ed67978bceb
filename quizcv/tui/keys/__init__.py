"""Keys of the learner's own: how keys are written, which commands there are on which screen, and what goes together."""
