"""The app: screens and widgets on Textual. What decides lies in the rooms below; a screen shows and asks."""
