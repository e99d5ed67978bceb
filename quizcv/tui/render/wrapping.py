"""Lines of a given width in cells, from runs of styled text.

Words stay whole, and so do formulas, unless a line would be left half empty: then one breaks before a relation or a sum. Chinese and Japanese may break between any two characters, save that no line begins
with a closing mark or ends with an opening one.
"""

from __future__ import annotations

import re
from collections import deque
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from quizcv.mathtext.width import JOINER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Run(NamedTuple):
    """Text in one style.

    Args:
        text: Without control characters; a newline ends the line.
        style: A Textual style, `bold $primary`; empty for the plain one.
        whole: Kept on one line if any line can hold it.
    """

    text: str
    style: str = ""
    whole: bool = False


Line = tuple[Run, ...]
"""What stands on one line."""

_WIDE: Final = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
_NARROW_PIECE: Final = re.compile(r"\n|[^\S\n]+|\S+")
FIRST_WIDE: Final = "\u2e80"  # but for single letters of Hangul, which are not broken
_NOT_FIRST: Final = frozenset("、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】〗’”),.:;?!]}…")
_NOT_LAST: Final = frozenset("（［｛〔〈《「『【〖‘“([{")


class _Word:
    """What may not be broken.

    Attributes:
        space: The style of the space before it; None where there is none.
        pieces: Its runs.
        ends_line: Whether a newline follows.
    """

    __slots__ = ("ends_line", "pieces", "space")

    def __init__(self) -> None:
        self.space: str | None = None
        self.pieces: list[Run] = []
        self.ends_line = False

    @property
    def width(self) -> int:
        return sum(cell_len(piece.text) for piece in self.pieces)


@lru_cache(maxsize=1)
def _wide() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Pieces of text with wide characters in it, and the wide characters: made when the first such text comes."""
    return re.compile(rf"\n|[^\S\n]+|[{_WIDE}]|[^\s{_WIDE}]+"), re.compile(f"[{_WIDE}]")


def _pieces(text: str) -> list[str]:
    """The text cut wherever a line may be broken, spaces in pieces of their own."""
    return (_wide()[0] if text and max(text) >= FIRST_WIDE else _NARROW_PIECE).findall(text)


def width_of(line: Iterable[Run]) -> int:
    """The width of a line in cells."""
    return sum(cell_len(run.text) for run in line)


MOST_SIGNS: Final = 16
"""Characters to a cell that are looked at where text is cut: letters with more marks than that are nobody's language."""


def cut(text: str, width: int) -> str:
    """Text cut to a width, with three dots where something is missing; a joiner at its end would swallow what comes behind and goes."""
    text = text.rstrip(JOINER)
    longest = MOST_SIGNS * max(width, 1)
    if len(text) <= longest and width_of([Run(text)]) <= width:
        return text
    text = text[:longest]
    while text and width_of([Run(text)]) > width - 1:
        text = text[:-1]
    return f"{text.rstrip().rstrip(JOINER)}…" if width > 0 else ""


def cut_front(text: str, width: int) -> str:
    """The end of a text, with … in front of it where it is longer than `width` cells; it begins with a whole word if it can."""
    if cell_len(text) <= width:
        return text
    end = text[-max(width, 1) :]
    while cell_len(end) > width - 2:
        end = end[1:]
    _, _, words = end.partition(" ")
    return f"… {words if cell_len(words) > width // 2 else end.lstrip()}"


def hanging(mark: str, lines: Sequence[Line], style: str = "$text-muted") -> list[Line]:
    """Lines behind a mark, the others indented by its width."""
    size = width_of([Run(mark)])
    return [(Run(" " * size) if row else Run(mark, style), *line) for row, line in enumerate(lines)]


def chopped(text: str, width: int) -> list[str]:
    """Text cut wherever a line of so many cells is full, spaces kept; an empty text is one empty line."""
    parts, taken = [""], 0
    for character in text:
        size = cell_len(character)
        if taken + size > max(width, 2):
            parts.append("")
            taken = 0
        parts[-1] += character
        taken += size
    return parts


def wrap(runs: Iterable[Run], width: int) -> list[Line]:
    """The runs as lines at most `width` cells wide; what is longer than a line is broken at its spaces, then anywhere."""
    width = max(width, 2)  # the widest character takes two cells
    lines: list[Line] = []
    line: list[Run] = []
    taken = 0
    words = deque(_words(runs))
    while words:
        word = words.popleft()
        gap = 1 if word.space is not None and line else 0
        size = word.width
        if taken + gap + size > width and (parts := _parted(word, width - taken - gap, width)):
            words.extendleft(reversed(parts))
            continue
        if line and taken + gap + size > width:
            lines.append(tuple(line))
            line, taken, gap = [], 0, 0
        if size > width:
            *full, rest = _folded(word.pieces, width)
            lines.extend(tuple(each) for each in full)
            line, taken = rest, width_of(rest)
        else:
            if gap:
                line.append(Run(" ", word.space or ""))
            line.extend(word.pieces)
            taken += gap + size
        if word.ends_line:
            lines.append(tuple(line))
            line, taken = [], 0
    if line or not lines:
        lines.append(tuple(line))
    return lines


