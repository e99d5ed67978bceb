"""The formulas of a note beside the published ones: which are right, which hold under an assumption, which are slips.

A formula is told only where its structure is that of a published one, or of a slip people are known to make with it, and the words
around it speak of the same thing. Of all others nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.notes.claims import Claim, claims_in, confirmed
from quizcv.notes.formulas.cards import formulas_in, list_formulas, pieces
from quizcv.notes.formulas.drills import Worked
from quizcv.notes.formulas.plain import may_calculate, plain_formulas
from quizcv.notes.formulas.reading import Read, read_formula
from quizcv.notes.howfar import UNTOLD, HowFar, Walk
from quizcv.notes.inline import mask, one_line
from quizcv.notes.outline import SAYING, Block, Section, Shape
from quizcv.problems.symbolic import WORKER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.notes.formulas.comparing import Verdict
    from quizcv.notes.gathering import Lined

_WORDS: Final = 320
"""Signs of text around a formula that are looked at on each side, and of each block above it."""
_BESIDE: Final = 40
"""Claims of one line that a formula may be part of."""
MOST: Final = 2000
"""Formulas of a note that are compared; a note with more would keep its reader waiting."""
_MAY_SAY: Final = re.compile(r"[$\\!<>≤≥≦≧⩽⩾＜＞=＝≈≒≃%*×·∗^/÷+)]")
"""The signs without which prose has no formula and claims no sum, but for shares in percent."""
_MATH: Final = re.compile(r"[-+*/^×·∗−÷_\\=]")


class Checked(NamedTuple):
    """What came of reading the formulas and sums of a note, wherever they stand.

    Args:
        formulas: All of them, as the report lists them.
        claims: Those of its arithmetic and those its formulas make, in the order of the note.
        worked: The formulas that were read, for problems to be made of them.
    """

    formulas: list[Lined]
    claims: list[Claim]
    worked: list[Worked]


def check_note(root: Section, far: HowFar = UNTOLD) -> Checked:
    """Lists every formula of a note, judges every claim, and compares the formulas with the published ones, in one walk."""
    formulas: list[Lined] = []
    claims: list[Claim] = []
    worked: list[Worked] = []
    for place in _places(root):
        block = place.block
        far.at(Walk.CHECKING, block.line)
        if block.shape is Shape.HTML or not _may_say(block):
            continue
        formulas += list_formulas(block)
        if block.shape is not Shape.CODE:
            claims += _claims_of(block)
            worked += islice(_worked(place), MOST - len(worked))
    return Checked(formulas, _with_formulas(confirmed(claims), worked), worked)


def _may_say(block: Block) -> bool:
    """Whether a block may have a formula or claim a sum: most are passed over by this one look."""
    return block.shape is Shape.MATH or _MAY_SAY.search(block.text) is not None or "percent" in block.text


def _claims_of(block: Block) -> list[Claim]:
    """What a block claims; where something fails, SymPy will be asked for a second opinion, and is made ready in the meantime."""
    claims = claims_in(block.text, block.line, display=block.shape is Shape.MATH)
    if any(claim.verdict == "fails" and claim.source for claim in claims):
        WORKER.prepare()
    return claims


def _with_formulas(claims: list[Claim], worked: list[Worked]) -> list[Claim]:
    """The claims with those that formulas make.

    Where an equation was worked out already and is also like a published one, the more doubtful verdict stands.
    """
    found = list(claims)
    by_line: dict[int, list[int]] = {}
    for number, claim in enumerate(found):
        by_line.setdefault(claim.line, []).append(number)
    for each in worked:
        if each.verdict is None:
            continue
        claim = Claim(each.text, each.line, each.verdict.verdict, each.verdict.correct, says=each.verdict.says)
        same = [
            number for number in by_line.get(claim.line, [])[:_BESIDE] if claim.text in one_line(found[number].text)
        ]
        if not same:
            by_line.setdefault(claim.line, []).append(len(found))
            found.append(claim)
        elif claim.verdict != "holds" and found[same[0]].verdict == "holds":
            known = found[same[0]]
            found[same[0]] = replace(claim, text=known.text, stated=known.stated)
    return sorted(found, key=lambda claim: claim.line)


class _Place(NamedTuple):
    """A block and what stands above it.

    Args:
        block: The block.
        above: Titles, and the blocks it is nested in.
        before: The block before it.
        after: The block behind it.
        subject: What it is nested in, or the heading.
        heading: Its section's.
    """

    block: Block
    above: str
    before: Block | None
    after: Block | None
    subject: str
    heading: str

    @property
    def words(self) -> str:
        """The words above it, with those of the block before it."""
        return f"{self.above} {self.before.text[:_WORDS] if self.before else ''}"

    @property
    def beside(self) -> str:
        """What the blocks before and behind it say."""
        return f"{_said(self.before)}\n{_said(self.after)}"


def _worked(place: _Place) -> Iterator[Worked]:
    block = place.block
    if not _MATH.search(block.text):
        return
    if block.shape is Shape.MATH:
        for part in pieces(block.text):
            yield from _of_source(part, block.line, f"$${part}$$", place)
    else:
        yield from _in_text(place)


def _in_text(place: _Place) -> Iterator[Worked]:
    block, text = place.block, place.block.text
    for formula in formulas_in(text):
        if formula.tex:
            line = block.line + text.count("\n", 0, formula.start)
            for part in pieces(formula.text):
                yield from _of_source(part, line, _around(text, formula.start, len(formula.text)), place)
    for plain in plain_formulas(mask(text, _NOT_PLAIN).replace("`", " ")) if may_calculate(text) else ():
        line = block.line + text.count("\n", 0, plain.start)
        read = read_formula(plain.source, tex=False)
        if read is not None:
            around = _around(text, plain.start, len(plain.text))
            yield from _compared(one_line(plain.text), line, Read(read.parts, plain.label), around, place, tex=False)


_NOT_PLAIN: Final = frozenset({"comment", "display", "math", "bracket", "image", "link", "url"})


def _around(text: str, start: int, size: int) -> str:
    return text[max(0, start - _WORDS) : start + size + _WORDS]


def _of_source(source: str, line: int, around: str, place: _Place) -> Iterator[Worked]:
    read = read_formula(source)
    if read is not None:
        yield from _compared(one_line(source), line, read, around, place, tex=True)


def _compared(text: str, line: int, read: Read, around: str, place: _Place, *, tex: bool) -> Iterator[Worked]:
    from quizcv.notes.formulas.comparing import compared  # noqa: PLC0415  the table is filed only if there is a formula

    if read.right:
        verdict = _as_assumed(compared(read, one_line(f"{place.words} {around}"), tex=tex), place.block.text)
        if verdict is not None or read.label:
            yield Worked(text, line, read, verdict, f"{place.beside}\n{around}", place.subject, place.heading, tex)


def _as_assumed(verdict: Verdict | None, told: str) -> Verdict | None:
    """The verdict on a formula beside which its one assumption is told: `$n - k + 1$ without padding` holds as it stands."""
    if verdict is None or verdict.verdict != "depends" or not verdict.assuming or "evenly" in verdict.says:
        return verdict
    return verdict._replace(verdict="holds", says="", correct="") if verdict.assuming in one_line(told) else verdict


def _places(root: Section) -> Iterator[_Place]:
    """Every block of a note with the words above it: titles, the blocks it is nested in, the one before it."""
    sections: list[tuple[Section, str]] = [(root, "")]
    while sections:
        section, above = sections.pop()
        titles = f"{above} {section.title}"[-_WORDS:]
        sections += [(each, titles) for each in reversed(section.sections)]
        rows = [_row(section.blocks, titles, section.title, section.title)]
        while rows:
            place = next(rows[-1], None)
            if place is None:
                rows.pop()
                continue
            yield place
            text = place.block.text
            if place.block.children:
                inner = f"{place.words} {text[:_WORDS]}"[-3 * _WORDS :]
                rows.append(_row(place.block.children, inner, text[:_WORDS] or place.subject, place.heading))


def _row(blocks: list[Block], words: str, subject: str, heading: str) -> Iterator[_Place]:
    """Blocks side by side, each with the words above them and the blocks beside it."""
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        yield _Place(block, words, before, after, subject, heading)


def _said(block: Block | None) -> str:
    return block.text[:_WORDS] if block and block.shape in SAYING else ""
