"""The pieces of a formula read one by one, and what can be told about those ahead without reading them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.formulas.symbols import GREEK

if TYPE_CHECKING:
    from quizcv.notes.formulas.symbols import Piece

OPENING: Final = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉"}


class UnreadableError(Exception):
    """The formula holds something that is not read."""


class Cursor:
    """A place in the pieces of one formula."""

    def __init__(self, pieces: list[Piece], *, tex: bool) -> None:
        self.pieces = pieces
        self.place = 0
        self.depth = 0
        self.bars = 0
        self.tex = tex

    @property
    def at_end(self) -> bool:
        """Whether nothing is left."""
        return self.place >= len(self.pieces)

    @property
    def text(self) -> str:
        """The piece to be read next; empty at the end."""
        return "" if self.at_end else self.pieces[self.place].text

    @property
    def kind(self) -> str:
        """Its kind; empty at the end."""
        return "" if self.at_end else self.pieces[self.place].kind

    def take(self) -> Piece:
        """Reads a piece."""
        if self.at_end:
            raise UnreadableError
        self.place += 1
        return self.pieces[self.place - 1]

    def expect(self, text: str) -> None:
        """Reads a sign that has to stand here."""
        if self.take().text != text:
            raise UnreadableError

    def is_mark(self) -> bool:
        """Whether an exponent is a mark of its name, as in w^{gt}, y^* and Q^T."""
        rest = self.pieces[self.place + 1 : self.place + 5]
        if not rest:
            return False
        if rest[0].text in {"T", "top", "*", "'", "prime"}:
            return True
        if rest[0].text != "{":
            return False
        inner: list[str] = []
        for piece in rest[1:]:
            if piece.text == "}":
                break
            inner.append(piece.text)
        word = "".join(inner)
        return word in {"T", "*", "'", "top", "prime"} or (len(word) > 1 and word.isalpha() and word not in GREEK)

    def script(self) -> str:
        """The text of a subscript or a mark."""
        if self.text != "{":
            negative = self.take().text if self.text == "-" else ""
            return negative + self.take().text.replace("*", "star")
        self.take()
        parts = []
        while self.text != "}":
            parts.append(self.take().text)
        self.take()
        return re.sub(r"[^A-Za-z0-9-]", "", "".join(parts))

    def skip_scripts(self) -> None:
        """Passes the bounds of a sum."""
        while self.text in {"_", "^"}:
            self.take()
            self.script_group()

    def script_group(self) -> None:
        """Passes one bound, whatever it holds."""
        if self.text == "{":
            self.skip_group("{")
        else:
            self.take()

    def is_arguments(self) -> bool:
        """Whether a bracket behind a name holds what it is applied to: names with commas between them, or a single name."""
        depth, commas, signs = 0, 0, 0
        size = 0
        for piece in self.pieces[self.place :]:
            depth += piece.text in {"(", "{"}
            depth -= piece.text in {")", "}"}
            commas += piece.text == "," and depth == 1
            signs += piece.text in {"+", "-", "*", "/"}
            size += 1
            if depth == 0:
                break
        single = size == len("(x)")
        return depth == 0 and (commas > 0 or single or not signs) and size > len("()")

    def skip_group(self, opening: str = "(") -> list[Piece]:
        """Passes brackets, and gives what is in them."""
        self.expect(opening)
        closing, depth, inner = OPENING[opening], 1, []
        while depth:
            piece = self.take()
            depth += (piece.text == opening) - (piece.text == closing)
            inner.append(piece)
        return inner[:-1]
