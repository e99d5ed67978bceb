"""Writing a deck that others may be writing too: an import, a card that is added, an editor.

Those of quizcv that write into one folder take turns. Whoever else wrote the deck meanwhile is noticed just before it is replaced,
and the change is made again from what they wrote.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from quizcv.errors import ContentError, Diagnostic, QuizcvError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TRIES: Final = 5
"""How often a deck may have changed under our hands before we give up."""
PATIENCE_SECONDS: Final = 10.0
"""How long to wait for another one to end; after that, noticing changes has to do."""
_PAUSE_SECONDS = 0.05


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keeps the others of quizcv out of a folder; it is the folder itself that is locked, so no file is left behind."""
    descriptor = _locked(folder)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _locked(folder: Path) -> int | None:
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415  not on every system

    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None  # whoever reads or writes there tells why
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                return descriptor
            time.sleep(_PAUSE_SECONDS)
        except OSError:
            return descriptor  # a file system without locks
        else:
            return descriptor


def bytes_of(path: Path) -> bytes | None:
    """The bytes of a deck's file; None if there is none.

    Raises:
        ContentError: It can't be read, or is larger than a deck may be.
    """
    from quizcv.yamltext.faults import Faults  # noqa: PLC0415  only when a deck is read
    from quizcv.yamltext.text import read_bytes  # noqa: PLC0415

    if not path.exists():
        return None
    faults = Faults(str(path))
    data = read_bytes(path, faults)
    if faults.found:
        raise ContentError(faults.found)
    return data


def update(
    path: Path,
    change: Callable[[bytes | None], str | None],
    *,
    source: str = "",
    dry_run: bool = False,
    is_checked: bool = False,
) -> None:
    """Replaces a deck's file by what `change` makes of its bytes; nothing is written where that is None, or the same.

    Args:
        path: The deck.
        change: From the bytes of the file, None if there is none, to its new text; run again if the file changed meanwhile.
        source: The note it is made from, for messages; empty for none.
        dry_run: Whether only to run `change`.
        is_checked: Whether `change` has read its text back as a deck already.

    Raises:
        ContentError: The new text is no deck, or larger than one may be.
        QuizcvError: The deck can't be written, or never stays the same for long enough.
    """
    from quizcv.cards.reader.deck import read_deck_text  # noqa: PLC0415  pydantic and yaml, only when a deck is written
    from quizcv.lasting import write_whole  # noqa: PLC0415
    from quizcv.yamltext.dialect import DECK  # noqa: PLC0415

    with alone_in(path.parent):
        for _ in range(TRIES):
            before = bytes_of(path)
            text = change(before)
            data = None if text is None else text.encode()
            if dry_run or text is None or data is None or data == before:
                return
            if len(data) > DECK.largest:
                what, mend = ("its deck", "split the note") if source else ("the deck", DECK.mend)
                message = f"{what} would be larger than {DECK.largest // 1024**2} MiB; {mend}"
                raise ContentError([Diagnostic(source or str(path), 0, 0, message)])
            if not is_checked:
                read_deck_text(text, str(path))
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                if bytes_of(path) == before:
                    write_whole(path, text)
                    return
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                message = f"{path} can't be written: {reason}; free the place or name another folder with QUIZCV_DECKS"
                raise QuizcvError(message) from None
    message = f"{path} is being changed by another program all the time; close it there and try again"
    raise QuizcvError(message)


def open_elsewhere(path: Path) -> bool:
    """Whether an editor leaves a sign beside the deck that it has it open: Vim, Emacs and LibreOffice do."""
    signs = (f".{path.name}.swp", f".#{path.name}", f".~lock.{path.name}#")
    return any(os.path.lexists(path.parent / sign) for sign in signs)
