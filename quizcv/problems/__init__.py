"""Generated problems: the formula language, templates, Python families, and SymPy in a process of its own."""
