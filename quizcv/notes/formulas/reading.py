r"""A formula of a note as a checked tree: TeX or plain text, so that it can be compared and calculated with.

Subscripts and upper marks belong to their names (`ch_{in}` is `ch_in`, `w^{gt}` is `w_gt`); what is applied to arguments is a name
(`\rho^2(b, b^{gt})` is `rho^2`); a sum over an index is a factor called `SUM`, for it is linear in what is summed. A formula that
holds anything else is not read: None, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quizcv.notes.formulas.applying import called, is_product, number, spelled
from quizcv.notes.formulas.cursor import OPENING, Cursor, UnreadableError
from quizcv.notes.formulas.symbols import (
    FUNCTIONS,
    Piece,
    pieces_of,
)
from quizcv.notes.remembered import judged
from quizcv.problems.formula.tree import Binary, Call, Constant, Name, Negative, Node, Number

if TYPE_CHECKING:
    from typing import Literal

LONGEST: Final = 600
_DEEPEST: Final = 24
_RELATIONS: Final = frozenset({"=", "≈", "≃", ":=", "≡", "→", "∝"})
_SET_SIGNS: Final = frozenset({"∪", "∩", "∖"})


@dataclass(frozen=True, slots=True)
class Read:
    """A formula that was read.

    Args:
        parts: The formulas between its relations, from left to right; None for what could not be read.
        label: What stands left of the first relation, as written; empty if there is none.
    """

    parts: tuple[Node | None, ...]
    label: str = ""

    @property
    def right(self) -> tuple[Node, ...]:
        """What says how it is calculated: the parts that are more than a name."""
        return tuple(part for part in self.parts if part is not None and not isinstance(part, (Name, Number)))


@judged
def read_formula(text: str, *, tex: bool = True) -> Read | None:
    """A formula as trees; None if nothing of it can be read. Never raises on any text."""
    text = text.rstrip("\\ ")
    if len(text) > LONGEST or "\\begin" in text:
        return None
    pieces = pieces_of(text, tex=tex)
    if pieces is None:
        return None
    rows: list[list[Piece]] = [[]]
    cuts = []
    depth = 0
    for piece in pieces:
        depth += (piece.text in {"(", "[", "{"}) - (piece.text in {")", "]", "}"})
        if piece.text in _RELATIONS and piece.kind == "sign" and depth == 0:
            rows.append([])
            cuts.append(piece.start)
        else:
            rows[-1].append(piece)
    parts = tuple(_read_row(row, tex=tex) for row in rows)
    if all(part is None for part in parts):
        return None
    return Read(parts, text[: cuts[0]].strip() if cuts else "")


def _read_row(row: list[Piece], *, tex: bool) -> Node | None:
    while row and row[-1].text in {".", ",", ";", "。", "，"}:
        row.pop()
    if not row:
        return None
    reader = _Reader(row, tex=tex)
    try:
        node = reader.total()
    except (UnreadableError, RecursionError):
        return None
    return node if reader.at_end else None


class _Reader(Cursor):
    """One reading of one formula, by precedence."""

    def total(self) -> Node:
        r"""A sum, or a fraction written with `\over`."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UnreadableError
        node = self.product()
        while self.text in {"+", "-"} and self.kind == "sign":
            operator: Literal["+", "-"] = "+" if self.take().text == "+" else "-"
            node = Binary(operator, node, self.product())
        if self.text == "over":
            self.take()
            node = Binary("/", node, self.total())
        self.depth -= 1
        return node

    def product(self) -> Node:
        """Factors, with signs between them or side by side."""
        node = self.signed()
        while True:
            if self.text in {"*", "/"} and self.kind == "sign":
                operator: Literal["*", "/"] = "*" if self.take().text == "*" else "/"
                node = Binary(operator, node, self.signed())
            elif self.text in _SET_SIGNS:
                sign = self.take().text
                self.signed()
                node = Name({"∪": "union", "∩": "overlap"}.get(sign, "rest"))
            elif self.follows():
                node = Binary("*", node, self.power())
            else:
                return node

    def follows(self) -> bool:
        """Whether a factor stands here without a sign before it; in plain text only right behind a number or a bracket."""
        if self.at_end or self.text in {"over", ","}:
            return False
        if self.text in {"|", "‖"}:
            return self.bars == 0
        starts = self.kind in {"number", "name", "function", "frac", "sqrt", "sum"} or self.text in OPENING
        if not starts or self.tex:
            return starts
        before, here = self.pieces[self.place - 1], self.pieces[self.place]
        return before.end == here.start and (before.kind == "number" or before.text in {")", "]"}) and here.text != "["

    def signed(self) -> Node:
        """A factor with its sign."""
        if self.kind == "sign" and self.text == "-":
            self.take()
            return Negative(self.signed())
        if self.kind == "sign" and self.text == "+":
            self.take()
            return self.signed()
        return self.power()

    def power(self) -> Node:
        """An operand with its exponent."""
        node = self.operand()
        if self.text == "^":
            self.take()
            node = Binary("^", node, self.exponent())
            if self.text == "(" and self.is_arguments():
                self.skip_group()
        if self.text == "!":
            raise UnreadableError
        return node

    def exponent(self) -> Node:
        """What stands behind a `^`: a group, or a single sign in TeX."""
        if self.text in {"(", "{"}:
            return self.group()
        if self.text == "-":
            self.take()
            return Negative(self.exponent())
        return self.operand()

    def group(self) -> Node:
        """Brackets and what is in them."""
        closing = OPENING[self.take().text]
        node = self.total()
        self.expect(closing)
        return node

    def operand(self) -> Node:
        """A number, a name, a function, a fraction, a root, or brackets."""
        match self.kind:
            case "number":
                return Number(number(self.take().text))
            case "frac":
                self.take()
                upper = self.argument()
                return Binary("/", upper, self.argument())
            case "sqrt":
                self.take()
                return Call("sqrt", (self.argument(),))
            case "sum":
                self.take()
                self.skip_scripts()
                return Name("SUM")
            case "function":
                return self.function()
            case "name":
                return self.name()
            case _:
                return self.bracketed()

    def argument(self) -> Node:
        r"""A group in braces, or a single sign as in `\frac12`."""
        if self.text in {"{", "("}:
            return self.group()
        if self.kind == "number" and len(self.text) > 1 and self.text.isdigit() and self.tex:
            piece = self.take()
            self.place -= 1
            self.pieces[self.place] = piece._replace(text=piece.text[1:])
            return Number(number(piece.text[0]))
        return self.operand()

    def bracketed(self) -> Node:
        """Brackets, bars, or the rounding brackets."""
        if self.text in {"⌊", "⌈"}:
            function = "floor" if self.text == "⌊" else "ceil"
            return Call(function, (self.group(),))
        if self.text in {"|", "‖"}:
            return self.magnitude()
        if self.text in OPENING:
            return self.group()
        raise UnreadableError

    def magnitude(self) -> Node:
        """Bars: the size of a set is a name of its own, anything else an absolute value."""
        bar = self.take().text
        end = next((n for n in range(self.place, len(self.pieces)) if self.pieces[n].text == bar), -1)
        if end < 0:
            raise UnreadableError
        signs = {piece.text for piece in self.pieces[self.place : end]}
        if "∖" in signs or ("-" in signs and signs & _SET_SIGNS):
            self.place = end + 1
            return Name("rest")
        self.bars += 1
        node = self.total()
        self.expect(bar)
        self.bars -= 1
        return node if isinstance(node, Name) else Call("abs", (node,))

    def function(self) -> Node:
        """A function with its argument; one that is not in the formula language is a factor that stands for it."""
        function = FUNCTIONS[self.take().text]
        base = ""
        while self.text in {"_", "^"}:
            script = self.take().text
            written = self.script()
            if script == "_":
                base = written
            elif written != "-1" or function != "tan":
                raise UnreadableError
            else:
                function = "atan"
        arguments = self.arguments()
        return called(function, base, arguments)

    def arguments(self) -> list[Node]:
        """What a function is applied to."""
        if self.text not in {"(", "{", "["}:
            return [self.power()]
        closing = OPENING[self.take().text]
        found = [self.total()]
        while self.text == ",":
            self.take()
            found.append(self.total())
        self.expect(closing)
        return found

    def name(self) -> Node:
        """A name with its scripts, and arguments it is applied to left out."""
        written = self.take().text
        if written == "e" and self.text == "^":
            self.take()
            return Call("exp", (self.exponent(),))
        if written == "pi":
            return Constant("pi")
        suffixes = []
        while self.text in {"_", "'"} or (self.text == "^" and self.is_mark()):
            if self.take().text != "'":
                suffixes.append(self.script())
        name = "_".join([written, *filter(None, suffixes)])
        if len(written) > 1 and set(suffixes) <= {"T", "top"} and is_product(written):
            node: Node = Name(written[0])
            for letter in written[1:]:
                node = Binary("*", node, Name(letter))
            return node
        if self.text == "(" and self.is_arguments():
            inner = self.skip_group()
            if written.casefold() in {"area", "vol", "volume"}:
                texts = {piece.text for piece in inner}
                return Name("overlap" if "∩" in texts else "union" if "∪" in texts else f"{name}_{spelled(inner)}")
        return Name(name)
