"""The parts of a template as texts: what is written is taken as it comes, and every fault is noted with the part it is in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, ParamSpec, TypeVar

from quizcv.problems.faults import Fault
from quizcv.problems.formula.errors import FormulaError

T = TypeVar("T")
P = ParamSpec("P")

SWITCHES: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False, "": False}
MAX_ITEMS: Final = 64
"""Conditions, steps or mistakes of one template."""


class Parts:
    """Parts as written; `faults` grows while they are read.

    `spoiled` holds names whose own fault is told already, and `known` is false where none of them could be read: what only follows
    from that is not told again.
    """

    def __init__(self, parts: Mapping[str, object]) -> None:
        self.parts = parts
        self.faults: list[Fault] = []
        self.spoiled: set[str] = set()
        self.known = True

    def fault(self, field: str, message: str, column: int = 0) -> None:
        """Notes a fault."""
        self.faults.append(Fault(field, column, message))

    def attempt(self, field: str, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What `read` gives, or None with the fault noted; a fault that only follows from another one is not told again."""
        try:
            return read(*args, **kwargs)
        except FormulaError as error:
            follows = any(error.problem == f"unknown name {name!r}" for name in self.spoiled)
            follows |= not self.known and error.problem.startswith("unknown name")
            if not follows:
                self.fault(field, error.reason, error.column)
        return None

    def required(self, part: str) -> str:
        """A text that must be there."""
        written = self.parts.get(part)
        if part == "answer" and isinstance(written, (list, tuple)):
            return "[" + ", ".join(map(str, written)) + "]"
        text = self.text(part)
        if not text.strip():
            problem = f"the part {part!r} is missing"
            told = part == "answer" and "solves" in self.parts
            raise FormulaError(problem, 0, "quizcv check tells what solves the equation" if told else "")
        return text

    def text(self, part: str) -> str:
        """A text, empty if it is not there."""
        written = self.parts.get(part)
        if written is None:
            return ""
        if isinstance(written, (list, tuple, Mapping)):
            self.fault(part, f"{part!r} takes one text")
            return ""
        return str(written)

    def texts(self, part: str) -> list[str]:
        """A list of texts; a single text is a list of one."""
        written = self.parts.get(part)
        if written is None:
            return []
        if isinstance(written, Mapping):
            self.fault(part, f"{part!r} takes a list of texts")
            return []
        items = list(written) if isinstance(written, (list, tuple)) else [written]
        if len(items) > MAX_ITEMS:
            self.fault(part, f"{part!r} holds at most {MAX_ITEMS} items, not {len(items)}")
        texts = []
        for n, item in enumerate(items[:MAX_ITEMS]):
            if isinstance(item, (list, tuple, Mapping)):
                self.fault(f"{part}[{n}]", "one text is wanted here; quote it if it holds : or {")
            else:
                texts.append(str(item))
        return texts

    def switch(self, part: str) -> bool:
        """True or false."""
        text = self.text(part).lower()
        if text not in SWITCHES:
            self.fault(part, f"{part!r} is true or false, not {text!r}")
        return SWITCHES.get(text, False)
