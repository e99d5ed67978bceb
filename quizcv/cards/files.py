"""Which deck files there are, and whether they changed: by what the file system says of them, without opening any."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizcv.errors import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.settings import Places

ENDINGS = (".yaml", ".yml")
SETTLED_NS = 2_000_000_000
"""A file written this shortly before it was read may be written again within the same tick of its clock."""


class DeckFile(NamedTuple):
    """A deck file as it lies there.

    Args:
        path: Absolute.
        shipped: Whether it came with quizcv.
        size: In bytes.
        mtime_ns: When its text was changed.
        ctime_ns: When anything of it was changed, its dates too.
    """

    path: str
    shipped: bool
    size: int
    mtime_ns: int
    ctime_ns: int

    def is_as_read(self, size: int, mtime_ns: int, ctime_ns: int, read_ns: int) -> bool:
        """Whether it is surely the file that was read at `read_ns`, when it had that size and those dates."""
        same = (self.size, self.mtime_ns, self.ctime_ns) == (size, mtime_ns, ctime_ns)
        return same and max(mtime_ns, ctime_ns) + SETTLED_NS < read_ns


def deck_files(places: Places, *, shipped: bool) -> tuple[list[DeckFile], list[Diagnostic]]:
    """The deck files in the order of the library, shipped ones first, and the folders that can't be looked into."""
    faults: list[Diagnostic] = []
    found: dict[str, DeckFile] = {}
    folders = [(places.content / "decks", True)] if shipped else []
    for folder, is_shipped in [*folders, (places.decks, False)]:
        for path, stat in sorted(_below(folder, faults, set()), key=lambda each: each[0]):
            file = DeckFile(path, is_shipped, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
            found.setdefault(path, file)
    return list(found.values()), faults


def _below(folder: Path, faults: list[Diagnostic], seen: set[tuple[int, int]]) -> Iterator[tuple[str, os.stat_result]]:
    """The deck files below a folder; hidden files and folders are left out, links are followed once."""
    try:
        here = folder.stat()
        if (here.st_dev, here.st_ino) in seen:
            return
        seen.add((here.st_dev, here.st_ino))
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        faults.append(Diagnostic(str(folder), 0, 0, f"the folder can't be read: {reason}; mend its permissions"))
        return
    for entry in entries:
        if entry.name.startswith(".") or _is_no_utf8(entry, faults):
            continue
        try:
            if entry.is_dir():
                yield from _below(Path(entry.path), faults, seen)
            elif entry.name.endswith(ENDINGS) and entry.is_file():
                yield os.path.abspath(entry.path), entry.stat()  # noqa: PTH100  a string, made thousands of times
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            faults.append(Diagnostic(entry.path, 0, 0, f"the file can't be read: {reason}"))


def _is_no_utf8(entry: os.DirEntry[str], faults: list[Diagnostic]) -> bool:
    """Whether a name's bytes are no UTF-8, which is told of a deck: such a name can be neither printed nor kept."""
    if not any("\ud800" <= sign <= "\udfff" for sign in entry.name):
        return False
    if entry.name.endswith(ENDINGS):
        faults.append(Diagnostic(entry.path, 0, 0, "the file's name is no UTF-8; rename it"))
    return True
