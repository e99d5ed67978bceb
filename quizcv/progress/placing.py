"""Where an event stands in the order in which events count: what is done to a card now comes after all that is known of it.

Events count in the order of their instants, which are those of the machine's clock. Where that clock was set back, or stood years
ahead for an evening, or another device's does, what is done now would come before what was done then: a card made new would
not be new. So an event that would not be the latest of its card takes the instant right after it. Its study day stays the day it is.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from quizcv.progress.replay import EPOCH, microseconds

if TYPE_CHECKING:
    from uuid import UUID

    from quizcv.clock import Moment
    from quizcv.progress.replay import Projected

_LAST: Final = microseconds(datetime.max.replace(tzinfo=UTC) - timedelta(days=2))
"""No instant is moved further than any local time can be told of."""


def moment_of(moment: Moment, identity: UUID, known: Projected | None) -> Moment:
    """The moment of a card's next event: the given one, or the one right after the card's latest if that is later."""
    if known is None or known.latest < (microseconds(moment.instant), identity.bytes):
        return moment
    return later_than(known.latest[0], moment)


def later_than(latest: int, moment: Moment) -> Moment:
    """The moment if it is after an instant, in microseconds since 1970, and otherwise the one right after that."""
    if microseconds(moment.instant) > latest or latest >= _LAST:
        return moment
    return moment._replace(instant=EPOCH + timedelta(microseconds=latest + 1))
