r"""Text with numbers put in: `{n}` and `{n + 2*p}` are replaced where every name in them was drawn, all else stays.

LaTeX uses the same braces. So what is no formula over the drawn names stays as it is, and where braces are an argument
(`\frac{n}{2}`, `x^{k}`) the number keeps them. Doubled braces `{{n}}` are always text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.errors import FormulaError, nearest_name, shortened
from quizcv.problems.formula.evaluate import compile_formula
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.show import number_text
from quizcv.problems.formula.tree import names_of
from quizcv.problems.formula.words import RESERVED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from quizcv.problems.values import Value

BRACES: Final = re.compile(r"\{\{(?P<text>[^{}\n]*)\}\}|\{(?P<inner>[^{}\n]{1,200})\}")
ARGUMENT: Final = re.compile(r"(?:\\(?P<command>[A-Za-z]+)|[\^_}\]])$")
"""What stands before braces that are an argument in LaTeX."""
SIGNS: Final = frozenset(
    {"times", "cdot", "le", "leq", "ge", "geq", "ne", "neq", "approx", "in", "to", "pm", "quad", "qquad"}
)
"""Commands that take no argument."""
LONGEST_COMMAND: Final = 40
MAX_CHARACTERS: Final = 20_000
WORD: Final = re.compile(r"\s*[A-Za-z][A-Za-z0-9_]*\s*")


class Prose:
    """A text read once; `render` puts the numbers in, and `shows` names the values that stand in it by themselves.

    Args:
        source: As written.
        names: The numbers that were drawn.
        words: The words and lists that were drawn: shown, but not calculated with.

    Raises:
        FormulaError: Outside of math, braces hold an unknown name; or a formula in braces is wrong.
    """

    def __init__(self, source: str, names: Collection[str], words: Collection[str] = ()) -> None:
        self.source = source
        self.pieces: list[str | Callable[[Mapping[str, Value]], str]] = []
        if len(source) > MAX_CHARACTERS:
            problem = f"the text is too long: {len(source):,} characters, at most {MAX_CHARACTERS:,} are read"
            raise FormulaError(problem)
        self._names = names
        self._words = words
        self.shows: set[str] = set()
        self._read()

    def render(self, values: Mapping[str, Value]) -> str:
        """The text with the numbers put in."""
        return "".join([piece if isinstance(piece, str) else piece(values) for piece in self.pieces])

    @property
    def uses(self) -> bool:
        """Whether any number is put in."""
        return any(not isinstance(piece, str) for piece in self.pieces)

    def _read(self) -> None:
        position = 0
        in_math = False
        for match in BRACES.finditer(self.source):
            before = self.source[position : match.start()]
            in_math ^= before.replace(r"\$", "").replace("$$", "$").count("$") % 2 == 1
            position = match.end()
            self.pieces.append(before)
            if match["inner"] is None:
                self.pieces.append(
                    match.group() if in_math and not self._known(match["text"]) else "{" + match["text"] + "}"
                )
                continue
            piece = self._piece(match["inner"], match.start("inner") + 1, in_math=in_math)
            if piece is None:
                self.pieces.append(match.group())
            elif in_math and (
                argument := ARGUMENT.search(self.source, max(0, match.start() - LONGEST_COMMAND), match.start())
            ):
                self.pieces += [" ", piece] if argument["command"] in SIGNS else ["{", piece, "}"]
            else:
                self.pieces.append(piece)
        self.pieces.append(self.source[position:])

    def _known(self, inner: str) -> bool:
        return inner.strip() in self._names or inner.strip() in self._words

    def _piece(self, inner: str, column: int, *, in_math: bool) -> Callable[[Mapping[str, Value]], str] | None:
        """What stands for braces; None if they are not ours."""
        name = inner.strip()
        if name in self._names or name in self._words:
            self.shows.add(name)
            return lambda values: value_text(values[name])
        if WORD.fullmatch(inner):
            if in_math or name in RESERVED:
                return None
            near = nearest_name(name, {*self._names, *self._words})
            mend = f"did you mean {near!r}?" if near else "write {{...}} for braces that stay"
            problem = f"unknown name {shortened(name)}"
            raise FormulaError(problem, column, mend)
        try:
            tree = parse(inner)
        except FormulaError:
            return None
        names = names_of(tree)
        if not names or not all(each in self._names for each in names):
            return None
        calculation = compile_formula(tree)
        return lambda values: value_text(calculation(values))


def value_text(value: Value) -> str:
    """A drawn value as it stands in a text."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return ", ".join(number_text(each) for each in value)
    return number_text(value)
