"""What the shell completes: decks, cards and families.

Completion must never fail in the middle of somebody's typing: whatever goes wrong, nothing is offered.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from quizcv.cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import click

MOST_OFFERED = 500
"""More than this nobody reads, and the shell grows slow."""


def _offering(
    names: Callable[[Workspace, str], Iterable[str]],
) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Makes click's completion function of one that gives the names for what was typed so far."""

    @wraps(names)
    def offer(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        try:
            found = (name for name in names(Workspace(), incomplete) if name.startswith(incomplete))
            return [name for name, _ in zip(found, range(MOST_OFFERED), strict=False)]
        except Exception:  # noqa: BLE001  see the module's promise
            return []

    return offer


def _decks(workspace: Workspace, _incomplete: str) -> Iterable[str]:
    return [deck.name for deck in workspace.quiet_library.decks]


def _own_decks(workspace: Workspace, _incomplete: str) -> Iterable[str]:
    return [deck.name for deck in workspace.quiet_library.decks if not deck.shipped]


def _cards(workspace: Workspace, incomplete: str) -> Iterable[str]:
    """Decks first, `deck/` each; their cards once a deck is named."""
    deck, slash, _ = incomplete.partition("/")
    library = workspace.quiet_library
    return library.keys(deck) if slash else [f"{each.name}/" for each in library.decks]


def _families(_workspace: Workspace, _incomplete: str) -> Iterable[str]:
    from quizcv.problems.families import catalogue  # noqa: PLC0415  only for families

    return [family.name for family in catalogue()]


def _topics(_workspace: Workspace, _incomplete: str) -> Iterable[str]:
    from quizcv.problems.families import catalogue  # noqa: PLC0415  only for topics

    return sorted({family.topic for family in catalogue()})


def _families_and_cards(workspace: Workspace, incomplete: str) -> Iterable[str]:
    return (
        _cards(workspace, incomplete)
        if "/" in incomplete
        else [*_families(workspace, incomplete), *_cards(workspace, "")]
    )


def _exercises(workspace: Workspace, incomplete: str) -> Iterable[str]:
    """What can be practised: families, topics and decks with problems; a deck's problems once it is named."""
    from quizcv.drilling import families, problems_of_decks  # noqa: PLC0415  only for drills

    shipped, written = families(), problems_of_decks(workspace.quiet_library, own=False)
    if "/" in incomplete:
        return [each.name for each in written]
    names = [name for each in shipped for name in (each.group, each.name)]
    return sorted({*names, *(name for each in written for name in (each.group, f"{each.group}/"))})


def _networks(_workspace: Workspace, incomplete: str) -> Iterable[str]:
    """The shipped networks, and files of one's own."""
    from pathlib import Path  # noqa: PLC0415  only for networks

    from quizcv.problems.network.finding import ENDINGS  # noqa: PLC0415
    from quizcv.problems.network.shipped import names  # noqa: PLC0415

    folder, slash, _ = incomplete.rpartition("/")
    there = sorted(Path(folder + slash or ".").iterdir())
    files = [f"{folder}{slash}{each.name}" for each in there if each.suffix in ENDINGS]
    folders = [f"{folder}{slash}{each.name}/" for each in there if each.is_dir() and not each.name.startswith(".")]
    return [*([] if slash else names()), *files, *(folders if incomplete else ())]


def _settings(workspace: Workspace, incomplete: str) -> Iterable[str]:
    """The settings, and the commands of the app once `keys.` is typed."""
    if incomplete.startswith("keys."):
        from quizcv.tui.keys.keymap import known_commands  # noqa: PLC0415  Textual, only for the names of commands

        return [f"keys.{name}" for name in known_commands(workspace.settings)]
    from quizcv.settings import KEYS, Settings  # noqa: PLC0415  only for settings

    return [name if name != KEYS else "keys." for name in Settings._fields]


def _terms(workspace: Workspace, incomplete: str) -> Iterable[str]:
    """The fields of a search, and after each the names there are; a minus in front stays."""
    from quizcv.cards.searching.language import Field, Measure, State  # noqa: PLC0415  only for searches

    minus = "-" if incomplete.startswith("-") else ""
    field, colon, _ = incomplete.removeprefix("-").partition(":")
    match field if colon else "":
        case Field.DECK:
            names: Iterable[str] = _decks(workspace, incomplete)
        case Field.TAG:
            names = workspace.quiet_library.tags()
        case Field.KIND:
            from quizcv.cards.model import Kind  # noqa: PLC0415  as above

            names = Kind
        case "is":
            names = State
        case Field.ID:
            names = ()
        case _:
            return [f"{minus}{each}:" for each in (*Field, "is")] + [f"{each}<" for each in Measure if not minus]
    return [f"{minus}{field}:{name}" for name in names]


DECKS = _offering(_decks)
OWN_DECKS = _offering(_own_decks)
CARDS = _offering(_cards)
EXERCISES = _offering(_exercises)
FAMILIES_AND_CARDS = _offering(_families_and_cards)
NETWORKS = _offering(_networks)
SETTINGS = _offering(_settings)
TERMS = _offering(_terms)
TOPICS = _offering(_topics)
