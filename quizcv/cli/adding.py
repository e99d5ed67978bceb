"""`quizcv add`: new cards for a deck of the learner's own, from options or from standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from quizcv.cli.completing import OWN_DECKS
from quizcv.cli.printing import emit, json_option, say, talk
from quizcv.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.adding.making import Wrong
    from quizcv.cards.adding.target import DeckPlace
    from quizcv.cards.adding.writing import Added
    from quizcv.cards.model import Card
    from quizcv.cli.workspace import Workspace

HOW = "give --front and --back, or --text with {{blanks}}, or - for cards on standard input"
ANSWERED = ("typed", "numeric", "symbolic", "choice")
"""The kinds whose back is an `answer` in the deck."""
KINDS = ("basic", "cloze", *ANSWERED)


@click.command("add", epilog="Example: quizcv add mine --new --front 'What is IoU?' --back 'An overlap'")
@click.argument("deck", shell_complete=OWN_DECKS, help="A deck of yours; with --new also one that is not there yet.")
@click.argument(
    "source", required=False, metavar="[-]", help="- reads cards from standard input, one a line: front :: back."
)
@click.option("--front", metavar="TEXT", help="The question.")
@click.option(
    "--back", "--answer", "backs", metavar="TEXT", multiple=True, help="The answer; for a choice as often as needed."
)
@click.option("--text", metavar="TEXT", help="A text with {{blanks}}, instead of front and back.")
@click.option("--kind", type=click.Choice(KINDS), help="The kind of card; without it, as the other options tell.")
@click.option("--choice", "choices", metavar="TEXT", multiple=True, help="An option to choose from; give at least two.")
@click.option("--tolerance", metavar="T", help="Of a numeric answer: 1%, 0.5 or 3sf; without it, exact.")
@click.option("--unit", metavar="TEXT", help="Of a numeric answer.")
@click.option("--reverse", is_flag=True, help="Ask from back to front as well.")
@click.option("--hint", metavar="TEXT", help="Shown on demand before the answer.")
@click.option("--why", metavar="TEXT", help="Shown with the answer.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag; as often as needed.")
@click.option("--new", is_flag=True, help="Begin the deck if there is none of that name.")
@click.option("--title", metavar="TEXT", default="", help="The title of a deck that is begun.")
@click.option("--allow-duplicate", is_flag=True, help="Add what the deck asks already.")
@json_option
@click.pass_obj
def add_command(  # noqa: PLR0913  one for each option
    workspace: Workspace,
    deck: str,
    source: str | None,
    *,
    front: str | None,
    backs: tuple[str, ...],
    text: str | None,
    kind: str | None,
    choices: tuple[str, ...],
    tolerance: str | None,
    unit: str | None,
    hint: str | None,
    why: str | None,
    tags: tuple[str, ...],
    title: str,
    reverse: bool,
    new: bool,
    allow_duplicate: bool,
    as_json: bool,
) -> None:
    """Add a card to a deck of yours.

    It goes to the end of the deck, in the deck's own style; everything else in the file stays as it is. With - several cards
    come from standard input, all of them or none.
    """
    place = _place(workspace, deck, title, new=new)
    own = {
        "--front": front, "--back": backs, "--text": text, "--kind": kind, "--choice": choices, "--tolerance": tolerance,
        "--unit": unit, "--hint": hint, "--why": why,
    }  # fmt: skip
    given = [name for name, value in own.items() if value not in (None, ())]
    if source is None:
        if not given:
            raise UsageError(HOW)
        kind = kind or ("cloze" if text is not None else "choice" if choices else "basic")
        fields: dict[str, str | bool | Sequence[str]] = {
            "kind": kind, "front": front or "", "text": text or "", "options": choices, "tolerance": tolerance or "",
            "unit": unit or "", "hint": hint or "", "why": why or "", "tags": tags, "reverse": reverse,
        }  # fmt: skip
        fields["answer" if kind in ANSWERED else "back"] = backs if kind == "choice" and len(backs) > 1 else _one(backs)
        (added,) = _add_one(place, fields, title, twice=allow_duplicate)
        _tell([added], as_json=as_json)
        if as_json:
            emit(_added_json(added))
        return
    if source != "-":
        message = f"{source[:60]!r} is not understood here; {HOW}"
        raise UsageError(message)
    if given:
        message = f"- takes the cards from standard input; leave {', '.join(given)} out"
        raise UsageError(message)
    several = _add_lines(place, tags, title, reverse=reverse, twice=allow_duplicate)
    _tell(several, as_json=as_json)
    if as_json:
        emit([_added_json(each) for each in several])


def _place(workspace: Workspace, name: str, title: str, *, new: bool) -> DeckPlace:
    """The deck to write into.

    Raises:
        UsageError: No card can go there, or there is no such deck and none is to be begun; or a title is given to one that is there.
    """
    from quizcv.cards.adding.target import Standing, deck_place  # noqa: PLC0415  only to add

    library = workspace.quiet_library
    place = deck_place(library, workspace.places.decks, name)
    if place.standing is Standing.SHIPPED:
        message = f"{place.why_not}: quizcv add my-{name} --new ..."
        raise UsageError(message)
    if place.why_not:
        raise UsageError(place.why_not)
    if title and place.standing is not Standing.NEW:
        message = (
            f"--title is for a deck that is begun, and {name!r} is there; change its title with: quizcv edit {name}"
        )
        raise UsageError(message)
    if place.standing is Standing.NEW and not new:
        from difflib import get_close_matches  # noqa: PLC0415  only for the message

        from quizcv.yamltext.faults import quote  # noqa: PLC0415  as above

        near = get_close_matches(name, [deck.name for deck in library.decks if not deck.shipped], 1)
        mend = f"did you mean {near[0]!r}? To begin a new one" if near else "to begin it"
        message = f"there is no deck {quote(name)}; {mend}, add --new"
        raise UsageError(message)
    return place


def _one(backs: Sequence[str]) -> str:
    """The only back.

    Raises:
        UsageError: There are several.
    """
    if len(backs) > 1:
        message = "--back is given more than once; only a choice has several right answers"
        raise UsageError(message)
    return backs[0] if backs else ""


def _add_one(
    place: DeckPlace, fields: dict[str, str | bool | Sequence[str]], title: str, *, twice: bool
) -> list[Added]:
    """Adds the card of the options.

    Raises:
        UsageError: They make no card, or the deck asks it already.
    """
    from quizcv.cards.adding.making import card_of  # noqa: PLC0415  only to add
    from quizcv.cards.adding.writing import AlreadyThereError, add_cards  # noqa: PLC0415

    card, wrong = card_of(fields)
    if card is None:
        raise UsageError("\n".join(map(_in_options, wrong)))
    try:
        return add_cards(place, [card], title=title, twice=twice)
    except AlreadyThereError as error:
        message = f"{error}; change that one (quizcv edit {error.found[0].key}), or add this one with --allow-duplicate"
        raise UsageError(message) from None


def _in_options(wrong: Wrong) -> str:
    """A fault as who gave the options reads it."""
    named = {"answer": "back", "options": "choice", "tags": "tag"}.get(wrong.field, wrong.field)
    message = wrong.message.replace("options needs", "a choice needs")
    return f"--{named}: {message}" if named else message


def _add_lines(place: DeckPlace, tags: Sequence[str], title: str, *, reverse: bool, twice: bool) -> list[Added]:
    """Adds the cards of standard input.

    Raises:
        ContentError: Some lines are no cards, or ask what is asked already; nothing is written.
    """
    from quizcv.cards.adding.lines import read_lines, told_by_line  # noqa: PLC0415  only to add
    from quizcv.cards.adding.writing import AlreadyThereError, add_cards  # noqa: PLC0415
    from quizcv.yamltext.dialect import DECK  # noqa: PLC0415

    if sys.stdin is None:
        message = "there is no standard input; give the card with --front and --back"
        raise UsageError(message)
    if sys.stdin.isatty():
        talk("One card a line: front :: back. Ctrl-D ends.")
    lines = read_lines(sys.stdin.buffer.read(DECK.largest + 1), {"tags": tags, "reverse": reverse})
    cards: list[Card] = [each.card for each in lines]
    try:
        return add_cards(place, cards, title=title, twice=twice)
    except AlreadyThereError as error:
        raise told_by_line(lines, error.found) from None


def _tell(added: Sequence[Added], *, as_json: bool) -> None:
    """Says what came to be, and what should be looked at."""
    from quizcv.cards.adding.making import warnings_of  # noqa: PLC0415  only to add
    from quizcv.cards.saving import open_elsewhere  # noqa: PLC0415

    for each in added:
        if not as_json:
            say(f"{each.path}:{each.line}: added {each.key}")
        for warning in warnings_of(each.card):
            talk(f"{each.path}:{each.line}: {warning} (warning)")
    if open_elsewhere(added[0].path):
        talk(f"{added[0].path} is open in an editor; load it again there before you save it")


def _added_json(added: Added) -> dict[str, object]:
    return {"card": added.key, "path": str(added.path), "line": added.line}
