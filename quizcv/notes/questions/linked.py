"""Questions that stand in a list of links, `[What is stride?](#3)`, with their answers below headings that only count: `### #3`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.notes.inline import link_target, unmarked
from quizcv.notes.outline import Shape, walk
from quizcv.notes.questions.sections import is_label
from quizcv.notes.recognise import is_contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.notes.outline import Section

_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


def name_by_links(root: Section) -> None:
    """Gives headings that only count the words of the link that leads to them, as a question; the sections are changed."""
    counting = {_anchor(each.title): each for each in _sections(root) if is_label(each.title)}
    if not counting:
        return
    for section in _sections(root):
        for block in walk(section.blocks):
            if block.shape is not Shape.ITEM or "](#" not in block.text or not is_contents(block):
                continue
            words = unmarked(block.text).strip()
            named = counting.get(link_target(block.text).removeprefix("#").casefold())
            if named and is_label(named.title) and words and not is_label(words):
                named.title = f"Q: {words}"


def _sections(root: Section) -> Iterator[Section]:
    stack = [root]
    while stack:
        section = stack.pop()
        yield section
        stack.extend(reversed(section.sections))


def _anchor(title: str) -> str:
    """The address that a page of GitHub gives a heading."""
    return _NOT_IN_ANCHOR.sub("", title.casefold()).strip().replace(" ", "-")
