r"""Arithmetic as people type it, in pieces: every spelling of a number, an operator, a bracket or a power.

`×`, `·`, `∗`, `−`, full-width signs, TeX's `\times` and `\frac`, `12,345`, `1,28,800`, `25 557 032`, `1{,}000`, `33 %`, `2¹⁰` and
`3x3` between numbers are all read here, so that no other room need know how a sign is spelled. Each piece keeps its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE: Final = str.maketrans(
    {
        **{chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u3000": " ",
    }
)
_RAISED: Final = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
FUNCTIONS: Final = {
    "floor": "floor",
    "ceil": "ceil",
    "ceiling": "ceil",
    "round": "round",
    "sqrt": "sqrt",
    "exp": "exp",
    "ln": "ln",
    "log2": "log2",
    "abs": "abs",
}
_NUMBER: Final = (
    r"(?:\d{1,3}(?:(?:,|\{,\}|\\,)\d{2,3})*(?:,|\{,\}|\\,)\d{3}(?!\d)(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?: \d{3})+(?![\d.,]\d|\d)"
    r"|\d{1,3}(?:'\d{3})+(?!\d)|\d{1,3}(?:_\d{3})+(?!\d)"
    r"|\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3}(?![\w.]))?|\.\d+)"
)
_TOKEN: Final = re.compile(
    r"(?P<space>(?:\s|\\[,;! ]|\\q?quad(?![a-zA-Z]))+)"
    r"|(?P<foreign>0[xX][0-9A-Fa-f]+|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|\d+(?:\.\d+){2,}\b(?!\.\d{3})|\d+:\d+)"
    rf"|(?P<percent>{_NUMBER}\s?\\?%(?!\s*[\d(]))"
    rf"|(?P<number>{_NUMBER})"
    r"|(?P<frac>\\[dt]?frac\s*\{(?P<over>[^{}]{1,80})\}\s*\{(?P<under>[^{}]{1,80})\})"
    r"|(?P<power>\^\{(?P<exponent>[^{}]{1,40})\}|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<function>(?P<called>floor|ceil(?:ing)?|round|sqrt|exp|ln|log2|abs)\()"
    r"|(?P<cross>(?<=[\d)])[xX](?=[\d(])|(?<=[\d)] )[xX](?= [\d(]))"
    r"|(?P<name>[A-Za-z]\d*(?:_[A-Za-z0-9]+|_\{[A-Za-z0-9]+\})?)(?![A-Za-z0-9])"
    r"|(?P<word>[A-Za-z][A-Za-z0-9_]*|\\[a-zA-Z]+)"
    r"|(?P<operator>\*\*|\\[*]|[-+*/^×∗·⋅✕⨯−÷])"
    r"|(?P<open>\(|⌊|⌈)|(?P<close>\)|⌋|⌉)|(?P<other>.)",
    re.DOTALL,
)
_KINDS: Final = {
    **dict.fromkeys(["percent", "frac", "under", "over"], "number"),
    "exponent": "power",
    **dict.fromkeys(["function", "called"], "open"),
    "cross": "operator",
    "foreign": "other",
}
"""What the groups of the pattern are; the others are called what they are."""
_OPERATORS: Final = {
    "**": "^",
    "\\*": "*",
    **dict.fromkeys("×∗·⋅✕⨯xX", "*"),
    "−": "-",
    "÷": "/",
    "\\times": "*",
    "\\cdot": "*",
    "\\ast": "*",
    "\\div": "/",
}
_BRACKETS: Final = {
    "⌊": "floor(",
    "⌈": "ceil(",
    "⌋": ")",
    "⌉": ")",
    "\\lfloor": "floor(",
    "\\lceil": "ceil(",
    "\\rfloor": ")",
    "\\rceil": ")",
}
_INVISIBLE_WORDS: Final = frozenset({"\\left", "\\right", "\\bigl", "\\bigr", "\\big", "\\Big", "\\displaystyle"})
_GROUPING: Final = re.compile(r"(?<=\d)(?:,|\{,\}|\\,|'|_| )(?=\d)")


class Token(NamedTuple):
    """A piece of arithmetic.

    Args:
        kind: space, number, name, word, operator, sign, power, open, close or other.
        source: In the formula language.
        start: Where it begins in the text.
        end: Where it ends.
        text: As written.
    """

    kind: str
    source: str
    start: int
    end: int
    text: str


def tokens_of(text: str) -> list[Token]:
    """The pieces of a text, in order."""
    return list(each_token(text))


def each_token(text: str) -> Iterator[Token]:
    """The pieces of a text, one after the other as they are asked for.

    A minus behind an operator or an opening bracket and right before its operand is a sign.
    """
    plain = text if text.isascii() else text.translate(_WIDE)
    before, minus = "", None
    for found in _TOKEN.finditer(plain):
        token = _token(found)
        if minus is not None:
            if token.kind != "space":
                minus = minus._replace(kind="sign")
            yield minus
            before, minus = minus.kind, None
        if before in _OPEN_ENDED and token.source == "-" and token.kind == "operator":
            minus = token
            continue
        yield token
        if token.kind != "space":
            before = token.kind
    if minus is not None:
        yield minus


_OPEN_ENDED: Final = frozenset({"operator", "open"})
"""Behind these a minus may be a sign."""


def _token(found: re.Match[str]) -> Token:
    group, text = found.lastgroup or "other", found.group()
    start, end = found.span()
    if group in _AS_WRITTEN:
        return Token(group, text, start, end, text)
    if group == "word":
        return _word(text, start, end)
    return Token(_KINDS.get(group, group), _source(found, text), start, end, text)


_AS_WRITTEN: Final = frozenset({"space", "other"})


def _source(found: re.Match[str], text: str) -> str:
    """A piece in the formula language."""
    match found.lastgroup:
        case "number":
            return _GROUPING.sub("", text)
        case "percent":
            return f"({_GROUPING.sub('', text.rstrip('%').rstrip(chr(92)).strip())}/100)"
        case "frac" | "under" | "over":
            over, under = (source_of(tokens_of(found[part])) for part in ("over", "under"))
            return f"(({over})/({under}))"
        case "power" | "exponent":
            inner = found["exponent"]
            return f"^({text.translate(_RAISED) if inner is None else source_of(tokens_of(inner))})"
        case "function" | "called":
            return FUNCTIONS[found["called"]] + "("
        case "name":
            return text.replace("{", "").replace("}", "")
        case _:
            return _OPERATORS.get(text) or _BRACKETS.get(text, text)


def _word(text: str, start: int, end: int) -> Token:
    if text in _OPERATORS:
        return Token("operator", _OPERATORS[text], start, end, text)
    if text in _BRACKETS:
        return Token("open" if text.startswith("\\l") else "close", _BRACKETS[text], start, end, text)
    kind = "space" if text in _INVISIBLE_WORDS else "other" if text[0] == "\\" else "word"
    return Token(kind, " " if kind == "space" else text, start, end, text)


def source_of(tokens: list[Token]) -> str:
    """A row of tokens in the formula language, products that are written side by side with their sign."""
    parts: list[str] = []
    last = ""
    for token in tokens:
        if token.kind == "space":
            continue
        if (last, token.kind) in JOINED:
            parts.append("*")
        parts.append(token.source)
        last = token.kind
    return "".join(parts)


JOINED: Final = frozenset(
    {
        ("number", "name"),
        ("name", "name"),
        ("close", "name"),
        ("power", "name"),
        ("number", "open"),
        ("close", "open"),
        ("name", "number"),
    }
)
"""Neighbours without a sign between them that mean a product, as in 27C and 3(C + 1); a fraction counts as a number."""
