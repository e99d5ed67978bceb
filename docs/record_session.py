"""Records a short session as one moving SVG, from the app itself: `make snapshots`.

Each frame is the app's own picture of its screen; a style sheet shows one after the other, without a script, so the picture
moves wherever an SVG is shown. Who has asked for less motion sees the last frame, and it stands.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from docs.take_pictures import PICTURES, SIZE, TODAY, ask, review_days
from quizcv.clock import Clock
from quizcv.settings import Places, Settings
from quizcv.tui.application import QuizcvApp
from quizcv.tui.bench import Bench

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.pilot import Pilot

    from quizcv.cards.question import Question

CARD: Final = "detection-losses/how-does-ciou-measure-the-difference-of-aspect-ratios"
PROBLEM: Final = "problems-convolution/conv-output"
READING: Final = 2.8
GLANCE: Final = 1.4
KEYSTROKE: Final = 0.25
LAST: Final = 4.5
"""Seconds a frame stands: to be read, to be noticed, while something is typed, and at the end."""
_PARTS = re.compile(r"<svg[^>]*viewBox=\"([^\"]*)\"[^>]*>.*?<style>(.*?)</style>(.*)</svg>", re.DOTALL)


class Frame(NamedTuple):
    """A picture of the screen as SVG, and how many seconds it stands."""

    picture: str
    seconds: float


def main() -> None:
    """Records the session and writes it beside the other pictures."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["QUIZCV_HOME"] = home
        places = Places.from_environment()
        review_days(places)
        frames = asyncio.run(record(places))
    (PICTURES / "session.svg").write_text(moving(frames), encoding="utf-8")


async def record(places: Places) -> list[Frame]:
    """Today's review is begun, a card turned over and graded, and a problem answered with a usual mistake."""
    bench = Bench.open(places, Settings(), Clock(TODAY))
    seconds = count()
    bench.monotonic = lambda: float(next(seconds))  # a second between two keys: nobody's finger rests on one
    app = QuizcvApp(bench, "home")
    frames: list[Frame] = []
    async with app.run_test(size=SIZE) as pilot:

        async def show(stands: float, *keys: str) -> None:
            await pilot.press(*keys)
            await app.workers.wait_for_complete()
            await pilot.pause()
            frames.append(Frame(app.export_screenshot(title="quizcv"), stands))

        await show(READING)
        await pilot.press("enter")
        await _asked(pilot, CARD)
        await show(READING)
        await show(READING, "space")
        await pilot.press("4")
        await app.workers.wait_for_complete()
        await pilot.pause()
        question = await _asked(pilot, PROBLEM)
        await show(READING)
        for key in str(question.mistakes[0].answer.numbers[0]):
            await show(KEYSTROKE, key)
        await show(GLANCE)
        await show(READING, "enter")
        for _ in question.steps:
            await show(GLANCE, "space")
        frames[-1] = frames[-1]._replace(seconds=LAST)
    bench.close()
    return frames


async def _asked(pilot: Pilot[int], card: str) -> Question:
    """Puts a card on the screen, and gives its question."""
    turn = ask(pilot, card).session.turn
    if turn is None:
        message = f"{card} is not on the screen"
        raise RuntimeError(message)
    await pilot.pause()
    return turn.question


def moving(frames: Sequence[Frame]) -> str:
    """The frames as one SVG that shows each for its time, again and again."""
    whole = sum(frame.seconds for frame in frames)
    views, styles, groups = set(), [], []
    begun = 0.0
    for number, frame in enumerate(frames):
        found = _PARTS.search(frame.picture)
        if found is None:
            message = "the app's picture is no SVG with a style sheet"
            raise ValueError(message)
        view, style, drawn = found.groups()
        views.add(view)
        mark = f"frame-{number}"  # each picture names its classes by a hash, the same for the same screen
        ended = begun + frame.seconds
        styles.append(_renamed(re.sub(r"@font-face \{.*?\}", "", style, flags=re.DOTALL), mark))
        styles.append(_shown_between(mark, 100 * begun / whole, 100 * ended / whole, whole))
        groups.append(f'<g class="frame {mark}">{_renamed(drawn, mark)}</g>')
        begun = ended
    (view,) = views
    styles.append(".frame { visibility: hidden }")
    styles.append(
        "@media (prefers-reduced-motion: reduce) {"
        f" .frame {{ animation: none !important }} .frame-{len(frames) - 1} {{ visibility: visible }} }}"
    )
    sheet = "\n".join(styles)
    return (
        f'<svg class="rich-terminal" viewBox="{view}" xmlns="http://www.w3.org/2000/svg">\n<style>{sheet}</style>\n'
        + "\n".join(groups)
        + "\n</svg>\n"
    )


def _renamed(text: str, mark: str) -> str:
    """The text with the names of its classes and clips made the frame's own."""
    return re.sub(r"terminal-\d+-", f"{mark}-", text)


def _shown_between(mark: str, begins: float, ends: float, seconds: float) -> str:
    """The rules that show a frame from one part of a round to another, in per cent."""
    return (
        f"@keyframes {mark} {{ 0% {{ visibility: hidden }} {begins:.3f}% {{ visibility: visible }}"
        f" {ends:.3f}% {{ visibility: hidden }} }}\n"
        f".{mark} {{ animation: {mark} {seconds:.2f}s step-end infinite }}"
    )


if __name__ == "__main__":
    main()
