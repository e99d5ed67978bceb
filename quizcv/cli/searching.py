"""`quizcv search`: cards found by what they say and where they stand."""

from __future__ import annotations

import sys
from itertools import islice
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from quizcv.cli.completing import TERMS
from quizcv.cli.printing import days, emit, json_option, say, say_table, talk
from quizcv.errors import QuizcvError
from quizcv.shown import count, shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from quizcv.cards.library import Library
    from quizcv.cards.model import Card
    from quizcv.cards.searching import Query
    from quizcv.cli.workspace import Workspace
    from quizcv.progress.finding import FoundCard

ORDERS = ("relevance", "deck", "front", "kind", "due", "ease", "interval", "lapses")

LEAST_PROMPT = 32
"""Cells of a prompt that are worth showing beside its key."""


class SearchCommand(click.Command):
    """A command whose words may begin with a minus: only what is one of its options is taken for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it, with the words put behind the options."""
        taking = {
            name for each in self.params if isinstance(each, click.Option) and not each.is_flag for name in each.opts
        }
        options: list[str] = []
        words: list[str] = []
        waiting = iter(args)
        for each in waiting:
            if each == "--":
                words += waiting
            elif each in taking:
                options += (each, *islice(waiting, 1))
            elif each.startswith("--") or each == "-h":
                options.append(each)
            else:
                words.append(each)
        return super().parse_args(ctx, [*options, "--", *words] if words else options)


