"""The screen of statistics: one figure at a time, drawn and in numbers."""
