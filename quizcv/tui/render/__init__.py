"""Card text, which is Markdown with math, laid out as lines of a given width."""
