"""The parser: LaTeX source to a tree and a list of faults.

An unknown command becomes `Raw`, source as typed, with a fault at its column. A formula whose structure can't be made out
(braces that don't match, a missing argument, nesting without end) is not guessed at: it has one last fault and no tree.
The work is linear in the length of the source, and the depth of the tree is bounded.
"""

from __future__ import annotations

from typing import NamedTuple, NoReturn

from quizcv.mathtext import symbols
from quizcv.mathtext.alphabets import FONTS
from quizcv.mathtext.bars import pair_bars
from quizcv.mathtext.commands import command
from quizcv.mathtext.tokens import Token, tokenize
from quizcv.mathtext.tree import ACROSS, Atom, Fence, Fraction, Grid, Group, Node, Role, Scripts, Sequence, Space

MAX_LENGTH = 10_000
MAX_DEPTH = 30

_STOPS = frozenset(("}", "&", "\\\\", "\\cr", "\\right", "\\middle", "\\end"))
_SCRIPTS = frozenset(("^", "_", "'", "’", "\\limits", "\\nolimits"))
_FRACTIONS = {"\\over": ("", ""), "\\choose": ("(", ")"), "\\atop": ("", "")}
_CLOSERS = frozenset((*symbols.BRACKETS.values(), "|", "‖"))
_FIRST_DIGITS = frozenset("0123456789")


class Fault(NamedTuple):
    """Something wrong in a formula: its column, from 1, and what it is."""

    column: int
    message: str


class Formula(NamedTuple):
    """A formula as read; `tree` is None where its structure can't be made out."""

    source: str
    tree: Sequence | None
    faults: tuple[Fault, ...]


