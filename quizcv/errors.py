"""Everything that can go wrong in a way the user can mend: one hierarchy, an exit code for each class.

A message says what is wrong, where, and what to do. It is written for the person at the keyboard, who sees no traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Diagnostic(NamedTuple):
    """One thing wrong in a text somebody wrote: where it is, what is wrong, and the mend.

    Args:
        path: The file, as the user would name it; `-` for standard input.
        line: Counted from 1; 0 when the whole file is meant.
        column: Counted in characters from 1; 0 when the whole line is meant.
        message: What is wrong, and the mend, in one sentence or two.
    """

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """`path:line:column: message`, the form editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class QuizcvError(Exception):
    """Something failed and the message says what to do; exit code 1."""

    exit_code: ClassVar[int] = 1


class UsageError(QuizcvError):
    """The command was asked for something it does not have: no such card, deck, family, setting. Exit code 2."""

    exit_code = 2


class ContentError(QuizcvError):
    """A deck, a note or a network file is wrong; every fault found is in `diagnostics`. Exit code 3."""

    exit_code = 3

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class DatabaseError(QuizcvError):
    """The log can't be opened or written: no database, a newer one, locked, read-only, disk full. Nothing was changed."""
