"""Where claims stand in a block of a note, and how a wrong result is put right on a card."""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.notes.claims.judging import judge_comparison, judge_equation
from quizcv.notes.claims.ratios import ratios_in
from quizcv.notes.claims.sides import left_side, right_side
from quizcv.notes.inline import mask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.notes.claims.claim import Claim
    from quizcv.notes.claims.filed import Filed
    from quizcv.notes.claims.sides import Side

WINDOW: Final = 300
"""Signs looked at on each side of an equals sign."""
NEAR: Final = 90
"""Signs looked at first: most sides are shorter."""
_EQUALS = re.compile(r"(?<![=<>!:≤≥≈~＝])(?:~=|=|＝|≈|≒|≃|\\approx\b|\\simeq\b)(?![=>])")
_COMPARES = re.compile(
    r"(?<![-<>=!|~])(?:<=?|>=?|[≤≥≦≧⩽⩾＜＞]|\\(?:lt|gt|leq?|geq?)(?![a-zA-Z]))(?![-<>=|])",
)
_SIGN = re.compile(r"[=＝≈≒≃<>≤≥≦≧⩽⩾＜＞]|\\(?:approx|simeq|[lg](?:t|e))")
_MAY_CLAIM = re.compile(r"[=＝≈≒≃<>≤≥≦≧⩽⩾＜＞\\]")
"""One of these has to be there; to look for it is quicker."""
_MAY_EQUAL = re.compile(r"[=＝≈≒≃\\]")
_MAY_COMPARE = re.compile(r"[<>≤≥≦≧⩽⩾＜＞\\]")
_SHARE = re.compile(r"\d\s?(?:%|percent)")
_WORTH = re.compile(
    r"[\dA-Za-z)}%]\s*(?:\*\*|\\\*|[-+*/^×∗·⋅✕⨯−÷x(＋－＊／（]|\\(?:times|cdot|ast|div))|frac|\d[A-Za-z⁰¹²³⁴⁵⁶⁷⁸⁹]|sqrt\(|[⌊⌈]|\\l(?:floor|ceil)"
)
"""Something is calculated on this side; a side with neither operator nor product claims nothing."""
_NEW_LINE = re.compile(r"\n[ \t]*(?:(?:[-*+•–−]|\d{1,9}[.)])[ \t]+|(?=[-+*•–−]))")
"""A line that begins as a bullet does, or with a sign: where it belongs to the line above, that can't be known."""
_BULLET = re.compile(r"[ \t>]*(?:(?:[-*+•]|\d{1,9}[.)])[ \t]+)*")
_FENCE = re.compile(r"[ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(?:```|~~~)")
_GOES_ON = re.compile(r"\w|[.,]\d|\s*(?:[=≈<>≤≥^*/+×·]|[-−]\s*[\w(]|\\)")
_ALIGNED_END = re.compile(r"(?:\\\\)?[ \t]*(?:\n[ \t]*)?&[ \t]*\Z")
_ALIGNED_START = re.compile(r"\A[ \t]*&[ \t]*")
_BOLD_RESULT = re.compile(r"([=≈]\s*)\*\*(\d[\d.,]*\s?(?:%|[kKMG](?![a-zA-Z]))?)\*\*(?![\w(])")
"""A result set off in bold; between a base and an exponent two stars are a power."""
_FAR = frozenset({"comment", "image", "link", "url"})
_LONE_NAME = re.compile(r"(?:\A|[\w.,;:]\s|[$`(\[])\s*[A-Za-z][A-Za-z0-9_]*(?:_\{[A-Za-z0-9]+\})?\s*\Z")
"""A single name is all that stands before an equals sign: the commonest left side, and one that claims no sum."""
_LONGEST_SPACE = 16
"""Signs of TeX's longest words for a space, behind which a name may still belong to what stands before it."""


class _Found(NamedTuple):
    """A claim, where it begins in its text, and where its result stands there (-1: not to be told)."""

    start: int
    stated_at: int
    claim: Claim


def claims_in(text: str, line: int, *, display: bool = False) -> list[Claim]:
    """The claims of a block of a note that begins on `line`, in order.

    A line that begins with a bullet's mark or with a sign is read for itself, for a dash may be either; what stands right at
    such a place is never said to fail. Within math every line continues the one above. Addresses, pictures and comments are
    not read.

    Args:
        text: The block.
        line: Where it begins in the note.
        display: Whether all of it is math.
    """
    shared = ("%" in text or "percent" in text) and _SHARE.search(text)
    if not shared and not (_MAY_CLAIM.search(text) and _SIGN.search(text)):
        return []
    text = mask(text, _FAR)
    text = _BOLD_RESULT.sub(r"\1  \2  ", text) if "**" in text else text
    found, counted, row = [], 0, line
    for each in _found_in(text, [(0, len(text))] if display else _pieces(text)):
        row += text.count("\n", counted, each.start)
        counted = each.start
        found.append(replace(each.claim, line=row))
    return found


def _pieces(text: str) -> list[tuple[int, int]]:
    """Where the parts that are read for themselves begin and end, a bullet's mark between them left out."""
    cuts, dollars, counted = [], 0, 0
    for mark in _NEW_LINE.finditer(text):
        dollars += text.count("$", counted, mark.start())
        counted = mark.start()
        if dollars % 2 == 0:
            cuts.append(mark.span())
    return list(zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)], strict=True))


