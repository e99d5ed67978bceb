"""What a command works at: the places, the settings and the clock, and the rooms below, opened when first asked for."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from typing import TYPE_CHECKING

from quizcv.settings import Places, Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizcv.cards.library import Library
    from quizcv.clock import Clock
    from quizcv.events import Event
    from quizcv.progress.past import Past
    from quizcv.progress.store import Store
    from quizcv.scheduler import Scheduler
    from quizcv.session import Reader, Session, Tools
    from quizcv.session.practice import Practice
    from quizcv.statistics import Figures, Period


class Workspace:
    """Everything a command may need, each part made once and only if asked for: a command pays for what it uses."""

    def __init__(self) -> None:
        self._told_of_sync: list[str] = []

    @cached_property
    def places(self) -> Places:
        """Where things are; on a server, whose log it is may stand in the settings."""
        places = Places.from_environment()
        if places.database_path is None and not places.learner:
            places = places._replace(learner=load_settings(places.settings).learner)
        return places

    @cached_property
    def settings(self) -> Settings:
        """What the learner has set."""
        return load_settings(self.places.settings)

    @cached_property
    def clock(self) -> Clock:
        """The machine's clock, or what QUIZCV_NOW says."""
        from quizcv.clock import Clock  # noqa: PLC0415  see the class

        return Clock.from_environment(self.settings.rollover_hour)

    @cached_property
    def scheduler(self) -> Scheduler:
        """The scheduler of the settings."""
        from quizcv.scheduler import scheduler_named  # noqa: PLC0415  see the class

        settings = self.settings
        return scheduler_named(
            settings.scheduler, fuzz=settings.fuzz, maximum_interval=settings.maximum_interval or None
        )

    @cached_property
    def quiet_library(self) -> Library:
        """The decks, with no word about broken ones."""
        from quizcv.cards.library import Library  # noqa: PLC0415  see the class

        return Library.load(self.places, shipped=self.settings.shipped_decks)

    @cached_property
    def library(self) -> Library:
        """The decks; a broken one is told on stderr and the others go on."""
        tell_broken(self.quiet_library)
        return self.quiet_library

    @cached_property
    def tools(self) -> Tools:
        """What a session works with."""
        from quizcv.session import Tools  # noqa: PLC0415  see the class

        return Tools(self.library, self.scheduler, self.settings, self.clock)

    @cached_property
    def reader(self) -> Reader:
        """A look at the progress, without the tables; the log is opened only if progress has to follow a renamed card."""
        from quizcv.progress.glance import Glance  # noqa: PLC0415  see the class

        glance = Glance.open(self.places, self.library)
        if glance.awaits_renaming():
            self._follow_renamed()
        return glance

    def _follow_renamed(self) -> None:
        """Lets progress follow renamed cards before a look at it; a log that can't be written is looked at as it is."""
        from quizcv.cli.printing import talk  # noqa: PLC0415  see the class
        from quizcv.errors import DatabaseError  # noqa: PLC0415  see the class

        try:
            self.recorder.close()
        except DatabaseError as error:
            talk(f"progress does not follow renamed cards yet: {error}")
        self.__dict__.pop("recorder", None)
        self.__dict__.pop("store", None)

    @cached_property
    def store(self) -> Store:
        """The log, open for writing; closed with the command."""
        from quizcv.cli.printing import talk  # noqa: PLC0415  see the class
        from quizcv.progress.store import Store  # noqa: PLC0415  SQLModel, only to write or to read the whole log

        store = Store.open(self.places, self.clock)
        for notice in store.notices:
            talk(notice)
        return store

    @cached_property
    def recorder(self) -> Store:
        """The log, ready for grades: progress has followed the cards that were renamed in their decks."""
        self.store.settle_aliases(self.quiet_library)
        return self.store

    @property
    def has_log(self) -> bool:
        """Whether anything was ever logged; so that a mere look does not begin a log."""
        from quizcv.progress.file import Condition, condition_of  # noqa: PLC0415  see the class

        path = self.places.database_path
        return path.exists() if path is not None else condition_of(self.places) is not Condition.ABSENT

    def back_up(self, target: Path) -> Path:
        """Copies the log, which is begun if there is none; one that can only be read is copied too."""
        from quizcv.progress.backup import back_up  # noqa: PLC0415  only to copy
        from quizcv.progress.file import Condition, condition_of  # noqa: PLC0415  see the class

        if condition_of(self.places) is Condition.ABSENT:
            return self.store.backup(target)
        path = self.places.database_path
        if path is not None:
            return back_up(path, target)
        from quizcv.progress.server.export import back_up_server  # noqa: PLC0415  psycopg, only for a log on a server

        return back_up_server(self.places, target)

    def history(self, card: str) -> list[Event]:
        """The events that make up a card's state; none where nothing was ever logged."""
        return self._past.history(card) if self._past else []

    def events(self) -> Iterator[Event]:
        """The whole log, the oldest event first; none where nothing was ever logged."""
        return self._past.events() if self._past else iter(())

    def figures(self, period: Period, learner: str | None = None) -> Figures:
        """The figures of a period. `learner` names another's, on a server.

        Raises:
            UsageError: That learner has no log there.
        """
        from quizcv.progress.counted import counted  # noqa: PLC0415  see the class
        from quizcv.progress.glance import Glance  # noqa: PLC0415  see the class
        from quizcv.statistics import figures_of  # noqa: PLC0415  see the class

        places = self.places if learner is None else self._places_of(learner)
        if learner is None:
            _ = self.reader  # lets progress follow renamed cards
        today = self.clock.now().day
        with Glance.open(places, self.quiet_library) as glance:
            titles = {deck.name: deck.title for deck in self.quiet_library.decks}
            return figures_of(counted(places, period.since(today)), glance.standing(), titles, today, period)

    def _places_of(self, learner: str) -> Places:
        from quizcv.errors import UsageError  # noqa: PLC0415  see the class
        from quizcv.progress.file import Condition, condition_of  # noqa: PLC0415  see the class

        places = self.places._replace(learner=learner)
        if condition_of(places) is Condition.ABSENT:
            message = f"there is no log of {learner!r} in this database; those there are, are told by: quizcv stats --learners"
            raise UsageError(message)
        return places

    @cached_property
    def _past(self) -> Past | None:
        """The log, open for reading only; None where nothing was ever logged."""
        from quizcv.progress.file import Condition, condition_of  # noqa: PLC0415  see the class

        found = condition_of(self.places)
        if found is Condition.ABSENT:
            return None
        if found is Condition.BEHIND:
            _ = self.store  # opening it brings its tables up to date
        from quizcv.progress.past import Past  # noqa: PLC0415  SQLModel, only to read the whole log

        return Past.open(self.places)

    def session(
        self, decks: Sequence[str] = (), *, writing: bool = False, only: Sequence[str] | None = None
    ) -> Session:
        """Today's session, of all its cards or of those among `only`; `writing` opens the log first, so that the first grade finds it."""
        from quizcv.session import Session  # noqa: PLC0415  see the class

        recorder = self.recorder if writing else None
        session = Session(self.reader, self.tools, self.library.resolve_decks(decks), only)
        session.recorder = recorder
        return session

    def practice(self, keys: Sequence[str]) -> Practice:
        """A practice of these cards, which leaves the log alone."""
        from quizcv.session.practice import Practice  # noqa: PLC0415  see the class

        return Practice(self.reader, self.tools, keys)

    def chosen(self, decks: Sequence[str], search: str | None) -> tuple[str, ...]:
        """The keys of the cards of some decks (none: all) that fit a search.

        Raises:
            UsageError: There is no such deck, or the search can't be read.
        """
        from quizcv.progress.finding import keys_of  # noqa: PLC0415  see the class

        wanted = self.library.resolve_decks(decks)
        _ = self.reader  # lets progress follow renamed cards
        day, leech_lapses = self.clock.now().day, self.settings.leech_lapses
        keys = keys_of(search or "", self.places, self.library, day, leech_lapses=leech_lapses)
        return tuple(key for key in keys if not wanted or key.partition("/")[0] in wanted)

    def sync_if_set(self) -> None:
        """Syncs with the folder of the setting, if there is one: at the beginning and the end of a review. It never fails.

        What came of it is told on stderr; what was told at the beginning already is not told again at the end.
        """
        if self.settings.sync_folder:
            from quizcv.cli.printing import talk  # noqa: PLC0415  see the class
            from quizcv.cli.syncing import sync_within  # noqa: PLC0415  see the class

            told = sync_within(self)
            for line in told:
                if line not in self._told_of_sync:
                    talk(line)
            self._told_of_sync = told

    def close(self) -> None:
        """Closes what was opened; the log last, so that it lies in one file again."""
        for name in ("reader", "store"):
            if name in self.__dict__:
                self.__dict__[name].close()


def can_draw() -> bool:
    """Whether there is a terminal to draw the app on: both ends, and one that understands more than lines."""
    ends = (sys.stdin, sys.stdout)
    return all(end is not None and end.isatty() for end in ends) and os.environ.get("TERM", "") not in {"", "dumb"}


def tell_broken(library: Library) -> None:
    """Says on stderr which decks are out, and how to see why."""
    from quizcv.cli.printing import talk  # noqa: PLC0415  see Workspace
    from quizcv.shown import count  # noqa: PLC0415  see Workspace

    for broken in library.broken:
        talk(f"{broken.path} is left out: {count(len(broken.diagnostics), 'error')}; see: quizcv check {broken.path}")
