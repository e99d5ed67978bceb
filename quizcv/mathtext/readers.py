"""What each command with arguments means. A reader takes the parser and the command's token and gives a node, or None."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.mathtext import symbols
from quizcv.mathtext.tree import (
    Accent,
    Atom,
    Fence,
    Fraction,
    Grid,
    Group,
    Node,
    Role,
    Root,
    Scripts,
    Sequence,
    Space,
    Stretch,
    Words,
)

if TYPE_CHECKING:
    from quizcv.mathtext.parser import Parser
    from quizcv.mathtext.tokens import Token

FONT_SWITCHES = {"bf": "mathbf", "cal": "mathcal", "rm": "mathrm", "it": "mathit", "sf": "mathsf", "tt": "mathtt"}
ROLES = {
    "mathbin": Role.BINARY,
    "mathrel": Role.RELATION,
    "mathpunct": Role.PUNCTUATION,
    "mathop": Role.OPERATOR,
    "mathord": Role.ORDINARY,
}
LONG_ARROWS = {
    "xrightarrow": "⟶",
    "xleftarrow": "⟵",
    "xleftrightarrow": "⟷",
    "xRightarrow": "⟹",
    "xLeftarrow": "⟸",
    "xLeftrightarrow": "⟺",
    "xmapsto": "⟼",
    "xlongequal": "=",
}
STROKE = "\u0338"
PAIRS = {"abs": ("|", "|"), "norm": ("‖", "‖")}
_ESCAPED = re.compile(r"\\([{}$%_#& ])")


def raw_argument(parser: Parser, owner: Token) -> tuple[str, int]:
    """The text of an argument in braces, unread, and where in the source it ends (behind its brace)."""
    opening = parser.peek()
    if opening is None or opening.text != "{":
        parser.fail(owner, f"{owner.text} lacks an argument; write {owner.text}{{...}}")
    depth = 0
    while (token := parser.peek()) is not None:
        parser.place += 1
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0:
            return parser.source[opening.start + 1 : token.start], token.start + 1
    return parser.fail(opening, "this { is never closed")


def optional_argument(parser: Parser) -> Sequence | None:
    """What stands between `[` and `]`, if that is what comes next."""
    opening = parser.peek()
    if opening is None or opening.text != "[":
        return None
    parser.place += 1
    body = parser.sequence(until="]")
    closing = parser.peek()
    if closing is None or closing.text != "]":
        parser.fail(opening, "this [ is never closed")
    parser.place += 1
    return body


def function(_: Parser, token: Token) -> Node:
    r"""`\log`, `\max`: a name set upright."""
    name = token.text[1:]
    shown = symbols.SHOWN_FUNCTIONS.get(name, name)
    return Atom(shown, Role.OPERATOR, len(name), token.spaced, name in symbols.FUNCTIONS_WITH_LIMITS)


def arg(parser: Parser, token: Token) -> Node:
    r"""`\arg\max` is one name with its limits below the whole."""
    following = parser.peek()
    if following is not None and following.text in {"\\max", "\\min"}:
        parser.place += 1
        return Atom(f"arg {following.text[1:]}", Role.OPERATOR, 6, token.spaced, limits=True)
    return function(parser, token)


def operator_name(parser: Parser, token: Token) -> Node:
    r"""`\operatorname{name}`, with a star for limits below it."""
    body = parser.argument(token)
    name = flat_text(body)
    if not name:
        return Group(body)
    return Atom(name, Role.OPERATOR, len(name), token.spaced, limits=token.text[-1] == "*")


def flat_text(body: Sequence) -> str:
    """The text of a body that is nothing but signs and spaces; empty if it is anything else."""
    pieces = []
    for node in body:
        if isinstance(node, Space):
            pieces.append(" " * node.width)
        elif isinstance(node, Atom | Words):
            pieces.append(node.text)
        else:
            return ""
    return "".join(pieces).strip()


def fraction(parser: Parser, token: Token) -> Node:
    r"""`\frac{a}{b}` and its sisters."""
    return Fraction(parser.argument(token), parser.argument(token))


def continued_fraction(parser: Parser, token: Token) -> Node:
    r"""`\cfrac[l]{a}{b}`; where the numerator stands is not ours to choose."""
    optional_argument(parser)
    return fraction(parser, token)


def binomial(parser: Parser, token: Token) -> Node:
    r"""`\binom{n}{k}`."""
    return Fence("(", ((Fraction(parser.argument(token), parser.argument(token), bar=False),),), ")")


def root(parser: Parser, token: Token) -> Node:
    r"""`\sqrt[n]{x}`."""
    degree = optional_argument(parser)
    return Root(parser.argument(token), degree)


def accent(parser: Parser, token: Token) -> Node:
    r"""`\hat{x}` and its sisters."""
    mark, name = symbols.ACCENTS[token.text[1:]]
    return Accent(parser.argument(token), mark, name)


def stretch(parser: Parser, token: Token) -> Node:
    r"""`\overline{x}`, `\underbrace{x}_{y}`: the label of a brace stands beyond it."""
    node = Stretch(parser.argument(token), token.text[1:])
    labelled = parser.scripts(node) if node.name in symbols.BRACES else node
    return labelled._replace(limits=True) if isinstance(labelled, Scripts) else labelled


def over_set(parser: Parser, token: Token) -> Node:
    r"""`\overset{a}{b}`, `\stackrel{a}{b}`: a above b."""
    above = parser.argument(token)
    return Scripts(as_base(parser.argument(token)), None, above, limits=True)


def under_set(parser: Parser, token: Token) -> Node:
    r"""`\underset{a}{b}`: a below b."""
    below = parser.argument(token)
    return Scripts(as_base(parser.argument(token)), below, None, limits=True)


def as_base(body: Sequence) -> Node:
    """A body as one node."""
    return body[0] if len(body) == 1 else Group(body)


def long_arrow(parser: Parser, token: Token) -> Node:
    r"""`\xrightarrow[below]{above}`."""
    below = optional_argument(parser)
    above = parser.argument(token)
    return Scripts(Atom(LONG_ARROWS[token.text[1:]], Role.RELATION), below or None, above or None, limits=True)


def pair(parser: Parser, token: Token) -> Node:
    r"""`\abs{x}`, `\norm{x}` of mathtools and physics: brackets of their own, with or without a star."""
    star = parser.peek()
    if star is not None and star.text == "*":
        parser.place += 1
    opening, closing = PAIRS[token.text[1:]]
    return Fence(opening, (parser.argument(token),), closing)


def struck(parser: Parser, token: Token) -> Node:
    r"""`\cancel{x}`: each sign struck through."""
    body = parser.argument(token)
    if not all(isinstance(node, Atom) for node in body):
        parser.note(token, f"{token.text} strikes through plain signs only; what it holds is shown without the stroke")
        return Group(body)
    return Group(tuple(node._replace(text=STROKE.join(node.text) + STROKE) for node in body if isinstance(node, Atom)))


def font(parser: Parser, token: Token) -> Node:
    r"""`\mathbf{x}`; several upright letters make one name."""
    saved, parser.font = parser.font, token.text[1:]
    body = parser.argument(token)
    parser.font = saved
    name = flat_text(body)
    if len(body) > 1 and name and all(isinstance(node, Atom) and node.run for node in body):
        return Atom(name, Role.ORDINARY, len(name), token.spaced, name=True)
    return Group(body) if len(body) != 1 else body[0]


def font_switch(parser: Parser, token: Token) -> None:
    r"""`{\bf x}`: until the group ends."""
    parser.font = FONT_SWITCHES[token.text[1:]]


def text(parser: Parser, token: Token) -> Node:
    r"""`\text{...}`: spaces are kept, nothing else in it is math."""
    words, _ = raw_argument(parser, token)
    words = _ESCAPED.sub(r"\1", words.replace("~", " ").replace("--", "–"))
    return Words(" ".join(words.split("\n")))


def text_sign(parser: Parser, token: Token) -> Node:
    r"""`\mathop{...}`, `\mathrel{...}`: the argument with a role of its own."""
    body = parser.argument(token)
    sign = flat_text(body)
    return (
        Atom(sign, ROLES[token.text[1:]], spaced=token.spaced, limits=token.text == "\\mathop") if sign else Group(body)
    )


def negation(parser: Parser, token: Token) -> Node:
    r"""`\not=`: the sign struck through."""
    body = parser.argument(token)
    sign = flat_text(body)
    if not sign or not isinstance(body[0], Atom):
        parser.fail(token, "\\not strikes through one sign, such as \\not=")
    return body[0]._replace(text=symbols.NEGATED.get(sign, sign + STROKE))


def substack(parser: Parser, token: Token) -> Node:
    r"""`\substack{a \\ b}`: several rows in a limit."""
    body = parser.argument(token)
    if len(body) == 1 and isinstance(body[0], Grid):
        return body[0]._replace(columns="c", name="substack")
    return Group(body)


def modulo(parser: Parser, token: Token) -> Node:
    r"""`\pmod{n}`."""
    brackets = Fence("(", ((Atom("mod", Role.OPERATOR, 3), *parser.argument(token)),), ")")
    return Group((Space(2), brackets))


def tag(parser: Parser, token: Token) -> Node:
    r"""`\tag{1}`: the number of an equation."""
    words, _ = raw_argument(parser, token)
    return Words(f"    {words}" if token.text[-1] == "*" else f"    ({words})")


def phantom(parser: Parser, token: Token) -> Node:
    r"""`\phantom{x}`: room without ink."""
    return Space(len(parser.argument(token)))


def bare(parser: Parser, token: Token) -> Node:
    """A command whose look we leave out, such as a frame: its argument."""
    return Group(parser.argument(token))


def coloured(parser: Parser, token: Token) -> Node:
    r"""`\textcolor{red}{x}`: x."""
    raw_argument(parser, token)
    return Group(parser.argument(token))


def swallowed(parser: Parser, token: Token) -> None:
    r"""`\label{x}`: nothing to be seen."""
    raw_argument(parser, token)


def gap(parser: Parser, token: Token) -> Node:
    r"""`\hspace{1em}`: two cells for an em, at most ten em; one cell for any other length."""
    size, _ = raw_argument(parser, token)
    match = re.fullmatch(r"\s*(\d{1,2}(?:\.\d{0,4})?|\.\d{1,4})\s*em\s*", size)
    return Space(min(int(float(match[1]) * 2), 20) if match else 1)
