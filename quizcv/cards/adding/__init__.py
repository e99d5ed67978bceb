"""New cards, put into a deck that somebody writes by hand: checked first, and not one other byte of the file changed."""
