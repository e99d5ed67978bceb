"""The formula language: exact numbers, names and a few functions; one grammar for deck authors and for learners' answers."""
