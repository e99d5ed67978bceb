"""Papers: sections, bullets and tables about them, and the cards they give."""

from quizcv.notes.papers.front import add_front_matter
from quizcv.notes.papers.listed import gathered, read_listed, take_listed
from quizcv.notes.papers.paper import Paper
from quizcv.notes.papers.reading import adopted, read_paper
from quizcv.notes.papers.tables import take_paper_table
from quizcv.notes.papers.taking import take_paper

__all__ = [
    "Paper",
    "add_front_matter",
    "adopted",
    "gathered",
    "read_listed",
    "read_paper",
    "take_listed",
    "take_paper",
    "take_paper_table",
]
