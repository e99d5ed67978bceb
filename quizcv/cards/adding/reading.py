"""A deck that is opened in an editor: where, and what became of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from quizcv.cards.adding.target import broken_deck, line_of_id, shipped_words
from quizcv.cards.model import ProblemCard
from quizcv.errors import UsageError
from quizcv.yamltext.faults import quote

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.cards.library import Library
    from quizcv.errors import Diagnostic


class Opened(NamedTuple):
    """What is edited.

    Args:
        deck: The deck's name.
        key: The card's key, without its sibling's part; empty for the whole deck.
        path: The file.
        line: Where the editor is to begin.
    """

    deck: str
    key: str
    path: Path
    line: int


class Outcome(NamedTuple):
    """What a deck is after it was edited.

    Args:
        faults: What keeps it out.
        warnings: What should be looked at.
        line: Where the card begins now; 0 if it is gone, 1 for a whole deck.
        unproved: Whether it is a generated problem, or the deck holds some: they were read, but not drawn and proved.
    """

    faults: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    line: int = 0
    unproved: bool = False


def opened(library: Library, target: str) -> Opened:
    """What somebody means by a deck's name or a card's key; a deck with faults too, at its first one.

    Raises:
        UsageError: There is no such deck or card, or it came with quizcv.
    """
    name, _, rest = target.partition("/")
    identity = rest.partition(":")[0]
    info = next((deck for deck in library.decks if deck.name == name), None)
    broken = broken_deck(library, name) if info is None else None
    if broken is not None:
        line = line_of_id(broken.path, identity) if identity else 0
        return Opened(
            name, f"{name}/{identity}" if identity else "", broken.path, line or broken.diagnostics[0].line or 1
        )
    if info is not None and not identity:
        refuse_shipped(library, name)
        return Opened(name, "", info.path, 1)
    try:
        key = library.resolve(target).partition(":")[0]
    except UsageError as error:
        line = line_of_id(info.path, identity) if info is not None and not info.shipped else 0
        if info is None and not rest:
            raise _unknown(library, target) from None
        if info is None or not line:
            raise error from None
        return Opened(name, f"{name}/{identity}", info.path, line)  # in the archive
    refuse_shipped(library, key.partition("/")[0], key)
    path, line = library.place(key)
    return Opened(key.partition("/")[0], key, path, line)


def _unknown(library: Library, target: str) -> UsageError:
    """There is neither a deck nor a card of that name."""
    from difflib import get_close_matches  # noqa: PLC0415  only for the message

    near = get_close_matches(target, [deck.name for deck in library.decks], 1)
    mend = f"did you mean {near[0]!r}?" if near else "look for a card with: quizcv search TEXT"
    return UsageError(f"there is no deck or card {quote(target)}; {mend}")


def refuse_shipped(library: Library, name: str, key: str = "") -> None:
    """Sees to it that no deck of ours is edited.

    Raises:
        UsageError: It is one of ours; says what to do instead.
    """
    if not any(deck.shipped and deck.name == name for deck in library.decks):
        return
    mend = f"; put a card into a deck of your own with: quizcv add my-{name} --new --front ... --back ..."
    if key:
        mend += f" and set this one aside with: quizcv suspend {key}"
    message = shipped_words(name) + mend
    raise UsageError(message)


def checked(library: Library, what: Opened) -> Outcome:
    """Reads the decks again, and looks at the one that was edited. Its problems are not drawn; `quizcv check` proves them."""
    from quizcv.cards.checks import check_decks  # noqa: PLC0415  pydantic and yaml, once a deck was edited

    library.reload()
    real = os.path.realpath(what.path)
    faults = tuple(
        fault for each in library.broken if os.path.realpath(each.path) == real for fault in each.diagnostics
    )
    if faults or not what.path.exists():
        return Outcome(faults)
    found = check_decks([what.path], seeds=0)
    if not what.key:
        return Outcome((), found.warnings, 1, unproved=found.problems > 0)
    try:
        line = library.place(what.key)[1]
        unproved = isinstance(library.card(what.key)[1], ProblemCard)
    except UsageError:
        line, unproved = line_of_id(what.path, what.key.partition("/")[2]), False
    return Outcome((), found.warnings, line, unproved=unproved)