@click.command("search", cls=SearchCommand, epilog='Example: quizcv search "deck:cnn-faq is:new receptive field"')
@click.argument("text", nargs=-1, required=True, shell_complete=TERMS, help="What to look for; see above.")
@click.option(
    "--order",
    type=click.Choice(ORDERS),
    help="In which order; without it by relevance where words are looked for, else as in the decks.",
)
@click.option("--descending", is_flag=True, help="The other way round.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N cards only.")
@json_option
@click.pass_obj
def search_command(
    workspace: Workspace,
    text: tuple[str, ...],
    *,
    order: str | None,
    descending: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """Find cards by text, tag, deck and state.

    A card is found if all terms fit it: words, any part of one and in any script; "a phrase"; deck:NAME, tag:NAME, kind:NAME and
    id:NAME, with a star at the end for any ending (deck:cnn*); is:due, new, learned, suspended, buried, flagged, leech, drill or archived; and
    comparisons by ease, interval, lapses and due (in days from today): ease<2, interval>=21, due<=7.

    A minus in front excludes a term: -is:suspended, -"batch norm". Between terms, or is enough if one side fits, and brackets hold
    together: tag:loss (is:due or is:new). Give a search with quotation marks or brackets to the shell in single quotes.
    """
    from quizcv.cards.searching import State, parse  # noqa: PLC0415  only to search
    from quizcv.progress.finding import Finder, Order  # noqa: PLC0415

    query = parse(" ".join(text))
    library, day = workspace.library, workspace.clock.now().day
    _ = workspace.reader  # lets progress follow renamed cards
    chosen = Order(order) if order else Order.RELEVANCE
    with Finder.open(workspace.places, library, leech_lapses=workspace.settings.leech_lapses, once=True) as finder:
        keys = finder.find(query, day, chosen, descending=descending)
        found = finder.rows(keys[:limit])
    archive = _archive(library, query) if query.mentions(State.ARCHIVED) else []
    total = len(keys) + len(archive)
    archive = archive[: None if limit is None else limit - len(found)]
    if as_json:
        emit([*(_json(library, each) for each in found), *(_archived_json(*each) for each in archive)])
        return
    _say_cards(library, found, archive, day)
    if not total:
        talk("No card was found.")
    elif len(found) + len(archive) < total:
        talk(f"The first {len(found) + len(archive):,} of {count(total, 'card')}.")


def _archive(library: Library, query: Query) -> list[tuple[str, Card]]:
    from quizcv.cards.archived import archived  # noqa: PLC0415  pydantic and yaml, only for archives

    return list(archived(library, query))


def _prompt(library: Library, found: FoundCard) -> str:
    """What a card asks, a problem with its first numbers; as it is listed where none can be drawn."""
    try:
        return library.question(found.key, 0).prompt
    except QuizcvError:
        return found.front


def _json(library: Library, found: FoundCard) -> dict[str, object]:
    return {
        "card": found.key,
        "deck": found.deck,
        "kind": found.kind,
        "prompt": _prompt(library, found),
        "due": found.due.isoformat() if found.due else None,
        "interval": found.interval if found.due else None,
        "ease": found.ease / 100 if found.due else None,
        "lapses": found.lapses,
        "suspended": found.suspended,
        "buried": found.buried,
        "flag": found.flag,
        "tags": list(found.tags),
    }


def _archived_json(deck: str, card: Card) -> dict[str, object]:
    """As a card that was never asked has it."""
    from quizcv.cards.asking import KINDS  # noqa: PLC0415  only for archives
    from quizcv.cards.content import front_of  # noqa: PLC0415

    return {
        "card": f"{deck}/{card.id}",
        "deck": deck,
        "kind": KINDS[type(card)].value,
        "prompt": front_of(card),
        "due": None,
        "interval": None,
        "ease": None,
        "lapses": 0,
        "suspended": False,
        "buried": False,
        "flag": "",
        "tags": list(card.tags),
    }


def _say_cards(library: Library, found: list[FoundCard], archive: list[tuple[str, Card]], day: date) -> None:
    """A line for each card: key, kind, where it stands, and what it asks."""
    from quizcv.cards.asking import KINDS  # noqa: PLC0415  only for people
    from quizcv.cards.content import front_of  # noqa: PLC0415
    from quizcv.cards.model import Kind  # noqa: PLC0415
    from quizcv.plain.markdown import plain_line  # noqa: PLC0415

    rows = []
    for each in found:
        front = _prompt(library, each) if each.kind == Kind.PROBLEM else each.front
        rows.append([each.key, each.kind, _standing(each, day), plain_line(front)])
    for deck, card in archive:
        rows.append([f"{deck}/{card.id}", KINDS[type(card)].value, "archived", plain_line(front_of(card))])
    if not rows:
        return
    if sys.stdout.isatty():
        for line in lines_of(rows, get_terminal_size().columns):
            say(line)
    else:
        say_table(rows)


def lines_of(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Cards on a terminal: a line each, the prompt cut at its edge; where keys leave too little room for that, the key has a line of its own."""
    from quizcv.mathtext import cells  # noqa: PLC0415  only for people

    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)][:-1]
    if width - sum(each + 2 for each in widths) < LEAST_PROMPT:
        return [
            line
            for key, kind, standing, prompt in rows
            for line in (key, _cut(f"  {kind}, {standing}: {prompt}", width))
        ]
    padded = [[each + " " * (most - cells(each)) for each, most in zip(row, widths, strict=False)] for row in rows]
    return [_cut("  ".join((*cells_before, row[-1])), width) for cells_before, row in zip(padded, rows, strict=True)]


def _cut(line: str, width: int) -> str:
    """A line no wider than so many cells."""
    from quizcv.mathtext import cells  # noqa: PLC0415  as above

    if cells(line) <= width:
        return line
    line = line[:width]
    while cells(line) >= width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _standing(found: FoundCard, day: date) -> str:
    """`new`, `due today`, `due in 6 days`, `3 days overdue`, and whether it is set aside, put off or flagged."""
    if found.due is None:
        words = ["new"]
    else:
        left = (found.due - day).days
        words = [f"due in {days(left)}" if left > 0 else f"{days(-left)} overdue" if left else "due today"]
    words += [word for word, so in (("suspended", found.suspended), ("buried", found.buried)) if so]
    words += [f"flag: {shown_line(found.flag)}"] if found.flag else []
    return ", ".join(words)
