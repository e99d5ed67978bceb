"""Pictures of the form for a new card, compared as SVG. `make snapshots` takes them anew: look at them before they are kept."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.tui.adding.draft import Form
from quizcv.tui.adding.screen import AddingScreen
from quizcv.tui.application import QuizcvApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]
    Snap = Callable[..., bool]

pytestmark = pytest.mark.skipif(
    version("textual") != "8.2.8", reason="the pictures were taken with textual 8.2.8, which constraints.txt names"
)
FRONT = r"How many weights has a convolution from $c_{in}$ to $c_{out}$ channels in $g$ groups?"
BACK = "$$\\frac{k^2\\,c_{in}\\,c_{out}}{g}$$\n\n- one bias for each filter besides\n- **none** before batch norm"


@pytest.fixture(autouse=True)
def _no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form does without the log."""
    monkeypatch.setattr(QuizcvApp, "_open_log", lambda _app: None)


async def filled(pilot: Pilot[Any], front: str = FRONT, back: str = BACK, form: Form = Form.BASIC) -> None:
    """The form, with a card in it."""
    app = pilot.app
    assert isinstance(app, QuizcvApp)
    app.begin_adding()
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, AddingScreen)
    screen.front.text, screen.back.text, screen.tags.value = front, back, "parameters, convolution"
    screen.choose_kind(form)
    await pilot.pause()


@pytest.mark.parametrize("theme", ["quizcv-dark", "quizcv-light"])
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_snapshot_of_a_card_being_written(
    bench_of: Bencher, snap_compare: Snap, size: tuple[int, int], theme: str
) -> None:
    assert snap_compare(QuizcvApp(bench_of(theme=theme), "home"), terminal_size=size, run_before=filled)


def test_snapshot_of_blanks_with_a_fault(bench_of: Bencher, snap_compare: Snap) -> None:
    async def scene(pilot: Pilot[Any]) -> None:
        await filled(pilot, "VGG stacks {{two} 3x3 convolutions", "", Form.CLOZE)

    assert snap_compare(QuizcvApp(bench_of(), "home"), terminal_size=(60, 18), run_before=scene)
