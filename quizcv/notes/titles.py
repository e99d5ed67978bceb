"""The titles of a note: the one it goes by, and the nearest above a line."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from quizcv.notes.inline import in_words, unmarked

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering
    from quizcv.notes.outline import Section


def title_of(root: Section) -> str:
    """The title of a note: its first heading of the first level; empty if it has none."""
    first = next((section for section in root.sections if section.level == 1), None)
    return in_words(first.title).rstrip(":： ") if first else ""


def name_placeholders(root: Section, gathering: Gathering) -> None:
    """A placeholder that nothing else names keeps a place below its heading."""
    titles = {}
    sections = [root]
    while sections:
        section = sections.pop()
        sections += section.sections
        titles[section.line] = unmarked(section.title)
    lines = sorted(titles)
    gathering.placeholders = [
        each if each.under else each._replace(under=titles[lines[max(bisect_right(lines, each.line) - 1, 0)]])
        for each in gathering.placeholders
    ]
