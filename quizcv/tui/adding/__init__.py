"""A new card in the app: typed into a small form, drawn as it will look, and put into a deck of the learner's own."""
