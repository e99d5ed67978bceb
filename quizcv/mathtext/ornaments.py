"""Lines, braces, frames, arrows and root signs, as long as what they belong to."""

from __future__ import annotations

from quizcv.mathtext.boxes import Box, beside, blank, middle, stacked, text_box
from quizcv.mathtext.width import cells

# Arrows that grow with their labels: how they begin, what they consist of, how they end.
LONG_ARROWS = {
    "⟶": "──→",
    "⟵": "←──",
    "⟷": "←─→",
    "⟹": "══⇒",
    "⟸": "⇐══",
    "⟺": "⇐═⇒",
    "⟼": "├─→",
}
_BRACES = {"underbrace": "╰┬╯", "overbrace": "╭┴╮", "underbracket": "└─┘", "overbracket": "┌─┐"}


def arrow(sign: str, width: int) -> str:
    """A long arrow as wide as its labels."""
    start, shaft, end = list(LONG_ARROWS[sign])
    return start + shaft * max(width - 2, 1) + end


def under_root(body: Box, degree: str) -> Box:
    """A box below a root sign, its degree in the crook of the sign."""
    height = len(body.rows)
    if height > 1 and body.rows[0][0] != " ":
        body = beside([blank(1), body])
    rows = [" " * (height + 1) + "_" * body.width]
    for number in range(height):
        slope = height - number
        lead = " " * slope + "╱" if number + 1 < height else "╲╱"
        rows.append(lead.ljust(height + 1) + body.rows[number])
    if degree:
        rows = _with_degree(rows, degree)
    return Box(tuple(rows), cells(rows[0]), body.baseline + 1, tall=height > 1)


def _with_degree(rows: list[str], degree: str) -> list[str]:
    """The rows of a root with its degree in the crook of the sign, which is two cells wide where there is a slope above it."""
    crook = len(rows) - 2
    room = 2 if crook else 1
    spare = max(cells(degree) - room, 0)
    rows = [" " * spare + text for text in rows]
    rows[crook] = " " * (room + spare - cells(degree)) + degree + rows[crook][room + spare :]
    return rows


def accented_box(name: str, body: Box) -> Box:
    """A box of several signs with an accent in a row above it."""
    return stacked(
        [middle(_wide_accent(name, body.width), body.width), body], baseline=body.baseline + 1, tall=body.tall
    )


def _wide_accent(name: str, width: int) -> str:
    """What stands over several signs."""
    line = "─" * (width - 1)
    signs = {"hat": "^", "check": "ˇ", "tilde": "~", "vec": line + "→", "reverse vec": "←" + line, "bar": "_" * width, "dot": "·",
             "ddot": "··", "dddot": "···", "both vec": "↔", "acute": "´", "grave": "`", "breve": "˘", "ring": "˚"}  # fmt: skip
    return signs[name]


def stretched(name: str, body: Box) -> Box:
    """A line or a brace as wide as what it belongs to."""
    if name == "overline":
        return stacked([text_box("_" * body.width), body], baseline=body.baseline + 1, tall=body.tall)
    if name == "underline":
        return stacked([body, text_box("‾" * body.width)], baseline=body.baseline, tall=body.tall)
    if name in {"boxed", "fbox"}:
        return _frame(body)
    side = max(body.width - 3, 0)
    left, right = side // 2, side - side // 2
    start, knee, end = list(_BRACES[name])
    brace = start + "─" * left + knee + "─" * right + end
    if name.startswith("under"):
        return stacked([body, text_box(brace)], baseline=body.baseline)
    return stacked([text_box(brace), body], baseline=body.baseline + 1)


def _frame(body: Box) -> Box:
    """A box in a frame."""
    edge = "─" * (body.width + 2)
    rows = (f"┌{edge}┐", *(f"│ {text} │" for text in body.rows), f"└{edge}┘")
    return Box(rows, body.width + 4, body.baseline + 1, tall=True)
