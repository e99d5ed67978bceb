"""The formulas of a note beside the published ones: which are right, which hold under an assumption, which are slips.

A formula is told only where its structure is that of a published one, or of a slip people are known to make with it, and the words
around it speak of the same thing. Of all others nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from quizcv.notes.claims.claim import Claim
from quizcv.notes.formulas.cards import formulas_in, pieces
from quizcv.notes.formulas.plain import plain_formulas
from quizcv.notes.formulas.reading import Read, read_formula
from quizcv.notes.inline import mask, one_line
from quizcv.notes.outline import Block, Section, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.notes.formulas.comparing import Verdict

_WORDS: Final = 320
"""Signs of text around a formula that are looked at on each side, and of each block above it."""
_MATH: Final = re.compile(r"[-+*/^×·∗−÷_\\=]")


def with_formulas(root: Section, claims: list[Claim]) -> list[Claim]:
    """The claims of a note with those its formulas make, in the order of the note.

    Where an equation was worked out already and is also like a published one, the more doubtful verdict stands.
    """
    found = list(claims)
    by_line: dict[int, list[int]] = {}
    for number, claim in enumerate(found):
        by_line.setdefault(claim.line, []).append(number)
    for claim in _formula_claims(root):
        same = [number for number in by_line.get(claim.line, ()) if claim.text in one_line(found[number].text)]
        if not same:
            by_line.setdefault(claim.line, []).append(len(found))
            found.append(claim)
        elif claim.verdict != "holds" and found[same[0]].verdict == "holds":
            known = found[same[0]]
            found[same[0]] = replace(claim, text=known.text, stated=known.stated)
    return sorted(found, key=lambda claim: claim.line)


def _formula_claims(root: Section) -> Iterator[Claim]:
    for block, words in _blocks(root):
        if block.shape in {Shape.CODE, Shape.HTML} or not _MATH.search(block.text):
            continue
        if block.shape is Shape.MATH:
            for part in pieces(block.text):
                yield from _judged(part, block.line, f"{words} {block.text[:_WORDS]}", tex=True)
        else:
            yield from _in_text(block, words)


def _in_text(block: Block, words: str) -> Iterator[Claim]:
    text = block.text
    for formula in formulas_in(text):
        if formula.tex:
            line = block.line + text.count("\n", 0, formula.start)
            around = text[max(0, formula.start - _WORDS) : formula.start + len(formula.text) + _WORDS]
            for part in pieces(formula.text):
                yield from _judged(part, line, f"{words} {around}", tex=True)
    hidden = mask(text, _NOT_PLAIN).replace("`", " ")
    for plain in plain_formulas(hidden):
        line = block.line + text.count("\n", 0, plain.start)
        around = text[max(0, plain.start - _WORDS) : plain.start + len(plain.text) + _WORDS]
        read = read_formula(plain.source, tex=False)
        if read is not None:
            yield from _told(
                one_line(plain.text), line, Read(read.parts, plain.label), one_line(f"{words} {around}"), tex=False
            )


_NOT_PLAIN: Final = frozenset({"comment", "display", "math", "bracket", "image", "link", "url"})


def _judged(source: str, line: int, words: str, *, tex: bool) -> Iterator[Claim]:
    read = read_formula(source, tex=tex)
    if read is not None:
        yield from _told(one_line(source), line, read, one_line(words), tex=tex)


def _told(text: str, line: int, read: Read, words: str, *, tex: bool) -> Iterator[Claim]:
    from quizcv.notes.formulas.comparing import compared  # noqa: PLC0415  the table is filed only if there is a formula

    if not read.right:
        return
    verdict: Verdict | None = compared(read, words, tex=tex)
    if verdict is not None:
        yield Claim(text, line, verdict.verdict, verdict.correct, says=verdict.says)


def _blocks(root: Section) -> Iterator[tuple[Block, str]]:
    """Every block of a note with the words above it: titles, the blocks it is nested in, the one before it."""
    sections: list[tuple[Section, str]] = [(root, "")]
    while sections:
        section, titles = sections.pop()
        titles = f"{titles} {section.title}"[-_WORDS:]
        sections += [(each, titles) for each in reversed(section.sections)]
        stack = _listed(section.blocks, titles)[::-1]
        while stack:
            block, words = stack.pop()
            yield block, words
            stack += _listed(block.children, f"{words} {block.text[:_WORDS]}"[-3 * _WORDS :])[::-1]


def _listed(blocks: list[Block], words: str) -> list[tuple[Block, str]]:
    """Blocks side by side, each with the words above and those of the block before it."""
    before = ["", *(block.text[:_WORDS] for block in blocks)]
    return [(block, f"{words} {earlier}") for block, earlier in zip(blocks, before, strict=False)]
