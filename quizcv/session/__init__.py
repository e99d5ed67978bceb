"""Today's review: which card comes next, and what its grade does."""

from __future__ import annotations

from quizcv.session.log import NO_REPLY, Reader, Recorder, Reply
from quizcv.session.machine import Outcome, Session, Tally
from quizcv.session.queue import spread_siblings
from quizcv.session.turn import BUTTONS, Reason, Tools, Turn, preview_of, turn_for
from quizcv.workload import Load, Today, limits_left

__all__ = [
    "BUTTONS",
    "NO_REPLY",
    "Load",
    "Outcome",
    "Reader",
    "Reason",
    "Recorder",
    "Reply",
    "Session",
    "Tally",
    "Today",
    "Tools",
    "Turn",
    "limits_left",
    "preview_of",
    "spread_siblings",
    "turn_for",
]
