"""The settings: each explained, and changed in its place; and the keys of every command."""
