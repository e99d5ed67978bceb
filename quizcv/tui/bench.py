"""What the screens work at: decks, progress and settings, opened in the order the first frame allows. No screen in it.

The decks and the glance at the progress are there before the first frame; the log is opened for writing after it, in a
thread, since its tables take longer to import than the app to start.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizcv.cards.library import Library
from quizcv.errors import DatabaseError
from quizcv.progress.glance import Glance
from quizcv.scheduler import scheduler_named
from quizcv.session import Session, Tools
from quizcv.tui.outlook import Outlook, load_of, outlook_of, unread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from quizcv.clock import Clock
    from quizcv.events import Event
    from quizcv.progress.server.watching import ServerWatch
    from quizcv.progress.store import Store
    from quizcv.progress.sync.syncing import Synced
    from quizcv.session.practice import Practice
    from quizcv.settings import Places, Settings
    from quizcv.statistics import Figures, Period


@dataclass(slots=True)
class Bench:
    """The app's workbench.

    Args:
        places: Where things are.
        settings: What the learner has set.
        clock: Tells the moment.
        library: The decks.
        decks: The decks to be reviewed, by name; none for all.
        reader: The look at the progress; None while it can't be read.
        trouble: Why the progress can't be read or written; empty if it can.
        store: The log, once it is open for writing.
        monotonic: Seconds, never going back, for thinking times and key bursts.
        waited: How many seconds ago the key was pressed that is being answered.
    """

    places: Places
    settings: Settings
    clock: Clock
    library: Library
    decks: tuple[str, ...] = ()
    reader: Glance | None = None
    trouble: str = ""
    store: Store | None = None
    monotonic: Callable[[], float] = time.monotonic
    waited: float = 0.0
    _seen: tuple[int, ...] = ()
    _settings_seen: tuple[int, ...] = ()

    @classmethod
    def open(cls, places: Places, settings: Settings, clock: Clock, decks: Sequence[str] = ()) -> Bench:
        """Loads the decks and looks at the progress; a log that can't be read is told in `trouble`.

        Raises:
            UsageError: There is no such deck.
        """
        library = Library.load(places, shipped=settings.shipped_decks)
        bench = cls(places, settings, clock, library, library.resolve_decks(decks) if decks else ())
        bench.settings_written()
        bench.look()
        return bench

    def take(self, settings: Settings) -> None:
        """Goes on with other settings; decks that are reviewed from now on, or no more, are read again."""
        decks_change = settings.shipped_decks != self.settings.shipped_decks
        self.settings = settings
        self.clock = self.clock._replace(rollover_hour=settings.rollover_hour)
        if decks_change:
            self.library = Library.load(self.places, shipped=settings.shipped_decks)
            known = {deck.name for deck in self.library.decks}
            self.decks = tuple(name for name in self.decks if name in known)
            self.reader = None
            self.look()

    def pressed(self) -> float:
        """When the key was pressed that is being answered, in seconds of `monotonic`."""
        return self.monotonic() - self.waited

    def look(self) -> None:
        """Looks at the progress, again if it could not be read before."""
        if self.reader is not None:
            return
        try:
            self.reader = Glance.open(self.places, self.library)
            self.trouble = ""
        except DatabaseError as error:
            self.trouble = str(error)

    def look_around(self) -> bool:
        """Takes in what other programs did meanwhile to the decks, and tells whether these, the log or the day may be others than before.

        While nothing changes it costs a look at the files' dates. A log on a server is watched by `quizcv.tui.watching`.
        """
        seen, self._seen = self._seen, (self.clock.now().day.toordinal(), *self._log_dates())
        changed = self.library.reload()
        if changed and self.store is not None:
            with suppress(
                DatabaseError
            ):  # told by whatever is graded next; the renamed cards are followed at the next start
                self.store.settle_aliases(self.library)
        return changed or self._seen != seen

    def settings_written(self) -> bool:
        """Whether the settings file may be another than when this was asked before; costs a look at its date."""
        seen, self._settings_seen = self._settings_seen, _stamp(self.places.settings)
        return self._settings_seen != seen

    def has_something_to_undo(self) -> bool:
        """Whether there is something in the log that can be taken back; not while it can't be read."""
        if self.store is None:
            return False
        try:
            return self.store.undo_size(1) > 0
        except DatabaseError:
            return False

    def watch(self) -> ServerWatch:
        """What asks the log's server whether it has changed.

        Raises:
            DatabaseError: The log is in a file, or its address can't be read.
        """
        from quizcv.progress.server.address import address_of  # noqa: PLC0415  for a log on a server only
        from quizcv.progress.server.watching import ServerWatch  # noqa: PLC0415  as above

        return ServerWatch(address_of(self.places))

    def _log_dates(self) -> tuple[int, ...]:
        """Size and date of the log and of what is not yet in its main file."""
        path = self.places.database_path
        dates: list[int] = []
        for each in (path, path.with_name(f"{path.name}-wal")) if path is not None else ():
            dates += _stamp(each)
        return tuple(dates)

    def open_store(self) -> Store:
        """Opens the log, which makes the day's backup. Slow: call it in a thread.

        Raises:
            DatabaseError: The log can't be opened; the file is as it was.
        """
        from quizcv.progress.store import Store  # noqa: PLC0415  SQLModel, after the first frame

        return Store.open(self.places, self.clock)

    def settle(self, store: Store) -> None:
        """Takes the opened log, and lets progress follow cards that were renamed in their decks."""
        self.store = store
        self.trouble = ""
        self.look()
        store.settle_aliases(self.library)

    def sync(self, folder: str, report: Callable[[str], None]) -> Synced:
        """Syncs with a folder, with the log open a second time. Slow: call it in a thread.

        Raises:
            QuizcvError: It could not be done.
        """
        from pathlib import Path  # noqa: PLC0415  beside the next ones

        from quizcv.progress.store import Store  # noqa: PLC0415  SQLModel, after the first frame
        from quizcv.progress.sync.syncing import sync  # noqa: PLC0415  as above

        with Store.open(self.places, self.clock) as store:
            return sync(Path(folder), store, self.places, self.clock, report)

    def follow(self, synced: Synced) -> None:
        """Goes on with the log as a sync has left it: under the name it has now, and with cards renamed here.

        Raises:
            DatabaseError: The log can't be written.
        """
        if self.store is None:
            return
        if any(device.own and device.id != self.store.device for device in synced.devices):
            self.store.follow_device()
        if synced.received:
            self.store.settle_aliases(self.library)

    def session(self, decks: Sequence[str] = (), only: Collection[str] | None = None) -> Session | None:
        """Today's review; None while the progress can't be read.

        Args:
            decks: Only these; none: those the app was started with.
            only: Of today's cards only those among these keys; None for all.
        """
        if self.reader is None:
            return None
        session = Session(self.reader, self._tools(), tuple(decks) or self.decks, only)
        session.recorder = self.store
        return session

    def practice(self, keys: Sequence[str]) -> Practice | None:
        """A practice of these cards, which leaves the schedule as it is; None while the progress can't be read."""
        if self.reader is None:
            return None
        from quizcv.session.practice import Practice  # noqa: PLC0415  when first asked for

        practice = Practice(self.reader, self._tools(), keys)
        practice.recorder = self.store
        return practice

    def _tools(self) -> Tools:
        scheduler = scheduler_named(
            self.settings.scheduler, fuzz=self.settings.fuzz, maximum_interval=self.settings.maximum_interval or None
        )
        return Tools(self.library, scheduler, self.settings, self.clock)

    # What the screens show

    def outlook(self) -> Outlook:
        """Today's and tomorrow's load; without numbers while the progress can't be read."""
        day = self.clock.now().day
        if self.reader is None:
            return unread(day, self.library.decks)
        return outlook_of(self.reader, self.settings, day, self.decks)

    def load_of(self, decks: Sequence[str]) -> tuple[int, int, int]:
        """Today's due and new cards, and those to go over again, if only these decks are reviewed; nothing while that can't be read."""
        return load_of(self.reader, self.settings, self.clock.now().day, decks) if self.reader else (0, 0, 0)

    def figures(self, period: Period) -> Figures:
        """The figures of a period, over all decks. Slow the first time: call it in a thread.

        Raises:
            DatabaseError: The log can't be read.
        """
        from quizcv.progress.counted import counted  # noqa: PLC0415  after the first frame
        from quizcv.statistics import figures_of  # noqa: PLC0415  as above

        today = self.clock.now().day
        with Glance.open(self.places, self.library) as glance:
            titles = {deck.name: deck.title for deck in self.library.decks}
            return figures_of(counted(self.places, period.since(today)), glance.standing(), titles, today, period)

    def graded_today(self) -> list[Event]:
        """The grades of this study day, without those taken back; none while the log is not open, or its server is away."""
        if self.store is None:
            return []
        try:
            return self.store.grades_on(self.clock.now().day)
        except DatabaseError:
            return []

    def close(self) -> None:
        """Lets the files go: nothing can be asked of it any more."""
        if self.store is not None:
            self.store.close()
            self.store = None
        if self.reader is not None:
            self.reader.close()
            self.reader = None
        self.library.close()


def _stamp(path: Path) -> tuple[int, ...]:
    """A file's size and date; nothing if it is not there."""
    with suppress(OSError):
        stat = path.stat()
        return stat.st_size, stat.st_mtime_ns
    return ()
