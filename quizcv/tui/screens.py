"""Makes the screens. Each is imported when it is first asked for, so that the one the app begins with paints soon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizcv.tui.host import CardsToBrowse, ChosenCards, NoteToImport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host, Start


def first_screen(bench: Bench, host: Host, start: Start) -> Screen[Any]:
    """What the app begins with: the import, the table or the review if it was asked for and can be had, else home."""
    if isinstance(start, NoteToImport):
        return note_screen(bench, host, start)
    if isinstance(start, CardsToBrowse):
        return browse_screen(bench, host, start.query)
    if start != "home":
        screen = chosen_screen(bench, host, start) if isinstance(start, ChosenCards) else review_screen(bench, host)
        if screen is not None:
            return screen
    from quizcv.tui.home.screen import HomeScreen  # noqa: PLC0415  a review begun at once paints without it

    return HomeScreen(bench, host)


def review_screen(bench: Bench, host: Host, decks: Sequence[str] = (), extra_new: int = 0) -> Screen[Any] | None:
    """Today's review of some decks (none: all), with new cards beyond the day's number; None while the progress can't be read."""
    from quizcv.tui.review.screen import ReviewScreen  # noqa: PLC0415  the home screen paints without it

    session = bench.session(decks)
    if session is None:
        return None
    if extra_new:
        session.reload(extra_new=extra_new)
    return ReviewScreen(bench, session, host)


def chosen_screen(bench: Bench, host: Host, chosen: ChosenCards) -> Screen[Any] | None:
    """A review of those of today's cards that are among the chosen ones, or a practice of them all; None as above."""
    from quizcv.tui.review.screen import ReviewScreen  # noqa: PLC0415  as above

    session = bench.practice(chosen.keys) if chosen.practise else bench.session((), chosen.keys)
    return None if session is None else ReviewScreen(bench, session, host)


def drill_screen(bench: Bench, host: Host) -> Screen[Any]:
    """The choice of what to practise without a schedule."""
    from quizcv.tui.drill.choosing import ChoosingScreen  # noqa: PLC0415  when first asked for

    return ChoosingScreen(bench, host)


def browse_screen(bench: Bench, host: Host, query: str) -> Screen[Any]:
    """The table of all cards, or of those a search finds."""
    from quizcv.tui.browse.screen import BrowseScreen  # noqa: PLC0415  when first asked for

    return BrowseScreen(bench, host, query)


def adding_screen(bench: Bench, host: Host, deck: str) -> Screen[Any]:
    """The form for new cards, with a deck to begin with."""
    from quizcv.tui.adding.screen import AddingScreen  # noqa: PLC0415  when first asked for

    return AddingScreen(bench, host, deck)


def note_screen(bench: Bench, host: Host, note: NoteToImport | None = None) -> Screen[Any]:
    """The choice of a note to import, or a note that was chosen already."""
    from quizcv.tui.importing.choosing import NoteScreen  # noqa: PLC0415  when first asked for

    return NoteScreen(bench, host, note)


def settings_screen(bench: Bench, host: Host) -> Screen[Any]:
    """The settings."""
    from quizcv.tui.settings.screen import SettingsScreen  # noqa: PLC0415  when first asked for

    return SettingsScreen(bench, host)


def statistics_screen(bench: Bench, host: Host) -> Screen[Any]:
    """The statistics."""
    from quizcv.tui.statistics.screen import StatisticsScreen  # noqa: PLC0415  when first asked for

    return StatisticsScreen(bench, host)
