"""The lists and their names as lines of a given width. No screen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.shown import shown_line
from quizcv.tui.importing.deciding import Verb
from quizcv.tui.importing.entries import MARKS, State, Tab, front_words, titled
from quizcv.tui.render.wrapping import Line, Run, cut, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.tui.importing.deciding import Decision
    from quizcv.tui.importing.entries import Entry

NAMES: Final = {
    Tab.CARDS: ("Cards", "Cards"),
    Tab.CONFLICTS: ("Conflicts", "Conflicts"),
    Tab.DRAFTS: ("Drafts", "Drafts"),
    Tab.UNANSWERED: ("Unanswered", "Open"),
    Tab.CLAIMS: ("Claims", "Claims"),
    Tab.PLACEHOLDERS: ("Placeholders", "Gaps"),
    Tab.LEFT_OUT: ("Left out", "Rest"),
}
"""The name of each list, and a shorter one."""
GAP: Final = 2
MORE: Final = "… "
"""Before the first list that is named, and turned round behind the last, where there are more."""
STYLES: Final = {
    State.NEW: "$success",
    State.CHANGED: "$primary",
    State.BACK: "$success",
    State.GONE: "$warning",
    State.ARCHIVED: "$text-muted",
    State.CONFLICT: "$warning",
    State.DRAFT: "$warning",
    State.TAKEN_OUT: "$text-muted",
    State.HOLDS: "$success",
    State.FAILS: "$error",
    State.DEPENDS: "$warning",
    State.UNKNOWN: "$text-muted",
}
DECIDED: Final = {
    Verb.ACCEPT: ("✓", "$success"),
    Verb.OUT: ("✗", "$warning"),
    Verb.WRITE: ("✎", "$primary"),
}
_OTHERWISE: Final = {
    (Tab.CONFLICTS, Verb.ACCEPT): "the note's",
    (Tab.CONFLICTS, Verb.OUT): "mine",
    (Tab.UNANSWERED, Verb.WRITE): "answered",
    (Tab.CLAIMS, Verb.WRITE): "a card",
    (Tab.PLACEHOLDERS, Verb.WRITE): "a card",
    (Tab.LEFT_OUT, Verb.WRITE): "a card",
    (Tab.CARDS, Verb.ACCEPT): "stays",
}


class Named(NamedTuple):
    """The name of a list on the line of names.

    Args:
        tab: The list.
        start: The cell it begins in.
        words: What is written.
    """

    tab: Tab
    start: int
    words: str


def tab_names(counts: Mapping[Tab, int], here: Tab, width: int) -> list[Named]:
    """The names of the lists that hold something, with their numbers; shorter, or only those about the present one, if they must."""
    tabs = [tab for tab in Tab if counts[tab] or tab is here]
    for short in (False, True):
        words = {tab: f"{NAMES[tab][short]} {counts[tab]}" for tab in tabs}
        if sum(len(each) + GAP for each in words.values()) - GAP <= width:
            break
    kept = list(tabs)
    while len(kept) > 1 and _room_for(kept, tabs, words) > width:
        kept.remove(kept[-1] if kept[-1] is not here else kept[0])
    named, start = [], len(MORE) if kept[0] is not tabs[0] else 0
    for tab in kept:
        named.append(Named(tab, start, words[tab]))
        start += len(words[tab]) + GAP
    return named


def _room_for(kept: Sequence[Tab], tabs: Sequence[Tab], words: Mapping[Tab, str]) -> int:
    """Cells for the names that are kept, and for the signs that there are more."""
    signs = (kept[0] is not tabs[0]) + (kept[-1] is not tabs[-1])
    return sum(len(words[tab]) + GAP for tab in kept) - GAP + signs * len(MORE)


def tab_line(named: Sequence[Named], here: Tab, counts: Mapping[Tab, int]) -> Line:
    """The line of names, the present one underlined and bold; three dots where there are more lists than have room."""
    runs: list[Run] = []
    if named[0].start:
        runs.append(Run(MORE, "$text-muted"))
    for number, each in enumerate(named):
        name, _, count = each.words.rpartition(" ")
        is_here = each.tab is here
        runs += [
            Run(" " * GAP if number else ""),
            Run(name, "bold underline $primary" if is_here else "$text-muted"),
            Run(f" {count}", "bold $primary" if is_here else "$text-muted"),
        ]
    every = list(Tab)
    if any(counts[tab] for tab in every[every.index(named[-1].tab) + 1 :]):
        runs.append(Run(MORE[::-1], "$text-muted"))
    return tuple(runs)


def state_words(entry: Entry, decision: Decision | None) -> str:
    """What becomes of an entry, in a word or two."""
    if decision is None:
        return str(entry.state)
    return _OTHERWISE.get((entry.tab, decision.verb), str(decision.verb))


def title_words(entry: Entry, decision: Decision | None) -> str:
    """What an entry says; once the learner has written its question, in the learner's words."""
    own = ""
    if decision is not None:
        own = titled(front_words(decision.card) if decision.card else decision.front)
    return own or entry.title


def entry_line(entry: Entry, decision: Decision | None, width: int, margin: int, *, here: bool) -> Line:
    """An entry: the pointer, its mark, its line of the note, what it says, and what becomes of it.

    Args:
        entry: What is shown.
        decision: What was decided about it.
        width: Of the line.
        margin: The digits of the highest line number.
        here: Whether it is pointed at.
    """
    mark, style = DECIDED[decision.verb] if decision else (MARKS.get(entry.state, " "), STYLES.get(entry.state, ""))
    number = f"{entry.line:>{margin}}" if entry.line else " " * margin
    head = [Run("› " if here else "  ", "bold $primary"), Run(f"{mark} ", style), Run(f"{number}  ", "$text-muted")]
    told = state_words(entry, decision)
    room = width - width_of(head)
    told = cut(told, max(room // 3, 0))
    title = cut(shown_line(title_words(entry, decision)), room - (len(told) + GAP if told else 0))
    gap = " " * (room - width_of([Run(title), Run(told)]))
    out = decision is not None and decision.verb is Verb.OUT and entry.tab is not Tab.CONFLICTS
    weight = "bold" if here else "$text-muted" if out else ""
    return (*head, Run(title, weight), Run(gap), Run(told, style or "$text-muted"))
