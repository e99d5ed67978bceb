"""Review and practice line by line: for pipes, screen readers and terminals that understand nothing but lines."""
