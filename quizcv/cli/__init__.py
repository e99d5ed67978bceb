"""The commands: each parses, calls a room below, and prints. One file a group of commands, loaded when one of them runs."""
