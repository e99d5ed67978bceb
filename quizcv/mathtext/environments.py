r"""`\begin{...} ... \end{...}`: matrices, cases and aligned equations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.mathtext.tree import RULE, Grid, Group, Node, Sequence

if TYPE_CHECKING:
    from quizcv.mathtext.parser import Parser
    from quizcv.mathtext.tokens import Token

# Name: columns, opening and closing bracket, and what kind of grid it is.
_ENVIRONMENTS = {
    "matrix": ("c", "", "", "matrix"),
    "pmatrix": ("c", "(", ")", "matrix"),
    "bmatrix": ("c", "[", "]", "matrix"),
    "Bmatrix": ("c", "{", "}", "matrix"),
    "vmatrix": ("c", "|", "|", "matrix"),
    "Vmatrix": ("c", "‖", "‖", "matrix"),
    "smallmatrix": ("c", "", "", "matrix"),
    "psmallmatrix": ("c", "(", ")", "matrix"),
    "bsmallmatrix": ("c", "[", "]", "matrix"),
    "subarray": ("c", "", "", "substack"),
    "array": ("c", "", "", "matrix"),
    "cases": ("l", "{", "", "cases"),
    "dcases": ("l", "{", "", "cases"),
    "rcases": ("l", "", "}", "cases"),
    **dict.fromkeys(
        ("aligned", "align", "alignat", "alignedat", "split", "eqnarray", "flalign"), ("rl", "", "", "rows")
    ),
    **dict.fromkeys(("gather", "gathered", "multline"), ("c", "", "", "rows")),
    **dict.fromkeys(("equation", "math", "displaymath"), ("l", "", "", "rows")),
}
_WITH_COLUMNS = frozenset(("array", "alignat", "alignedat", "subarray"))
_OPTION = re.compile(r"\s*\[\s*([tbclr])\s*\]")


def environment(parser: Parser, token: Token) -> Node:
    r"""The grid of an environment, `\begin` read."""
    name = _name(parser, token)
    known = _ENVIRONMENTS.get(name.removesuffix("*"))
    if known is None:
        parser.fail(token, f"unknown environment {name}; its formula is shown as typed")
    columns, opening, closing, kind = known
    side = _option(parser)
    if kind == "matrix" and name[-1] == "*" and side in "lcr":
        columns = side or columns
    wanted = _braces(parser, token) if name.removesuffix("*") in _WITH_COLUMNS else ""
    wanted = "".join(letter for letter in wanted if letter in "lcr|").strip("|") if name == "array" else ""
    parser.deeper()
    rows = parser.rows()
    across = parser.across if kind == "matrix" else frozenset()
    parser.depth -= 1
    if wanted:
        columns = wanted.replace("|", "c")
        rows = [_with_bars(row, wanted) for row in rows]
    end = parser.peek()
    if end is None or end.text != "\\end":
        parser.fail(token, f"this \\begin{{{name}}} has no \\end{{{name}}}")
    parser.place += 1
    closed = _name(parser, end)
    if closed != name:
        parser.fail(end, f"\\end{{{closed}}} closes the \\begin{{{name}}} in column {token.start + 1}")
    if kind == "rows" and len(rows) == 1 and len(rows[0]) == 1:
        return Group(rows[0][0])
    if kind == "rows" and columns == "rl" and all(len(row) == 1 for row in rows):
        columns = "l"
    return Grid(tuple(rows), columns, opening, closing, kind, across)


def _option(parser: Parser) -> str:
    r"""The letter of `[t]` or `[r]` behind an environment's name; empty where there is none."""
    before = parser.tokens[parser.place - 1]
    match = _OPTION.match(parser.source, before.start + 1)
    while match and (token := parser.peek()) is not None and token.start < match.end():
        parser.place += 1
    return match[1] if match else ""


def _with_bars(row: tuple[Sequence, ...], wanted: str) -> tuple[Sequence, ...]:
    """The cells of a row with the upright lines of `{cc|c}` as cells of their own."""
    cells = list(row)
    for place, letter in enumerate(wanted):
        if letter == "|" and place <= len(cells):
            cells.insert(place, (RULE,))
    return tuple(cells)


def _name(parser: Parser, owner: Token) -> str:
    return _braces(parser, owner).strip()


def _braces(parser: Parser, owner: Token) -> str:
    """The text between the braces that must come next."""
    opening = parser.peek()
    if opening is None or opening.text != "{":
        parser.fail(owner, f"{owner.text} lacks a name; write {owner.text}{{aligned}}")
    start = opening.start + 1
    while (token := parser.peek()) is not None:
        parser.place += 1
        if token.text == "}":
            return parser.source[start : token.start]
    return parser.fail(opening, "this { is never closed")
