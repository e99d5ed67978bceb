"""Torture: `python -m tests.torture --minutes 10`. Kills quizcv, fails its disk and its terminal, and counts what was lost.

A round is one fault; after it, every grade that was ever acknowledged is looked for in the log, and the doctor is asked. The end
is a table of the faults, and four figures: rounds, grades acknowledged, grades lost (0), databases that the doctor can't vouch
for (0). Ends with 1 if one of the last two is not 0, or a promise was broken.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import sys
import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tests.torture import damage, rounds, wholes
from tests.torture.app import app_ended_badly
from tests.torture.home import Home, LostError, UnvouchedError

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS_A_HOME = 80
KINDS: dict[Callable[[Home], None], int] = {
    rounds.killed_at_random: 30,
    rounds.killed_at_a_statement: 20,
    rounds.killed_inside_sqlite: 20,
    rounds.killed_between_event_and_projection: 8,
    rounds.review_killed: 12,
    wholes.daily_backup_killed: 8,
    wholes.deck_write_killed: 6,
    rounds.graded_by_several: 6,
    rounds.clock_set_back: 6,
    rounds.editor_that_fails: 5,
    wholes.migration_killed: 4,
    wholes.repair_killed: 4,
    wholes.rescue_killed: 4,
    wholes.restore_killed: 4,
    rounds.output_closed: 3,
    rounds.locked_for_a_while: 3,
    rounds.real_command_killed: 3,
    rounds.real_terminal_hangs_up: 1,
    app_ended_badly: 3,
    damage.file_damaged: 12,
    damage.waiting_writes_damaged: 6,
}
"""The faults, and how often each is dealt."""
ON_A_SMALL_DISK: dict[Callable[[Home], None], int] = {damage.disk_full: 3, damage.disk_read_only: 1}


class Report:
    """What was done, and what came of it."""

    def __init__(self) -> None:
        self.rounds: Counter[str] = Counter()
        self.seconds: dict[str, float] = defaultdict(float)
        self.acknowledged = self.lost = self.unvouched = self.broken = 0
        self.notes: list[str] = []

    @property
    def failed(self) -> bool:
        return bool(self.lost or self.unvouched or self.broken)

    def failure(self, kind: str, home: Home, error: BaseException) -> None:
        """Counts a failure, and keeps the home it happened in."""
        if isinstance(error, LostError):
            self.lost += 1
        elif isinstance(error, UnvouchedError):
            self.unvouched += 1
        else:
            self.broken += 1
        self.notes.append(f"{kind}: {type(error).__name__}: {error} (kept: {home.folder})")

    def print(self, seconds: float) -> None:
        """The table and the figures."""
        for name, number in sorted(self.rounds.items(), key=lambda each: -each[1]):
            print(f"{number:7,}  {name.replace('_', ' '):38} {1000 * self.seconds[name] / number:7.0f} ms each")
        print(f"rounds                              {self.rounds.total():,} in {seconds / 60:.1f} minutes")
        print(f"grades and other events acknowledged {self.acknowledged:,}")
        print(f"acknowledged and lost               {self.lost}")
        print(f"databases doctor can't vouch for    {self.unvouched}")
        print(f"other promises broken               {self.broken}")
        for note in self.notes:
            print(note)


def torture(seed: int, minutes: float, most: int, kinds: list[str]) -> Report:
    """Deals faults until the time is over, or so many rounds are done; each kind comes once before any comes by chance."""
    chance = random.Random(seed)
    dealt = dict(KINDS)
    reason = damage.can_mount()
    if reason:
        print(f"no full and no read-only disk: {reason}")
    else:
        dealt |= ON_A_SMALL_DISK
    dealt = {kind: weight for kind, weight in dealt.items() if not kinds or kind.__name__ in kinds}
    report = Report()
    started = time.monotonic()
    ahead = list(dealt)
    chance.shuffle(ahead)
    home = None
    while time.monotonic() - started < 60 * minutes and report.rounds.total() < most:
        if home is None:
            home = begun(chance)
        kind = ahead.pop() if ahead else chance.choices(list(dealt), list(dealt.values()))[0]
        home = _round(kind, home, report)
        if home is not None and report.rounds.total() % ROUNDS_A_HOME == 0:
            report.acknowledged += home.acknowledged
            home.remove()
            home = None
    if home is not None:
        report.acknowledged += home.acknowledged
        home.remove()
    report.print(time.monotonic() - started)
    return report


def begun(chance: random.Random) -> Home:
    """A home with a few events in its log."""
    home = Home(chance)
    for _ in range(4):
        rounds.one_event(home, only="answer")
    return home


def _round(kind: Callable[[Home], None], home: Home, report: Report) -> Home | None:
    """One fault and the proof that nothing was lost; the home if it can go on, None if it failed and is kept."""
    name = kind.__name__
    began = time.monotonic()
    try:
        kind(home)
        home.vouch()
    except Exception as error:  # noqa: BLE001  whatever fails is counted, and told at the end
        report.failure(name, home, error)
        report.acknowledged += home.acknowledged
        return None
    finally:
        report.rounds[name] += 1
        report.seconds[name] += time.monotonic() - began
    return home


def main() -> int:
    """Reads the command line, tortures, and gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, default=1 << 60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--kind", action="append", default=[], help="only this fault; may be given again")
    chosen = parser.parse_args()
    logging.disable()
    os.environ.pop("QUIZCV_DATABASE", None)
    os.environ.pop("QUIZCV_DECKS", None)
    print(f"seed {chosen.seed}", flush=True)
    return 1 if torture(chosen.seed, chosen.minutes, chosen.rounds, chosen.kind).failed else 0


if __name__ == "__main__":
    sys.exit(main())
