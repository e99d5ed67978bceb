"""Where lines are read and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizcv.shown import shown

if TYPE_CHECKING:
    from typing import TextIO


@dataclass(slots=True)
class Lines:
    """Where lines are read and written; both are flushed and cleaned of anything a terminal would obey."""

    source: TextIO
    target: TextIO

    def say(self, text: str = "") -> None:
        """Writes a line, or several."""
        self.target.write(shown(text) + "\n")

    def ask(self, prompt: str) -> str | None:
        """Reads a line, without the white space around it; None at the end of the input."""
        self.target.write(shown(prompt) + " ")
        self.target.flush()
        try:
            line = self.source.readline()
        except KeyboardInterrupt:
            self.target.write("\n")  # what is printed next, the shell's prompt, begins a line
            self.target.flush()
            raise
        if not line or not self.source.isatty():
            self.target.write("\n")  # what is typed on a terminal ends the prompt's line by itself
        return line.strip() if line else None
