r"""Brackets that are named by a command: `\left ... \right` and `\big`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.mathtext import symbols
from quizcv.mathtext.tree import Atom, Fence, Node, Role, Sequence, Space

if TYPE_CHECKING:
    from quizcv.mathtext.parser import Parser
    from quizcv.mathtext.tokens import Token

_DELIMITERS = frozenset((*symbols.BRACKETS, *symbols.BRACKETS.values(), *"|‖/\\↑↓↕⇑⇓⇕"))


def left(parser: Parser, token: Token) -> Node:
    r"""`\left( ... \middle| ... \right)`."""
    opening = delimiter(parser, token)
    parts = [_part(parser, token)]
    middles: list[str] = []
    while (stop := parser.peek()) is not None and stop.text == "\\middle":
        parser.place += 1
        middles.append(delimiter(parser, stop))
        parts.append(_part(parser, token))
    if stop is None or stop.text != "\\right":
        parser.fail(token, "this \\left has no \\right; write \\right. for a bracket that is not shown")
    parser.place += 1
    return Fence(opening, tuple(parts), delimiter(parser, stop), tuple(middles))


def _part(parser: Parser, owner: Token) -> Sequence:
    """What stands between two delimiters, without space at its beginning; they bring their own."""
    rows = parser.rows()
    if any(len(row) > 1 for row in rows):
        parser.fail(owner, "an & inside \\left ... \\right aligns nothing; write \\& for the sign")
    body = parser.as_rows(rows)
    while body and isinstance(body[0], Space):
        body = body[1:]
    return body


def delimiter(parser: Parser, owner: Token) -> str:
    r"""The bracket behind `\left`, `\big` and the like; empty for a full stop."""
    token = parser.peek()
    if token is None:
        parser.fail(owner, f"{owner.text} lacks its bracket")
    parser.place += 1
    if token.text == ".":
        return ""
    sign = symbols.COMMANDS.get(token.text[1:], ("", None))[0] if token.text[0] == "\\" else token.text
    sign = {"<": "⟨", ">": "⟩", "∥": "‖"}.get(sign, sign)
    if sign not in _DELIMITERS:
        parser.fail(token, f"{token.text} is no bracket; {owner.text} wants one, such as ( or \\lfloor")
    return sign


def big(parser: Parser, token: Token) -> Node:
    r"""`\big(`: a bracket; how tall it is follows from what it holds."""
    sign = delimiter(parser, token)
    role = Role.OPEN if sign in symbols.BRACKETS else Role.CLOSE if sign in symbols.BRACKETS.values() else Role.ORDINARY
    if sign in {"|", "‖"}:
        role = {"l": Role.OPEN, "r": Role.CLOSE, "m": Role.RELATION}.get(token.text[-1], Role.ORDINARY)
    return Atom(sign, role)