def _found_in(text: str, pieces: list[tuple[int, int]]) -> list[_Found]:
    found = []
    for first, end in pieces:
        piece = text[first:end]
        ratios = [_Found(start, -1, claim) for start, claim in ratios_in(piece)]
        for each in sorted([*_equations(piece), *_comparisons(piece), *ratios], key=attrgetter("start")):
            claim = each.claim
            opens = first > 0 and not piece[: each.start].strip()
            closes = end < len(text) and piece.rstrip().endswith(claim.stated)
            if claim.verdict == "fails" and (opens or closes):
                claim = replace(claim, verdict="depends")
            stated_at = each.stated_at + first if each.stated_at >= 0 else -1
            found.append(_Found(each.start + first, stated_at, claim))
    return found


def _equations(text: str) -> Iterator[_Found]:
    for mark, before, after in _around(_EQUALS, text) if _MAY_EQUAL.search(text) else ():
        if not (_WORTH.search(before) or _WORTH.search(after)) or _is_lone_name(before):
            continue
        size = len(before)
        left = _left(_ALIGNED_END.sub("", before))
        right = _right(_ALIGNED_START.sub("", after)) if left and not left.is_only_names else None
        claim = judge_equation(left, right, rough=mark.group() not in "=＝") if left and right else None
        if left and claim:
            yield _Found(mark.start() - size + left.offset, _stated_at(text, mark, claim), claim)


def _is_lone_name(before: str) -> bool:
    near = before[-NEAR:]
    found = _LONE_NAME.search(near) if near.isascii() else None
    return found is not None and "\\" not in near[max(0, found.start() - _LONGEST_SPACE) :]


def _comparisons(text: str) -> Iterator[_Found]:
    """Comparisons of two sums or products; a plain `n > 3`, a size and a range say nothing that could be checked."""
    for mark, before, after in _around(_COMPARES, text) if _MAY_COMPARE.search(text) else ():
        if not (_WORTH.search(before) or _WORTH.search(after)):
            continue
        size = len(before)
        left = _left(before)
        right = _right(after) if left else None
        claim = judge_comparison(left, right, mark.group()) if left and right else None
        if left and claim:
            yield _Found(mark.start() - size + left.offset, _stated_at(text, mark, claim), claim)


def _around(sign: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Each sign with the text before and behind it, up to the next such sign."""
    marks = list(sign.finditer(text))
    for number, mark in enumerate(marks):
        first = max(marks[number - 1].end() if number else 0, mark.start() - WINDOW)
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        yield mark, text[first : mark.start()], text[mark.end() : min(end, mark.end() + WINDOW)]


def _left(before: str) -> Side | None:
    """The side that ends with a text, read from its last signs where that is enough."""
    near = left_side(before[-NEAR:])
    if len(before) <= NEAR or near is None or near.offset >= _MARGIN:
        if near is None or len(before) <= NEAR:
            return near
        cut = len(before) - NEAR
        return near._replace(beyond=before[: cut + near.offset], offset=cut + near.offset)
    return left_side(before)


def _right(after: str) -> Side | None:
    """The side that begins a text, read from its first signs where that is enough."""
    near = right_side(after[:NEAR])
    if near is None or len(after) <= NEAR:
        return near
    end = near.offset + len(near.written)
    return near._replace(beyond=after[end:]) if end <= NEAR - _MARGIN else right_side(after)


_MARGIN: Final = 24
"""Signs between a side and the end of what was read that show it ends there."""


def _stated_at(text: str, mark: re.Match[str], claim: Claim) -> int:
    """Where the result begins, if it stands there as it was read and ends there."""
    rest = text[mark.end() : mark.end() + WINDOW]
    place = mark.end() + len(rest) - len(rest.lstrip())
    behind = text[place + len(claim.stated) :][:WINDOW]
    return place if text.startswith(claim.stated, place) and not _GOES_ON.match(behind) else -1


def corrected(text: str, listed: Filed) -> tuple[str, list[Claim]]:
    """An answer with each wrong result replaced by the right one, and the claims that were wrong.

    Each line is read for itself, without its bullet's mark. A number is replaced only where the very same claim is among the
    note's and fails there too.

    Args:
        text: The answer as the card shows it, code in fences.
        listed: The claims of the note.
    """
    if "=" not in text:
        return text, []
    rows, faults, in_code = text.split("\n"), [], False
    for number, row in enumerate(rows):
        if _FENCE.match(row):
            in_code = not in_code
        elif not in_code and "=" in row and listed.may_be_wrong(row):
            rows[number], wrong = _corrected_line(row, listed)
            faults += wrong
    return "\n".join(rows), faults


def _corrected_line(row: str, listed: Filed) -> tuple[str, list[Claim]]:
    bullet = _BULLET.match(row)
    first = bullet.end() if bullet else 0
    mark, said = row[:first], row[first:]
    wrong = [
        each
        for each in _found_in(said, [(0, len(said))])
        if each.claim.verdict == "fails" and each.stated_at >= 0 and listed.is_wrong(each.claim.text)
    ]
    for each in reversed(wrong):
        said = said[: each.stated_at] + each.claim.correct + said[each.stated_at + len(each.claim.stated) :]
    return mark + said, [each.claim for each in wrong]
