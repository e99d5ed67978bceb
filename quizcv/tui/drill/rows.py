"""The list to choose from: exercises below their topics, narrowed by words, marked one by one or by topic. No screen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.shown import shown_line
from quizcv.tui.render.wrapping import Line, Run, cut, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.drilling import Exercise

NAMED = 60
"""From this width on, a line also has the exercise's name."""


class Row(NamedTuple):
    """A line of the list.

    Args:
        title: What it says.
        exercises: What it stands for: one exercise, or all those shown of a topic.
        is_topic: Whether it is a topic's heading.
    """

    title: str
    exercises: tuple[Exercise, ...]
    is_topic: bool = False


def rows_for(exercises: Sequence[Exercise], words: str) -> tuple[Row, ...]:
    """The lines for the exercises that hold every word, in title, name or topic."""
    wanted = words.casefold().split()
    groups: dict[str, list[Exercise]] = {}
    for each in exercises:
        text = f"{each.title} {each.name} {each.group_title}".casefold()
        if all(word in text for word in wanted):
            groups.setdefault(each.group, []).append(each)
    rows: list[Row] = []
    for group in groups.values():
        rows.append(Row(group[0].group_title, tuple(group), is_topic=True))
        rows += [Row(each.title, (each,)) for each in group]
    return tuple(rows)


def toggled(marked: frozenset[str], rows: Sequence[Row]) -> frozenset[str]:
    """The marks after these rows were marked; if all of them were, after their marks were taken off."""
    names = {each.name for row in rows for each in row.exercises}
    return marked - names if names <= marked else marked | names


def row_line(row: Row, marked: frozenset[str], width: int, *, here: bool) -> Line:
    """A line: the pointer, the box, the title, and at the right the name or how many of the topic are marked."""
    count = sum(each.name in marked for each in row.exercises)
    box = "[x]" if count == len(row.exercises) else "[-]" if count else "[ ]"
    pointer = Run("› " if here else "  ", "bold $primary")
    mark = Run(f"{box} ", "bold $primary" if count else "$text-muted")
    indent = "" if row.is_topic else "  "
    if row.is_topic:
        right = f"{count} of {len(row.exercises)}" if count else str(len(row.exercises))
    else:
        right = row.exercises[0].name if width >= NAMED else ""
    room = width - width_of([pointer, mark]) - len(indent)
    right = cut(right, max(room // 2, 0))
    title = cut(shown_line(row.title), room - width_of([Run(right)]) - 2 if right else room)
    gap = room - width_of([Run(title), Run(right)])
    style = "bold $accent" if row.is_topic else "bold" if here else ""
    return (pointer, mark, Run(f"{indent}{title}", style), Run(" " * gap), Run(right, "$text-muted"))
