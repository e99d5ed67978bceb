"""Pictures of the screens, compared as SVG. `make snapshots` takes them anew: look at them before they are kept."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.session import turn_for
from quizcv.tui.application import QuizcvApp
from quizcv.tui.home.screen import HomeScreen
from quizcv.tui.review.screen import ReviewScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]
    Snap = Callable[..., bool]
    Scene = Callable[[Pilot[Any]], Awaitable[None]]

pytestmark = pytest.mark.skipif(
    version("textual") != "8.2.8", reason="the pictures were taken with textual 8.2.8, which constraints.txt names"
)
SIZES = [(60, 18), (80, 24), (120, 40)]
THEMES = ["quizcv-dark", "quizcv-light"]

RICH = r"""
deck: rich
title: Receptive fields
cards:
  - id: rich
    front: "What is the **receptive field** of a unit after $n$ layers?"
    back: The region of the input that can change its value, with side $r_n$.
    why: |
      Each layer widens it by $(k-1)$ times the jump:

      $$r_n = 1 + \sum_{i=1}^{n} \frac{k_i - 1}{1}$$

      | layer | kernel | jump |
      | :-- | --: | --: |
      | conv1 | 7 | 2 |
      | pool1 | 3 | 4 |

      - as `field(kernels, strides)` does
      - 感受野越深越大。
"""


@pytest.fixture(autouse=True)
def _no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures show what stands before the log is open, which is the same and comes sooner."""
    monkeypatch.setattr(QuizcvApp, "_open_log", lambda _app: None)


def asked(card: str, *keys: str, typed: str = "") -> Scene:
    """A card on the screen, an answer typed, and then some keys."""

    async def scene(pilot: Pilot[Any]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.bench.reader is not None
        screen.session.turn = turn_for(card, "due", screen.session.tools, screen.bench.reader)
        screen.show_turn()
        await pilot.pause()
        if typed and screen.card.box is not None:
            screen.card.box.value = typed
            screen.card.box.cursor_position = len(typed)
            await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    return scene


SCENES: dict[str, tuple[dict[str, str], Scene]] = {
    "question": ({}, asked("looks/stack:1")),
    "answer": ({"deck": RICH}, asked("rich/rich", "space")),
    "typing": ({}, asked("looks/vgg", typed="138M")),
    "wrong-word": ({}, asked("looks/block", "enter", typed="MBCnov")),
}
OTHERS: dict[str, tuple[dict[str, str], Scene]] = {
    "options": ({}, asked("looks/anchors", "1", "2")),
    "options-judged": ({}, asked("looks/anchors", "1", "2", "enter")),
    "steps": ({}, asked("looks/side", "enter", "space", typed="3")),
    "unreadable": ({}, asked("looks/formula", "enter", typed="k^2*(c_in")),
    "six-buttons": ({"buttons": "six"}, asked("looks/field", "h", "space")),
    "help": ({}, asked("looks/field", "question_mark")),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCENES)
def test_snapshot_of_a_review(
    bench_of: Bencher, snap_compare: Snap, name: str, size: tuple[int, int], theme: str
) -> None:
    settings, scene = SCENES[name]
    app = QuizcvApp(bench_of(theme=theme, **settings), "review")
    assert snap_compare(app, terminal_size=size, run_before=scene)


@pytest.mark.parametrize("name", OTHERS)
def test_snapshot_of_a_moment(bench_of: Bencher, snap_compare: Snap, name: str) -> None:
    settings, scene = OTHERS[name]
    assert snap_compare(QuizcvApp(bench_of(**settings), "review"), run_before=scene)


async def counted(pilot: Pilot[Any]) -> None:
    """Waits until the figures of the first screen are there."""
    screen = pilot.app.screen
    assert isinstance(screen, HomeScreen)
    while not screen.is_counted:
        await pilot.pause(0.01)
    await pilot.pause()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_snapshot_of_home(bench_with_past: Bencher, snap_compare: Snap, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(QuizcvApp(bench_with_past(theme=theme), "home"), terminal_size=size, run_before=counted)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_snapshot_of_a_first_start(bench_of: Bencher, snap_compare: Snap, size: tuple[int, int]) -> None:
    assert snap_compare(QuizcvApp(bench_of(), "home"), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_snapshot_of_home_with_a_group(
    bench_of: Bencher, places: Places, snap_compare: Snap, size: tuple[int, int]
) -> None:
    bench = bench_of()
    for topic in ("architectures", "compute", "convolution", "detection", "parameters", "pooling", "tracking"):
        deck = (
            f"deck: {topic}\ntitle: 'Problems: {topic}'\ngroup: Problems\ncards:\n- {{id: a, front: one, back: two}}\n"
        )
        (places.decks / f"{topic}.yaml").write_text(deck, encoding="utf-8")
    bench.library.reload()

    async def opened(pilot: Pilot[Any]) -> None:
        await pilot.press("down", "right", "down", "down")
        await pilot.pause()

    assert snap_compare(QuizcvApp(bench, "home"), terminal_size=size, run_before=opened)
