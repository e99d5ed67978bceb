"""Today's review: which card comes next, and what its grade does. Practice stands apart in `practice`, since it alone draws lots."""

from __future__ import annotations

from quizcv.session.log import NO_REPLY, Reader, Recorder, Reply
from quizcv.session.machine import Session
from quizcv.session.outcome import Outcome, Tally
from quizcv.session.queue import new_is_next, next_of, spread_siblings
from quizcv.session.turn import BUTTONS, Reason, Tools, Turn, effect_of, preview_of, turn_for
from quizcv.workload import Load, Rules, Today, Waiting, limits_left, rules_of

__all__ = [
    "BUTTONS",
    "NO_REPLY",
    "Load",
    "Outcome",
    "Reader",
    "Reason",
    "Recorder",
    "Reply",
    "Rules",
    "Session",
    "Tally",
    "Today",
    "Tools",
    "Turn",
    "Waiting",
    "effect_of",
    "limits_left",
    "new_is_next",
    "next_of",
    "preview_of",
    "rules_of",
    "spread_siblings",
    "turn_for",
]
