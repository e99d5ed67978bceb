"""Pictures of Browse, compared as SVG. `make snapshots` takes them anew: look at them before they are kept."""

from __future__ import annotations

from datetime import timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.clock import moment_at
from quizcv.events import EventKind
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import Reply
from quizcv.tui.application import QuizcvApp
from quizcv.tui.host import CardsToBrowse
from tests.tui.conftest import DAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]
    Snap = Callable[..., bool]

pytestmark = pytest.mark.skipif(
    version("textual") != "8.2.8", reason="the pictures were taken with textual 8.2.8, which constraints.txt names"
)
SIZES = [(60, 18), (80, 24), (120, 40)]
THEMES = ["quizcv-dark", "quizcv-light"]


@pytest.fixture(autouse=True)
def _no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures show what stands before the log is open, which is the same and comes sooner."""
    monkeypatch.setattr(QuizcvApp, "_open_log", lambda _app: None)


def begun(bench: Bench) -> Bench:
    """Some cards graded, others set aside and flagged."""
    grades = {"field": (30, 4), "batch": (9, 3), "vgg": (1, 1), "block": (1, 5)}
    with Store.open(bench.places, bench.clock) as store:
        for card, (days, given) in grades.items():
            at = moment_at(DAY - timedelta(days=days))
            store.grade(bench.library.question(f"looks/{card}", 0), given, Reply(), at, Sm2())
        store.note_all(EventKind.SUSPENDED, ["looks/stack:2", "looks/block"], bench.clock.now())
        store.note_all(EventKind.FLAGGED, ["looks/block", "looks/anchors"], bench.clock.now(), "which head?")
        store.note_all(EventKind.BURIED, ["looks/formula"], bench.clock.now())
    return bench


def after(*keys: str) -> Callable[[Pilot[Any]], Any]:
    """The table, after some keys."""

    async def scene(pilot: Pilot[Any]) -> None:
        for key in (None, *keys):
            if key is not None:
                await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return scene


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_snapshot_of_browse(bench_of: Bencher, snap_compare: Snap, size: tuple[int, int], theme: str) -> None:
    app = QuizcvApp(begun(bench_of(theme=theme)), CardsToBrowse())
    assert snap_compare(app, terminal_size=size, run_before=after("x", "j", "x", "j"))


@pytest.mark.parametrize(
    ("query", "keys"),
    [("", ["j", "enter"]), ("is:leech words", []), ("deck:looks is:dew", [])],
    ids=["card", "nothing", "fault"],
)
def test_snapshot_of_a_moment_of_browse(bench_of: Bencher, snap_compare: Snap, query: str, keys: list[str]) -> None:
    app = QuizcvApp(begun(bench_of()), CardsToBrowse(query))
    assert snap_compare(app, terminal_size=SIZES[0], run_before=after(*keys))