class Unreadable(Exception):  # noqa: N818  it is caught here and never leaves
    """The structure can't be made out."""

    def __init__(self, start: int, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(start + 1, message)


def parse(source: str) -> Formula:
    """The tree and the faults of a formula."""
    if len(source) > MAX_LENGTH:
        message = f"this formula has {len(source):,} characters and is shown as typed; {MAX_LENGTH:,} are the most"
        return Formula(source, None, (Fault(1, message),))
    parser = Parser(source)
    try:
        tree = parser.formula()
    except Unreadable as error:
        return Formula(source, None, (*parser.faults, error.fault))
    return Formula(source, tree, tuple(parser.faults))


class Parser:
    """Reads one formula from left to right, one token ahead. Commands with arguments are read by `commands.py`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = tokenize(source)
        self.place = 0
        self.depth = 0
        self.font = ""
        self.faults: list[Fault] = []
        self.across: frozenset[int] = frozenset()

    def formula(self) -> Sequence:
        r"""The whole source; rows parted by `\\` become a grid.

        Raises:
            Unreadable: The structure can't be made out.
        """
        rows = self.rows()
        token = self.peek()
        if token is not None:
            wrong = {
                "}": "this } closes nothing; write \\} for a brace that is shown",
                "\\right": "this \\right has no \\left before it",
                "\\middle": "this \\middle stands in no \\left ... \\right",
            }
            self.fail(token, wrong.get(token.text, f"this {token.text} has no \\begin before it"))
        return self.as_rows(rows)

    @staticmethod
    def as_rows(rows: list[tuple[Sequence, ...]]) -> Sequence:
        """A single cell as it is, more of them as a grid of rows."""
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        aligned = any(len(row) > 1 for row in rows)
        return (Grid(tuple(rows), "rl" if aligned else "l", "", "", "rows"),)

    def rows(self) -> list[tuple[Sequence, ...]]:
        r"""Cells parted by `&`, rows parted by `\\`; an empty last row is left out. `across` says where `\hline` stood."""
        rows: list[tuple[Sequence, ...]] = []
        row: list[Sequence] = []
        across: set[int] = set()
        while True:
            cell = self.sequence()
            while cell and cell[0] is ACROSS:
                across.add(len(rows))
                cell = cell[1:]
            row.append(cell)
            token = self.peek()
            if token is None or token.text not in {"&", "\\\\", "\\cr"}:
                break
            self.place += 1
            if token.text != "&":
                self.skip_row_gap()
                rows.append(tuple(row))
                row = []
        if not rows or any(row):
            rows.append(tuple(row))
        self.across = frozenset(across)
        return rows

    def skip_row_gap(self) -> None:
        r"""`\\[4pt]` asks for a larger gap between rows; we have none."""
        token = self.peek()
        if token is not None and token.text == "[" and not token.spaced:
            end = self.source.find("]", token.start)
            gap = self.source[token.start + 1 : end].strip()
            if end > 0 and gap[-2:] in {"pt", "em", "ex", "mm", "cm", "in"}:
                while token is not None and token.start <= end:
                    self.place += 1
                    token = self.peek()

    def sequence(self, until: str = "") -> Sequence:
        """Everything up to a stop (or the sign `until`), brackets paired and scripts attached."""
        self.deeper()
        items: list[Node] = []
        opened: list[tuple[Atom, list[Node]]] = []
        over: tuple[Token, Sequence] | None = None
        while (token := self.peek()) is not None and token.text not in _STOPS:
            if token.text == until and not opened:
                break
            if token.text in _FRACTIONS:
                if over:
                    self.fail(token, f"a second {token.text} in one group; put one of the fractions in braces")
                over = (token, self.close_all(opened, items))
                opened, items = [], []
                self.place += 1
                continue
            node = None if token.text in _SCRIPTS else self.nucleus()
            if node is None and token.text not in _SCRIPTS:
                continue
            if isinstance(node, Atom) and node.role is Role.OPEN:
                opened.append((node, items))
                items = []
                self.deeper()
                continue
            if isinstance(node, Atom) and node.role is Role.CLOSE and opened and node.text in _CLOSERS:
                opening, outer = opened.pop()
                self.depth -= 1
                node = Fence(opening.text, (pair_bars(items),), node.text)
                items = outer
            items.append(self.scripts(node))
        body = self.close_all(opened, items)
        self.depth -= 1
        return self.fraction(over[0].text, over[1], body) if over else body

    def close_all(self, opened: list[tuple[Atom, list[Node]]], items: list[Node]) -> Sequence:
        """The items with brackets that were never closed as signs among them."""
        while opened:
            opening, outer = opened.pop()
            self.depth -= 1
            items = [*outer, opening, *items]
        return pair_bars(items)

    @staticmethod
    def fraction(command: str, over: Sequence, under: Sequence) -> Sequence:
        r"""`a \over b`, `a \choose b`, `a \atop b`."""
        fraction = Fraction(over, under, bar=command == "\\over")
        return (Fence("(", ((fraction,),), ")"),) if command == "\\choose" else (fraction,)

    def nucleus(self) -> Node | None:
        """The next sign, group or command with its arguments, without scripts; None for what leaves no trace."""
        token = self.next()
        if token.text == "{":
            return self.group(token)
        if token.text[0] == "\\":
            return command(self, token)
        if token.word in symbols.TYPED_FUNCTIONS:
            self.place += len(token.word) - 1
            return Atom(token.word, Role.OPERATOR, token.run, token.spaced)
        return self.sign(token)

    def sign(self, token: Token) -> Atom:
        """A sign typed as itself; `->` is an arrow, a comma in a number groups its digits."""
        text = symbols.TYPED.get(token.text, token.text)
        following = self.peek()
        if text == "−" and following is not None and following.text == ">" and not following.spaced:
            self.place += 1
            return Atom("→", Role.RELATION)
        run = token.run or int(token.text in _FIRST_DIGITS)
        return Atom(self.dressed(text), symbols.ROLES.get(text, Role.ORDINARY), run, token.spaced)

    def dressed(self, text: str) -> str:
        """The sign in the font that is asked for."""
        return FONTS[self.font].get(text, text) if self.font else text

    def group(self, opening: Token) -> Node:
        """What stands between braces; the opening one is read."""
        font = self.font
        rows = self.rows()
        self.font = font
        token = self.peek()
        if token is None:
            self.fail(opening, "this { is never closed")
        if token.text != "}":
            self.fail(token, f"{token.text} comes before the {{ in column {opening.start + 1} is closed")
        self.place += 1
        if any(len(row) > 1 for row in rows):
            self.fail(opening, "an & between these braces aligns nothing; write \\& for the sign")
        body = self.as_rows(rows)
        return body[0] if len(body) == 1 and isinstance(body[0], Fraction | Fence | Grid) else Group(body)

    def argument(self, owner: Token) -> Sequence:
        """The next argument of a command or script: a group, a command with its own arguments, or one sign."""
        token = self.peek()
        if token is None or token.text in _STOPS:
            self.fail(owner, f"{owner.text} lacks an argument; write {owner.text}{{...}}")
        self.deeper()
        if token.text in _SCRIPTS:
            self.fail(owner, f"{owner.text} lacks an argument before {token.text}")
        node = self.sign(self.next()) if token.word else self.nucleus()
        self.depth -= 1
        if node is None:
            return ()
        return node.body if isinstance(node, Group) else (node,)

    def scripts(self, base: Node | None) -> Node:
        """The base with the scripts that follow it."""
        below: Sequence | None = None
        above: Sequence | None = None
        primes = 0
        limits = isinstance(base, Atom) and base.limits
        found = False
        while (token := self.peek()) is not None and token.text in _SCRIPTS:
            self.place += 1
            found = found or token.text[0] != "\\"
            if token.text[0] == "\\":
                limits = token.text == "\\limits"
            elif token.text in {"'", "’"}:
                primes += 1
            elif token.text == "_":
                if below is not None:
                    self.fail(token, "a second subscript; braces tell what it belongs to: {x_a}_b")
                below = _trimmed(self.argument(token))
            else:
                if above is not None:
                    self.fail(token, "a second superscript; braces tell what it belongs to: {x^a}^b")
                above = _trimmed(self.argument(token))
        if not found:
            return base if base is not None else Group(())
        return Scripts(base, below, above, primes, limits)

    def peek(self) -> Token | None:
        """The next token, left where it is."""
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def next(self) -> Token:
        """The next token, read. Call only where there is one."""
        token = self.tokens[self.place]
        self.place += 1
        return token

    def deeper(self) -> None:
        """One level down; a tree without bottom is refused."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            token = self.tokens[min(self.place, len(self.tokens) - 1)]
            self.fail(token, f"this formula is nested more than {MAX_DEPTH} deep and is shown as typed")

    def note(self, token: Token, message: str) -> None:
        """Records a fault and goes on."""
        self.faults.append(Fault(token.start + 1, message))

    def fail(self, token: Token, message: str) -> NoReturn:
        """Gives the formula up."""
        raise Unreadable(token.start, message)


def _trimmed(body: Sequence) -> Sequence:
    """A script without space at its ends."""
    start, end = 0, len(body)
    while start < end and isinstance(body[start], Space):
        start += 1
    while end > start and isinstance(body[end - 1], Space):
        end -= 1
    return body[start:end]
