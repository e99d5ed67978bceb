"""quizcv: spaced repetition for computer vision, in the terminal."""

__version__ = "0.1.0"
