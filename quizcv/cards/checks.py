"""`quizcv check`: all that can be said of deck files before anybody is asked one of their cards.

Reading tells what keeps a deck out. Beyond that, formulas in texts are tried, pictures looked for, and every problem is proven
over its seeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizcv.cards.deckchecks import BrokenDeckCheck, DeckCheck
from quizcv.cards.deckinfo import former_key
from quizcv.cards.model import ProblemCard
from quizcv.cards.proofs import Proof, Proofs
from quizcv.cards.reader.deck import read_deck_bytes
from quizcv.errors import ContentError, UsageError
from quizcv.yamltext.text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from quizcv.errors import Diagnostic

ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking deck files.

    Args:
        files: How many were looked at.
        cards: How many cards they hold, those of unreadable files not counted.
        problems: How many of these are generated problems, each proven.
        errors: What keeps a deck out, or makes a problem wrong.
        warnings: What should be looked at.
        proofs: How the draws of each problem went, also of those in a deck that is out.
    """

    files: int = 0
    cards: int = 0
    problems: int = 0
    errors: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    proofs: tuple[Proof, ...] = ()


def deck_paths(paths: Iterable[Path]) -> list[Path]:
    """The deck files named, and those below the folders named.

    Raises:
        UsageError: There is no such file or folder.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            below = (each for each in path.rglob("*") if each.suffix in ENDINGS and each.is_file())
            visible = (each for each in below if not any(part.startswith(".") for part in each.relative_to(path).parts))
            found |= dict.fromkeys(sorted(visible))
        elif path.exists():
            found[path] = None
        else:
            message = f"there is no file {path}; name a deck, its file or a folder of decks"
            raise UsageError(message)
    return list(found)


def check_decks(
    paths: Sequence[Path],
    *,
    seeds: int = 200,
    told: Callable[[str], None] = lambda _name: None,
    elsewhere: Callable[[str], str] = lambda _key: "",
) -> Checked:
    """Checks deck files.

    Args:
        paths: The files, as `deck_paths` gives them.
        seeds: How many draws of each problem are proven; 0 proves none.
        told: Called with the key of each problem whose proof is waited for, since that takes a while.
        elsewhere: Where the card of a key stands, if it is in a deck that is not being checked; empty for nowhere.
    """
    with Proofs(seeds, told) as proofs:
        return _checked(paths, proofs, elsewhere)


def _checked(paths: Sequence[Path], proofs: Proofs, elsewhere: Callable[[str], str]) -> Checked:
    """What comes of it; the broken decks first, then the others, whose problems are proven while their texts are looked at."""
    errors: list[Diagnostic] = []
    warnings: list[Diagnostic] = []
    decks: list[DeckCheck] = []
    first_of_name: dict[str, Path] = {}
    for path in paths:
        text = ""
        try:
            text = read_text(path)
            deck = read_deck_bytes(text.encode(), path)
        except ContentError as error:
            broken = BrokenDeckCheck(path, text, error.diagnostics)
            broken.texts()
            if proofs.seeds:
                broken.problems(proofs)
            errors += broken.errors.sorted()
            warnings += broken.warnings.sorted()
            continue
        check = DeckCheck(path, text, deck)
        decks.append(check)
        if first_of_name.setdefault(deck.name, path) != path:
            other = first_of_name[deck.name]
            check.error(
                check.root, ("deck",), f"the name {deck.name!r} is already taken by {other}; choose another one"
            )
    _check_former(decks, elsewhere)
    for check in decks if proofs.seeds else ():
        check.begin(proofs)
    for check in decks:
        check.texts()
        if proofs.seeds:
            check.problems(proofs)
        errors += check.errors.sorted()
        warnings += check.warnings.sorted()
    cards = [card for check in decks for card in check.deck.cards]
    problems = sum(isinstance(card, ProblemCard) for card in cards)
    return Checked(len(paths), len(cards), problems, tuple(errors), tuple(warnings), tuple(proofs.done))


def _check_former(decks: Sequence[DeckCheck], elsewhere: Callable[[str], str]) -> None:
    """No card takes over from one of another deck that is still there, and no two from the same one.

    A circle of cards that take over from one another is refused with it, for all of them are there.
    """
    names = {check.deck.name for check in decks}
    there = {
        f"{check.deck.name}/{card.id}": f"{check.errors.path}:{card.line}"
        for check in decks
        for card in check.deck.cards
    }
    taken: dict[str, str] = {}
    for check in decks:
        for card, node in check.cards:
            if not card.was:
                continue
            key = former_key(check.deck.name, card.was)
            here = f"{check.errors.path}:{card.line}"
            place = there.get(key, "") or ("" if key.partition("/")[0] in names else elsewhere(key))
            if place:
                told = f"was: {card.was} is still a card, at {place}; take that one out, or take this line out"
                check.error(node, ("was",), told)
            elif taken.setdefault(key, here) != here:
                told = f"was: {card.was} is in the card at {taken[key]} already; progress can follow one card only"
                check.error(node, ("was",), told)
