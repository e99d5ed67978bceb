"""What is wrong with a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.errors import QuizcvError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Fault(NamedTuple):
    """One thing wrong in a template: which part, the column in its text from 1 (0 for the whole part), and what."""

    field: str
    column: int
    message: str


class TemplateError(QuizcvError):
    """A template can't be used; `faults` holds everything found."""

    exit_code = 3

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{fault.field}:{fault.column}: {fault.message}" for fault in faults))
