"""What Browse says besides the cards: how many there are, what is wrong with the words to find, and what to do where nothing fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.progress.finding import Order
from quizcv.shown import shown, shown_line
from quizcv.tui.render.wrapping import Run, cut, width_of, wrap
from quizcv.tui.widgets.page import runs, text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from quizcv.cards.deckinfo import Broken
    from quizcv.cards.searching import SearchError
    from quizcv.tui.bench import Bench
    from quizcv.tui.browse.search import Found
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.render.wrapping import Line
    from quizcv.tui.widgets.page import Block

ORDERS: Final = {order: f"by {order}" for order in Order} | {Order.DUE: "by due day"}
BOX_EDGE: Final = 2
"""Cells between the screen's column and the first character typed."""
EXAMPLES: Final = (
    ("receptive field", "cards that hold both words"),
    ('"receptive field"', "those two words side by side"),
    ("deck:cnn* tag:loss", "by deck and tag"),
    ("is:due kind:problem", "by state and kind"),
    ("ease<2 -is:suspended", "hard ones that are not set aside"),
)


def head_line(found: Found, marked: Collection[str], width: int, *, searching: bool, able: bool = True) -> Line:
    """The title, how many cards there are, in which order, and how many are marked; not that there is none if it can't be known."""
    count = len(found.keys)
    descending = found.search.sorting.descending
    order = ORDERS[found.order] if found.order is not Order.RELEVANCE else "best last" if descending else "best first"
    arrow = "" if found.order is Order.RELEVANCE else " ▼" if descending else " ▲"
    cards = "one card" if count == 1 else f"{count:,} cards"
    told = f"{cards}, {order}{arrow}" if count else "searching …" if searching else "no card" if able else ""
    marks = f"{len(marked):,} marked" if marked else ""
    room = width - len("Browse") - 2
    told = cut(told, room - len(marks) - 2 * bool(marks))
    gap = max(width - len("Browse") - width_of([Run(told)]) - len(marks) - 2 * bool(marks), 1)
    return (
        Run("Browse", "bold $accent"),
        Run(" " * gap),
        Run(marks, "bold $primary"),
        Run("  " if marks else ""),
        Run(told, "$text-muted"),
    )


def trouble_block(trouble: str) -> Block:
    """That the cards can't be looked for, and why."""
    words = shown(trouble)
    end = "" if words.endswith((".", "!", "?")) else "."
    told = [Run("✗ ", "bold $error"), Run("The cards can't be looked for: ", "bold $error"), Run(f"{words}{end}")]
    return lambda width: wrap(told, width)


def fault_block(fault: SearchError) -> Block:
    """What can't be read of the words to find: below them, with a sign under the place."""

    def block(width: int) -> list[Line]:
        end = "" if fault.told.endswith((".", "!", "?")) else "."
        words = shown(f"{fault.told[:1].upper()}{fault.told[1:]}{end}")
        told = wrap([Run("✗ ", "bold $error"), Run(words)], width)
        place = BOX_EDGE + fault.column - 1
        return [(Run(f"{' ' * place}↑", "bold $error"),), *told] if fault.column > 0 and place < width else told

    return block


def broken_block(broken: Sequence[Broken], keys: KeyNames) -> Block:
    """That decks are left out, and the key that opens one where it is wrong."""
    first, *more = broken
    name = shown_line(first.path.name)
    line = first.diagnostics[0].line
    what = (
        "{name} and {more} more decks are left out; {mend-deck} opens the first of them where it is wrong."
        if len(more) > 1
        else "{name} and another deck are left out; {mend-deck} opens the first of them where it is wrong."
        if more
        else "{name}, line {line}: the deck is left out; {mend-deck} opens it."
        if line
        else "{name} is left out for what is wrong inside; {mend-deck} opens it."
    )
    told = keys.runs(what, "$text-muted", name=name, more=str(len(more)), line=str(line))
    return lambda width: wrap([Run("✗ ", "bold $error"), *told], width)


def nothing_blocks(found: Found, bench: Bench, keys: KeyNames) -> list[Block]:
    """What stands in place of the table where no card is shown."""
    if not bench.library.decks:
        told = "No deck can be read as it is." if bench.library.broken else "There are no decks yet."
        mend = keys.runs(
            "{new-card} writes a first card; or put a deck (a .yaml file) below {decks}, or turn a note of yours into one: "
            "{import} on the first screen.",
            "$text-muted",
            decks=str(bench.places.decks),
        )
        return [text(told, "bold"), runs(*mend)]
    if not found.search.query.strip():
        return [text("The decks hold no cards.", "bold")]
    if found.fault is not None:
        return [examples_block()]
    read = runs(Run("Looked for: ", "$text-muted"), Run(shown_line(found.understood or found.search.query)))
    return [text("No card fits.", "bold"), read, examples_block()]


def examples_block() -> Block:
    """What can be looked for."""

    def block(width: int) -> list[Line]:
        size = max(len(example) for example, _ in EXAMPLES) + 2
        rows: list[Line] = [(Run("What can be typed:", "$text-muted"),)]
        for example, says in EXAMPLES:
            rows.append((Run(f"  {example:<{size}}", "$primary"), Run(cut(says, width - size - 2), "$text-muted")))
        return rows

    return block
