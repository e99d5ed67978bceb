"""From a command's name to its node: a sign, a function, space, or what the command's reader makes of its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.mathtext import alphabets, readers, symbols
from quizcv.mathtext.brackets import big, left
from quizcv.mathtext.environments import environment
from quizcv.mathtext.tree import ACROSS, Atom, Node, Raw, Role, Space

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.mathtext.parser import Parser
    from quizcv.mathtext.tokens import Token

_SUGGESTIONS = 10  # a formula with more unknown commands is no slip of the keys


def command(parser: Parser, token: Token) -> Node | None:
    """The node of a command, its arguments read; None for a command that leaves no trace."""
    name = token.text[1:]
    if name in symbols.COMMANDS:
        sign, role = symbols.COMMANDS[name]
        return Atom(parser.dressed(sign), role, spaced=token.spaced, limits=name in symbols.BIG)
    if name in _READERS:
        return _READERS[name](parser, token)
    if name in symbols.FUNCTIONS or name in symbols.FUNCTIONS_WITH_LIMITS:
        return readers.function(parser, token)
    if name in symbols.SPACES:
        return Space(symbols.SPACES[name])
    if name in symbols.IGNORED:
        return None
    return unknown(parser, token)


def known(name: str) -> bool:
    """Whether a command, without its backslash, is one of ours."""
    tables = (
        symbols.COMMANDS,
        _READERS,
        symbols.FUNCTIONS,
        symbols.FUNCTIONS_WITH_LIMITS,
        symbols.SPACES,
        symbols.IGNORED,
    )
    return any(name in table for table in tables)


def unknown(parser: Parser, token: Token) -> Node:
    """An unknown command and its arguments as they were typed."""
    if token.text == "\\":
        parser.fail(token, "a lone backslash at the end")
    near = (_nearest(token.text[1:]) or _named(token.text[1:])) if len(parser.faults) < _SUGGESTIONS else ""
    parser.note(token, f"unknown command {token.text}; it is shown as typed{near}")
    end = token.start + len(token.text)
    while (opening := parser.peek()) is not None and opening.text == "{" and opening.start == end:
        end = readers.raw_argument(parser, token)[1]
    return Raw(parser.source[token.start : end])


def _nearest(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  only for a message

    known = [*symbols.COMMANDS, *_READERS, *symbols.FUNCTIONS, *symbols.FUNCTIONS_WITH_LIMITS]
    near = get_close_matches(name, known, 1, 0.75) if 1 < len(name) <= max(map(len, known)) else []
    return f". Did you mean \\{near[0]}?" if near else ""


def _named(name: str) -> str:
    """The mend for a name that looks like a macro of the author's own: Var, KL, IoU."""
    return f"; write \\operatorname{{{name}}} for a name" if len(name) > 1 and name[0].isupper() else ""


_READERS: dict[str, Callable[[Parser, Token], Node | None]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "nicefrac", "sfrac"), readers.fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), readers.binomial),
    **dict.fromkeys(symbols.ACCENTS, readers.accent),
    **dict.fromkeys(symbols.STRETCHES, readers.stretch),
    **dict.fromkeys(alphabets.FONTS, readers.font),
    **dict.fromkeys(alphabets.TEXTS, readers.text),
    **dict.fromkeys(readers.FONT_SWITCHES, readers.font_switch),
    **dict.fromkeys(readers.ROLES, readers.text_sign),
    **dict.fromkeys(symbols.SIZES, big),
    **dict.fromkeys(("operatorname", "operatorname*", "operatornamewithlimits"), readers.operator_name),
    **dict.fromkeys(("overset", "stackrel"), readers.over_set),
    **dict.fromkeys(readers.LONG_ARROWS, readers.long_arrow),
    **dict.fromkeys(readers.PAIRS, readers.pair),
    **dict.fromkeys(("tag", "tag*"), readers.tag),
    **dict.fromkeys(("smash", "mathclose", "mathopen", "mathinner", "ensuremath"), readers.bare),
    **dict.fromkeys(("cancel", "bcancel", "xcancel"), readers.struck),
    **dict.fromkeys(("label", "color", "vspace"), readers.swallowed),
    **dict.fromkeys(("textcolor", "colorbox"), readers.coloured),
    **dict.fromkeys(("hspace", "hspace*", "mspace"), readers.gap),
    **dict.fromkeys(("phantom", "hphantom", "vphantom"), readers.phantom),
    "arg": readers.arg,
    "begin": environment,
    **dict.fromkeys(("hline", "toprule", "midrule", "bottomrule"), lambda *_: ACROSS),
    "cfrac": readers.continued_fraction,
    "bmod": lambda _, token: Atom("mod", Role.BINARY, spaced=token.spaced),
    "mod": lambda _, token: Atom("mod", Role.BINARY, spaced=token.spaced),
    "left": left,
    "not": readers.negation,
    "pmod": readers.modulo,
    "sqrt": readers.root,
    "substack": readers.substack,
    "underset": readers.under_set,
}
