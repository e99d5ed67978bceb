"""A backup, or the log of a machine, put into a log on a server: its events are added to those that are there, none is taken out.

There is no going back to how a server's log once was: others may be writing to it, and what was graded since stays true. So nothing
has to be set aside, and doing it twice changes nothing. It is also the way from a file to a server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.errors import DatabaseError, UsageError
from quizcv.progress.backup import verified
from quizcv.progress.file import Condition, condition
from quizcv.progress.rescue.sources import read_log
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
    if condition(backup) is Condition.ABSENT:
        message = f"there is no backup at {backup}; what there is, is told by: quizcv restore"
        raise UsageError(message)
    verified(backup)
    contents = read_log(backup)
    if contents.unsound:
        message = f"the backup {backup} is damaged: {contents.unsound[0]}; nothing was restored, take another one"
        raise DatabaseError(message)
    with Store.open(places, clock) as store:
        absorbed = store.absorb(contents.events, contents.devices)
        return Added(store.shown, len(contents.events), absorbed.received.total())
