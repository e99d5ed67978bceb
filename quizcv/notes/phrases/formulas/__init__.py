"""What is said of a formula (what is wrong with it, what it assumes, what its letters stand for), by its English wording.

The table of published formulas says everything in English; a language has a row for each of its sentences and names.
"""
