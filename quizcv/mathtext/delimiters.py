"""Brackets as tall as what they hold, from the pieces Unicode has for them."""

from __future__ import annotations

from quizcv.mathtext.boxes import Box, text_box

# Top, middle and bottom piece; braces have a waist besides.
_PIECES = {
    "(": "⎛⎜⎝",
    ")": "⎞⎟⎠",
    "[": "⎡⎢⎣",
    "]": "⎤⎥⎦",
    "⌊": "⎢⎢⎣",
    "⌋": "⎥⎥⎦",
    "⌈": "⎡⎢⎢",
    "⌉": "⎤⎥⎥",
    "|": "│││",
    "‖": "║║║",
    "⟦": "⟦⟦⟦",
    "⟧": "⟧⟧⟧",
    "⟮": "⎛⎜⎝",
    "⟯": "⎞⎟⎠",
    "⌜": "⌜  ",
    "⌝": "⌝  ",
    "⌞": "  ⌞",
    "⌟": "  ⌟",
    "↑": "↑│╵",
    "↓": "╷│↓",
    "↕": "↑│↓",
    "⇑": "⇑║║",
    "⇓": "║║⇓",
    "⇕": "⇑║⇓",
}
_BRACES = {"{": "⎧⎪⎨⎩", "}": "⎫⎪⎬⎭"}
_TWO_ROWS = {"{": "⎰⎱", "}": "⎱⎰"}


def delimiter(sign: str, inner: Box) -> Box:
    """The bracket that goes with a box: one row high unless the box is tall."""
    height = len(inner.rows)
    if not sign or height == 1 or not inner.tall:
        return text_box(sign)
    if sign in _BRACES:
        return _brace(sign, height, inner.baseline)
    if sign in "⟨⟩":
        return _angle(sign, height, inner.baseline)
    if sign in "/\\":
        return _slope(sign, height, inner.baseline)
    top, body, bottom = tuple(_PIECES.get(sign, sign * 3))
    return Box((top, *[body] * (height - 2), bottom), 1, inner.baseline, tall=True)


def _brace(sign: str, height: int, baseline: int) -> Box:
    if height == 2:  # noqa: PLR2004  a brace without room for its waist
        return Box(tuple(_TWO_ROWS[sign]), 1, baseline, tall=True)
    top, body, waist, bottom = tuple(_BRACES[sign])
    place = min(max(baseline, 1), height - 2)
    rows = [top, *[body] * (height - 2), bottom]
    rows[place] = waist
    return Box(tuple(rows), 1, baseline, tall=True)


def _angle(sign: str, height: int, baseline: int) -> Box:
    """Two slopes that meet; an odd height has the sign itself in the middle."""
    half = height // 2
    upper = list(range(half, 0, -1)) if height % 2 else list(range(half - 1, -1, -1))
    offsets = [*upper, *([0] if height % 2 else []), *reversed(upper)]
    width = max(offsets) + 1
    rows = []
    for number, offset in enumerate(offsets):
        falls = number >= height - half
        if height % 2 and number == half:
            mark = sign
        elif sign == "⟨":
            mark = "╲" if falls else "╱"
        else:
            mark = "╱" if falls else "╲"
        rows.append(
            (" " * offset + mark).ljust(width) if sign == "⟨" else (" " * (width - 1 - offset) + mark).ljust(width)
        )
    return Box(tuple(rows), width, baseline, tall=True)


def _slope(sign: str, height: int, baseline: int) -> Box:
    places = range(height - 1, -1, -1) if sign == "/" else range(height)
    mark = "╱" if sign == "/" else "╲"
    return Box(tuple((" " * place + mark).ljust(height) for place in places), height, baseline, tall=True)
