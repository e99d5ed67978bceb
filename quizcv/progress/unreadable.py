"""A row of the log that says nothing that can be read: told as a fault of the log, whichever command comes upon it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizcv.errors import DatabaseError
from quizcv.progress.file import SEE_DOCTOR
from quizcv.progress.rows import event_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import RowMapping

    from quizcv.events import Event


class UnreadableRowError(ValueError):
    """A row can't be made an event; says which one, and why. Where the log lies is known further out: see `telling_rows`."""


def read_event(row: RowMapping, names: Mapping[int, str]) -> Event:
    """The event of a row; `names` are the devices' by their numbers.

    Raises:
        UnreadableRowError: The row is damaged.
    """
    device = names.get(row["device"])
    if device is None:
        message = f"event {row['sequence']} of an unknown device"
        raise UnreadableRowError(message)
    try:
        return event_of(row, device)
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        message = f"event {row['sequence']} of {device} can't be read: {error}"
        raise UnreadableRowError(message) from error


@contextmanager
def telling_rows(shown: str) -> Iterator[None]:
    """Turns a row that can't be read into an error that names the log at `shown` and the way to mend it."""
    try:
        yield
    except UnreadableRowError as error:
        message = (
            f"the log {shown} is damaged: {error}. It was left as it is; {SEE_DOCTOR}, and quizcv doctor --repair puts it "
            "together again"
        )
        raise DatabaseError(message) from error
