"""Problems about layers and totals of real networks: published ones, or one of the learner's own."""
