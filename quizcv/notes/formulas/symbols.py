"""The signs of formulas in notes, TeX or plain, as pieces."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from quizcv.problems.formula.greek import NAMES

_SPELLED_GREEK: Final = {letter: name for letter, name in NAMES.items() if name not in {"omicron", "upsilon"}}
"""Omicron and upsilon look like o and v, and stand in no formula."""
GREEK: Final = (set(_SPELLED_GREEK.values()) - {"pi"}) | {
    *("Delta", "Gamma", "Lambda", "Omega", "Phi", "Pi", "Psi", "Sigma", "Theta")
}
"""Greek names of a variable; pi is a number."""
FUNCTIONS: Final = {
    **{
        name: name
        for name in ("floor", "ceil", "round", "sqrt", "exp", "ln", "log", "log2", "log10", "max", "min", "abs", "tan")
    },
    **{name: name for name in ("cos", "sin", "tanh", "softmax", "sigmoid")},
    "ceiling": "ceil",
    "int": "floor",
    "arctan": "atan",
    "atan": "atan",
    "Softmax": "softmax",
    "Sigmoid": "sigmoid",
}
OPAQUE: Final = frozenset({"cos", "sin", "tanh", "softmax"})
"""Functions that are compared by name and argument only."""
NAMED_PAIRS: Final = frozenset({"TP", "FP", "TN", "FN", "BN", "LN", "CE", "FL", "KL", "MSE", "MAX", "NLL", "MLM"})
PRODUCT_LETTERS: Final = frozenset("HWCKNMDFSLBQV")
"""Letters that stand side by side for a product, as in HW and NCHW."""
SPELLINGS: Final = {
    **dict.fromkeys(["×", "·", "⋅", "∗", "times", "cdot", "ast", "✕", "odot", "⊙"], "*"),
    **dict.fromkeys(["−", "–"], "-"),
    **dict.fromkeys(["÷", "div"], "/"),
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
    **dict.fromkeys(["lvert", "rvert", "vert", "mid"], "|"),
    **dict.fromkeys(["lVert", "rVert", "Vert"], "‖"),
    "cup": "∪",
    "cap": "∩",
    **dict.fromkeys(["setminus", "backslash"], "∖"),
    **dict.fromkeys(["approx", "simeq", "sim"], "≈"),
    **dict.fromkeys(["equiv", "triangleq"], "≡"),
    "propto": "∝",
    **dict.fromkeys(["to", "rightarrow"], "→"),
    "**": "^",
    "\\*": "*",
}
_RAISED: Final = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_LOWERED: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_VARIANTS: Final = {"varepsilon": "epsilon", "varphi": "phi", "vartheta": "theta", "varrho": "rho"}
_IGNORED: Final = frozenset(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle limits nolimits large Large LARGE huge small normalsize quad qquad".split()  # noqa: SIM905
)
_PIECE: Final = re.compile(
    r"(?P<space>\s+|\\[,;:! >]|~|&)"
    r"|(?P<worded>\\(?:text|mathrm|operatorname|mathit|mathbf|mathcal|mathbb|mathsf|boldsymbol|bm|textit|textbf|textrm)\*?\s*\{(?P<word>[^{}]{0,60})\})"
    r"|(?P<accent>\\(?:hat|tilde|bar|overline|vec|widehat|widetilde)\s*(?:\{(?P<under>[A-Za-z]{1,12})\}|(?P<single>[A-Za-z])))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|\.\d+)"
    r"|\\(?P<command>[a-zA-Z]+)"
    r"|(?P<raised>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?P<lowered>[₀₁₂₃₄₅₆₇₈₉]+)"
    r"|(?P<letters>[A-Za-z]+\d*)"
    r"|(?P<greek>[α-ωπ])"
    r"|(?P<sign>\*\*|\\\*|:=|[-+*/^_()\[\]{}|‖,.=≈≃≡∝→!'×·⋅∗−–÷✕⊙⌊⌋⌈⌉∪∩∖;。，])"
    r"|(?P<escaped>\\[{}|])"
    r"|(?P<root>√)|(?P<total>[∑Σ])|(?P<strange>.)",
    re.DOTALL,
)
_SPACED_NAME: Final = re.compile(r"\bI\s+o\s+U\b|(?<=\{)g\s+t(?=\})")
_CROSS: Final = re.compile(r"(?<=[\w)\]])(\s+)[xX](\s+)(?=[\w(\[])")


class Piece(NamedTuple):
    """A sign, a name or a number of a formula.

    Args:
        kind: number, name, function, frac, sqrt, sum or sign.
        text: In one spelling.
        start: Where it begins in the text it was read from.
        end: Where it ends.
    """

    kind: str
    text: str
    start: int
    end: int


def pieces_of(text: str, *, tex: bool) -> list[Piece] | None:
    """The pieces of a formula; None if it holds a sign that is not known."""
    text = _SPACED_NAME.sub(lambda found: found.group().replace(" ", "").ljust(len(found.group())), text)
    if not tex:
        text = _CROSS.sub(r"\1*\2", text)
    found: list[Piece] = []
    for match in _PIECE.finditer(text):
        made = _pieces(match)
        if made is None:
            return None
        found += [Piece(kind, word, match.start(), match.end()) for kind, word in made]
    return found


def _pieces(match: re.Match[str]) -> list[tuple[str, str]] | None:
    """The kind and spelling of each piece a match stands for; None for what is not known."""
    kind, text = match.lastgroup or "", match.group()
    plain = _PLAIN_KINDS.get(kind)
    if plain is not None:
        return list(plain)
    match kind:
        case "worded" | "word":
            return _named(re.sub(r"[^A-Za-z0-9]", "", match["word"]))
        case "accent" | "under" | "single":
            return [("name", f"{match['under'] or match['single']}hat")]
        case "number":
            return [("number", text.replace(",", ""))]
        case "command":
            return _command(match["command"])
        case "letters":
            return _named(text)
        case "greek":
            return [("name", _SPELLED_GREEK[text])] if text in _SPELLED_GREEK else None
        case _:
            return _signs(kind, text)


_PLAIN_KINDS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "space": (),
    "root": (("sqrt", "sqrt"),),
    "total": (("sum", "sum"),),
}


def _signs(kind: str, text: str) -> list[tuple[str, str]] | None:
    match kind:
        case "sign":
            return [("sign", SPELLINGS.get(text, text))]
        case "escaped":
            return [("sign", {"{": "(", "}": ")", "|": "‖"}[text[1]])]
        case "raised":
            return [("sign", "^"), ("sign", "("), *_raised(text), ("sign", ")")]
        case "lowered":
            return [("sign", "_"), ("number", text.translate(_LOWERED))]
        case _:
            return None


def _raised(text: str) -> list[tuple[str, str]]:
    plain = text.translate(_RAISED)
    return [("sign", "-"), ("number", plain[1:])] if plain.startswith("-") else [("number", plain)]


_JOINED: Final = re.compile(r"(log|ln|exp|max|min)([A-Z]\w*)")


def _named(text: str) -> list[tuple[str, str]]:
    """A run of letters: a function, a name, or a function written close to its name, as in logIoU."""
    if text in FUNCTIONS:
        return [("function", text)]
    joined = _JOINED.fullmatch(text)
    if joined:
        return [("function", joined[1]), ("name", joined[2])]
    return [("name", text)] if text else []


def _command(name: str) -> list[tuple[str, str]] | None:  # noqa: PLR0911  one for each kind
    name = _VARIANTS.get(name, name)
    if name in _IGNORED:
        return []
    if name in {"frac", "dfrac", "tfrac", "cfrac"}:
        return [("frac", "frac")]
    if name == "sqrt":
        return [("sqrt", "sqrt")]
    if name in {"sum", "int"}:
        return [("sum", "sum")]
    if name in FUNCTIONS:
        return [("function", name)]
    if name in GREEK or name == "pi":
        return [("name", name)]
    if name in SPELLINGS:
        return [("sign", SPELLINGS[name])]
    if name in {"over", "top", "prime"}:
        return [("sign" if name == "over" else "name", name)]
    if name == "ell":
        return [("name", "l")]
    return None
