"""What a note's front matter tells of its paper: `arxiv_id: 1512.03385`, `venue: CVPR 2016`, `year: 2016`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.outline import Block, Shape

if TYPE_CHECKING:
    from quizcv.notes.outline import Section

_ROW: Final = re.compile(r"(?P<key>[A-Za-z][\w -]{1,30}?)\s*:\s*(?P<value>[^\s\[{|>&*].*?)\s*\Z")
_ARXIV: Final = re.compile(r"\d{4}\.\d{4,5}(?:v\d)?")
_LABELS: Final = {
    "arxiv": "arXiv",
    "arxiv id": "arXiv",
    "arxivid": "arXiv",
    "arxiv url": "arXiv",
    "paper url": "Link",
    "doi": "DOI",
    "venue": "Venue",
    "conference": "Venue",
    "journal": "Venue",
    "year": "Year",
    "paper year": "Year",
    "publication year": "Year",
    "authors": "Authors",
}
_OF_A_PAPER: Final = frozenset({"arXiv", "Venue", "DOI"})


def add_front_matter(root: Section, text: str, end: int) -> None:
    """Puts what front matter tells of a paper below the note's first heading, as a reader would have written it there.

    Only where it gives an arXiv number, a DOI or a venue, or both authors and a year: a year alone may be that of the note.

    Args:
        root: The note; its first section takes the lines.
        text: The note's text.
        end: How many lines the front matter has.
    """
    told = []
    for number, row in enumerate(text.split("\n", end)[:end], 1):
        found = _ROW.match(row)
        label = _LABELS.get(re.sub(r"[_-]", " ", found["key"].lower())) if found else None
        if found and label:
            value = found["value"].strip("\"'")
            if label == "arXiv" and _ARXIV.fullmatch(value):
                value = f"[{value}](https://arxiv.org/abs/{value})"
            told.append((label, value, number))
    labels = {label for label, _, _ in told}
    if root.sections and (labels & _OF_A_PAPER or {"Authors", "Year"} <= labels):
        first = root.sections[0]
        first.blocks[:0] = [Block(Shape.PARAGRAPH, f"{label}: {value}", line) for label, value, line in told]
