"""A backup, or the log of a machine, put into a log on a server: its events are added to those that are there, none is taken out.

There is no going back to how a server's log once was: others may be writing to it, and what was graded since stays true. So nothing
has to be set aside, and doing it twice changes nothing. It is also the way from a file to a server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.progress.restoring import contents_of
from quizcv.progress.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.clock import Clock
    from quizcv.settings import Places


class Added(NamedTuple):
    """What was done: where the log is, how many events the backup has, and how many of them the log did not have."""

    shown: str
    events: int
    added: int


def restore_into_server(places: Places, backup: Path, clock: Clock) -> Added:
    """Adds the events of `backup`, after all of it was found sound, to the log of `places`.

    Raises:
        UsageError: There is no backup at that path.
        DatabaseError: The backup is no log, a newer one or damaged; or the server can't be reached or written. Nothing was changed.
    """
    contents = contents_of(backup)
    with Store.open(places, clock) as store:
        absorbed = store.absorb(contents.events, contents.devices)
        return Added(store.shown, len(contents.events), absorbed.received.total())