def _words(runs: Iterable[Run]) -> Iterator[_Word]:
    """The runs cut wherever a line may be broken."""
    word = _Word()
    for run in runs:
        for text in ([run.text] if run.text else []) if run.whole else _pieces(run.text):
            if text == "\n":
                word.ends_line = True
                yield word
                word = _Word()
            elif text.isspace():
                if word.pieces:
                    yield word
                    word = _Word()
                word.space = run.style
            else:
                if word.pieces and _may_break(word.pieces[-1].text[-1], text[0]):
                    yield word
                    word = _Word()
                word.pieces.append(Run(text, run.style, run.whole))
    if word.pieces:
        yield word


def _parted(word: _Word, room: int, width: int) -> list[_Word]:
    """A word with a formula in it cut where the formula may be broken; none where it is better left whole.

    Args:
        word: What does not fit into the room left on the line.
        room: The cells left.
        width: The cells of a whole line. A formula that fits into those is broken only if much of the line were left empty.
    """
    size = word.width
    fits = size <= width
    if (fits and (room < width // 3 or size <= width // 2)) or not any(
        " " in piece.text for piece in word.pieces if piece.whole
    ):
        return []
    from quizcv.mathtext.linebreaks import formula_parts  # noqa: PLC0415  a text without long formulas does not pay for it

    pieces: list[Run] = []
    for piece in word.pieces:
        parts = formula_parts(piece.text, width, loose=not fits) if piece.whole else [piece.text]
        pieces += [piece._replace(text=part) for part in parts]
    words = [_Word()]
    words[0].space = word.space
    for number, piece in enumerate(pieces):
        if number and piece.whole and pieces[number - 1].whole:
            words.append(_Word())
            words[-1].space = piece.style
        words[-1].pieces.append(piece)
    words[-1].ends_line = word.ends_line
    return words if len(words) > 1 and (not fits or words[0].width <= room) else []


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters with no space between them."""
    if before in _NOT_LAST or after in _NOT_FIRST:
        return False
    if max(before, after) < FIRST_WIDE:
        return False
    is_wide = _wide()[1]
    return bool(is_wide.match(before) or is_wide.match(after))


def _folded(pieces: list[Run], width: int) -> list[list[Run]]:
    """A word too long for a line: formulas break at their spaces, the rest where the line is full."""
    loose = [run for piece in pieces for run in _loosened(piece)]
    lines: list[list[Run]] = [[]]
    taken = 0
    for run in loose:
        size = cell_len(run.text)
        if taken and taken + size > width and (run.whole or run.text.isspace()):
            lines.append([])
            taken = 0
            if run.text.isspace():
                continue
        if size + taken <= width:
            lines[-1].append(Run(run.text, run.style))
            taken += size
            continue
        head, *tail = chopped(run.text, width) if not taken else _continued(run.text, width - taken, width)
        lines[-1].append(Run(head, run.style))
        lines.extend([Run(part, run.style)] for part in tail)
        taken = width_of(lines[-1])
    return [_joined(line) for line in lines]


def _continued(text: str, room: int, width: int) -> list[str]:
    """Text cut to fill the room left on a line, and then whole lines."""
    if room < 2:  # noqa: PLR2004  the widest character takes two cells
        return ["", *chopped(text, width)]
    head = chopped(text, room)[0]
    rest = text[len(head) :]
    return [head, *(chopped(rest, width) if rest else [])]


def _loosened(piece: Run) -> Iterator[Run]:
    """A whole piece cut at its spaces; any other as it is."""
    if not piece.whole:
        yield piece
        return
    for text in re.findall(r"\s+|\S+", piece.text):
        yield Run(text, piece.style, whole=True)


def _joined(line: list[Run]) -> list[Run]:
    """Neighbours in the same style made one; spaces at the end left out."""
    joined: list[Run] = []
    for run in line:
        if joined and joined[-1].style == run.style:
            joined[-1] = Run(joined[-1].text + run.text, run.style)
        else:
            joined.append(run)
    while joined and joined[-1].text[-1:].isspace():
        kept = joined.pop()
        if kept.text.rstrip():
            joined.append(Run(kept.text.rstrip(), kept.style))
    return joined
