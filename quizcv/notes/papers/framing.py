"""What frames the cards of a paper: first which paper it is, last its year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.cards.model import Kind
from quizcv.notes.gathering import Candidate
from quizcv.notes.papers.paper import letters

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering
    from quizcv.notes.papers.paper import Paper


def take_title(paper: Paper, heading: str, gathering: Gathering) -> None:
    """Asks which paper introduced the model, unless the note calls both by one name."""
    if paper.named_by_title:
        return
    head, colon, rest = paper.title.replace("：", ":").partition(":")
    short = colon and rest.strip() and letters(head) == letters(paper.name)
    gathering.card(
        Candidate(
            form=Kind.TYPED,
            front=gathering.phrases.paper.format(paper.shown),
            back=paper.title,
            line=paper.title_line or paper.line,
            heading=heading,
            about=paper.name,
            slug=f"{paper.slug} paper",
            accept=(rest.strip(),) if short else (),
        )
    )


def take_year(paper: Paper, heading: str, last: int, gathering: Gathering) -> None:
    """Asks for the year, which is worth the least, behind everything else the note says of the paper.

    Args:
        paper: The paper; one whose year is in doubt gives a draft.
        heading: For the card's source.
        last: The last line about the paper.
        gathering: Takes what is found.
    """
    if not paper.year:
        return
    phrases = gathering.phrases
    by_title = paper.title and paper.named_by_title
    front = phrases.published.format(paper.title) if by_title else phrases.year.format(paper.name)
    line = paper.year_line or paper.line
    if paper.doubt:
        gathering.guess(front, paper.year, line, paper.doubt)
        return
    gathering.card(
        Candidate(
            form=Kind.NUMERIC,
            front=front,
            back=paper.year,
            line=line,
            heading=heading,
            about=paper.name,
            slug=f"{paper.slug} year",
            place=last,
        )
    )
