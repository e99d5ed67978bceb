"""Which note is meant: a path as people type, paste or drop it, and what there is to choose from. No screen in it."""

from __future__ import annotations

import os
import re
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from quizcv.shown import shown_line
from quizcv.tui.render.wrapping import Line, Run, cut, cut_front, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizcv.cards.library import Library

SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown", ".mkd", ".txt"})
"""The endings of the files that are offered; others can be typed."""
MOST: Final = 2000
"""Entries of a folder that are looked at."""
_ESCAPED = re.compile(r"\\(.)")
_KILO: Final = 1024


class Offer(NamedTuple):
    """A note or a folder to choose.

    Args:
        path: Where it is.
        words: What it is called in the list.
        aside: What is said of it at the right.
        typed: What stands in the box once it is chosen.
        is_folder: Whether it is one.
    """

    path: Path
    words: str
    aside: str
    typed: str
    is_folder: bool = False


def typed_path(typed: str) -> Path:
    """The path somebody means: quotes, `file://`, the backslashes of a dropped file and `~` are understood."""
    words = typed.strip()
    if words[:1] in {"'", '"'}:
        words = words[1:].removesuffix(words[0])
    elif words.startswith("file://"):
        words = unquote(urlsplit(words).path)
    elif "\\" in words and not os.path.lexists(os.path.expanduser(words)):  # noqa: PTH111  never raises on an unknown user
        words = _ESCAPED.sub(r"\1", words)
    return Path(os.path.expanduser(words))  # noqa: PTH111  as above


def size_words(size: int) -> str:
    """A file's size: `9.4 kB`."""
    if size < _KILO:
        return f"{size} B"
    kilos = size / _KILO
    return f"{kilos:.1f} kB" if kilos < 10 else f"{kilos:.0f} kB" if kilos < _KILO else f"{kilos / _KILO:.1f} MB"  # noqa: PLR2004  two digits


def imported(library: Library) -> list[Offer]:
    """The notes that learner's decks were made from, and that are still there: to be imported again."""
    offers = []
    for deck in library.decks:
        if deck.source and not deck.shipped:
            path = Path(os.path.normpath(deck.path.parent / os.path.expanduser(deck.source)))  # noqa: PTH111  as above
            if path.is_file():
                offers.append(Offer(path, shown_line(_short(path)), f"again, into {deck.name}", _short(path)))
    return offers


def _short(path: Path) -> str:
    home = os.path.expanduser("~")  # noqa: PTH111  never raises
    return f"~/{path.relative_to(home)}" if home != "~" and path.is_relative_to(home) else str(path)


def offers_for(typed: str, library: Library) -> list[Offer]:
    """What there is to choose: for what is typed so far the notes and folders that begin so; else notes known, and the present folder."""
    if not typed.strip():
        return [*imported(library), *_in_folder(Path(), "", "")]
    path = typed_path(typed)
    ends_in_folder = typed.rstrip().rstrip("'\"").endswith("/")
    folder, start = (path, "") if ends_in_folder else (path.parent, path.name)
    head = str(folder) if typed.strip()[0] in "'\"" or "\\" in typed or "://" in typed else _head(typed)
    head = f"{head.rstrip('/')}/" if head else ""
    return _in_folder(folder, start, head)


def _head(typed: str) -> str:
    """The folder of a path as it was typed; `/` for a file at the root."""
    head, slash, _ = typed.strip().rpartition("/")
    return head + slash


def _in_folder(folder: Path, start: str, head: str) -> list[Offer]:
    """The notes of a folder whose names begin so, then its folders."""
    notes, folders = [], []
    wanted = start.casefold()
    try:
        with os.scandir(folder) as entries:
            for _, entry in zip(range(MOST), entries, strict=False):
                name = entry.name
                if not name.casefold().startswith(wanted) or (name.startswith(".") and not start.startswith(".")):
                    continue
                try:
                    if entry.is_dir():
                        folders.append(
                            Offer(Path(entry.path), f"{shown_line(name)}/", "", f"{head}{name}/", is_folder=True)
                        )
                    elif os.path.splitext(name)[1].lower() in SUFFIXES:  # noqa: PTH122  a string, made thousands of times
                        size = size_words(entry.stat().st_size)
                        notes.append(Offer(Path(entry.path), shown_line(name), size, f"{head}{name}"))
                except OSError:
                    continue
    except (OSError, ValueError):
        return []
    return [*sorted(notes, key=_by_name), *sorted(folders, key=_by_name)]


def _by_name(offer: Offer) -> tuple[str, str]:
    return offer.words.casefold(), offer.words


def completed(typed: str, offers: Sequence[Offer]) -> str:
    """What is typed, with all that the offers have in common."""
    names = [offer.typed for offer in offers]
    common = "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*names, strict=False)))
    return common if len(common) > len(typed.strip()) else typed


def offer_lines(offers: Iterable[Offer], first: int, cursor: int, width: int) -> list[Line]:
    """The offers as lines, the one pointed at marked."""
    lines: list[Line] = []
    for number, offer in enumerate(offers, first):
        here = number == cursor
        aside = cut(offer.aside, width // 2)
        room = width - 4 - width_of([Run(aside)])
        words = cut_front(offer.words, room) if "/" in offer.words.rstrip("/") else cut(offer.words, room)
        gap = " " * max(width - 2 - width_of([Run(words), Run(aside)]), 0)
        style = "bold" if here else "$primary" if offer.is_folder else ""
        lines.append(
            (Run("› " if here else "  ", "bold $primary"), Run(words, style), Run(gap), Run(aside, "$text-muted"))
        )
    return lines
