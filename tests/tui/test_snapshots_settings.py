"""Pictures of the settings, compared as SVG: `make snapshots` takes them anew."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.tui.application import QuizcvApp
from quizcv.tui.settings.screen import SettingsScreen
from tests.tui.test_snapshots import SIZES, THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]
    Snap = Callable[..., bool]

pytestmark = pytest.mark.skipif(
    version("textual") != "8.2.8", reason="the pictures were taken with textual 8.2.8, which constraints.txt names"
)


@pytest.fixture(autouse=True)
def _no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here needs the log."""
    monkeypatch.setattr(QuizcvApp, "_open_log", lambda _app: None)


def opened(bench: Bench, theme: str) -> None:
    """Writes the settings of the picture, and gives the file a name that is the same everywhere."""
    path = bench.places.settings
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'theme = "{theme}"\nnew_per_day = 12\nanimations = false\nshipped_decks = false\n', encoding="utf-8"
    )
    bench.places = bench.places._replace(settings=Path(path.name))


@pytest.mark.parametrize(
    ("size", "theme"), [(SIZES[0], THEMES[1]), (SIZES[1], THEMES[0]), (SIZES[2], THEMES[1])], ids=["60", "80", "120"]
)
def test_snapshot_of_the_settings(
    bench_of: Bencher,
    snap_compare: Snap,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    theme: str,
) -> None:
    bench = bench_of(theme=theme)
    opened(bench, theme)
    monkeypatch.chdir(bench.places.data)

    async def shown(pilot: Pilot[Any]) -> None:
        await pilot.press("comma")
        screen = pilot.app.screen
        assert isinstance(screen, SettingsScreen)
        screen.point([row.name for row in screen.list.rows].index("buttons"))
        await pilot.pause()

    assert snap_compare(QuizcvApp(bench, "home"), terminal_size=size, run_before=shown)


def test_snapshot_of_a_key_that_is_taken(
    bench_of: Bencher, snap_compare: Snap, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = bench_of()
    opened(bench, THEMES[0])
    monkeypatch.chdir(bench.places.data)

    async def pressed(pilot: Pilot[Any]) -> None:
        await pilot.press("comma")
        screen = pilot.app.screen
        assert isinstance(screen, SettingsScreen)
        screen.point([row.name for row in screen.list.rows].index("keys.flag"))
        await pilot.press("enter", "s")
        await pilot.pause()

    assert snap_compare(QuizcvApp(bench, "home"), run_before=pressed)
