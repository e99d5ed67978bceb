"""Takes the pictures of the README from the app itself: `make snapshots`.

The home is a temporary one with the shipped decks and half a year of reviews, the day is fixed, and so the pictures only change
when the app does.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from quizcv.clock import Clock
from quizcv.drilling import exercises_named
from quizcv.progress.glance import Glance
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import Reply, Session, Tools, turn_for
from quizcv.settings import Places, Settings
from quizcv.tui.application import QuizcvApp
from quizcv.tui.bench import Bench
from quizcv.tui.drill.screen import DrillScreen
from quizcv.tui.host import NoteToImport, Start
from quizcv.tui.review.screen import ReviewScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot


PICTURES = Path(__file__).resolve().parent / "pictures"
TODAY = datetime.fromisoformat("2026-03-09T08:00+01:00")
DAYS_BEFORE = 180
BEGUN_A_DAY = 3
DAYS_IN_A_ROW = 12
DAYS_OFF = 0.2
HOURS_LATER = (-1, 0, 0, 0, 0, 1, 4, 5, 9, 11, 11, 12, 13)
"""Than eight in the morning: mostly then or in the evening."""
SIZE = (80, 24)
ROOMY = (100, 30)
LARGE = (120, 40)
GRADES = (4, 5, 4, 3, 4, 1, 4, 5)
PRACTISED = ("conv-output", "pool-output", "same-padding", "fpn-level")
ASKED = 16
SEED = 4
NOTE = """\
# Residual networks

## FAQ

- What does a skip connection do for the gradient?
  - It lets a part of the gradient pass the block unchanged.
- How large is the output of a convolution?
  - $o = \\lfloor (i + 2p - k)/s \\rfloor + 1$, where $i$ is the input size, $p$ is
    the padding, $k$ is the kernel size and $s$ is the stride.
- How much does a bottleneck save?
  - Two 3x3 layers: 3 * 3 * 256 * 256 * 2 = 11796496 weights.
  - A bottleneck: 2 * 256 * 64 + 3 * 3 * 64 * 64 = 69632 weights.
- How large is the difference in practice?
- Why are there no biases before batch normalisation?
  - TODO

## Papers

### ResNet (2015)

- **Deep Residual Learning for Image Recognition**
- Problem: Plain networks get harder to train as they get deeper.
- Idea: Each block learns only the change to its input.
- It reached a top-5 error of 3.57 % with an ensemble.
"""
"""A note as people write them: a wrong sum, a question without an answer, a formula that becomes a problem."""


def main() -> None:
    """Writes every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["QUIZCV_HOME"] = home
        places = Places.from_environment()
        review_days(places)
        asyncio.run(take(places, "home", nothing, start="home"))
        asyncio.run(
            take(places, "answer", answer_of("detection-losses/how-does-ciou-measure-the-difference-of-aspect-ratios"))
        )
        asyncio.run(take(places, "problem", wrong_problem))
        asyncio.run(take(places, "drill", drilled, start="home"))
        asyncio.run(
            take(places, "browse", pressed("b", "slash", *"receptive", "enter", "down"), start="home", size=ROOMY)
        )
        asyncio.run(take(places, "statistics", pressed("s"), start="home", size=LARGE))
        note = Path(home) / "residual.md"
        note.write_text(NOTE, encoding="utf-8")
        asyncio.run(take(places, "import", looked_over, start=NoteToImport(note), size=ROOMY))


def review_days(places: Places) -> None:
    """Half a year of a learner's days, some of them off, so that the first screen has something to say."""
    bench = Bench.open(places, Settings(), Clock(TODAY))
    settings = Settings(new_per_day=BEGUN_A_DAY)
    chance, times = Random(SEED), Random(SEED)  # noqa: S311  pictures that stay the same
    with Store.open(places, Clock(TODAY)) as store, Glance.open(places, bench.library) as glance:
        for back in range(DAYS_BEFORE, 0, -1):
            if back > DAYS_IN_A_ROW and (back == DAYS_IN_A_ROW + 1 or chance.random() < DAYS_OFF):
                continue
            moment = Clock(TODAY - timedelta(days=back) + timedelta(hours=times.choice(HOURS_LATER)))
            session = Session(glance, Tools(bench.library, Sm2(), settings, moment))
            session.recorder = store
            for _ in range(chance.randrange(8, 40)):
                if session.turn is not None:
                    session.grade(chance.choice(GRADES), Reply(milliseconds=8000))
    bench.close()


async def nothing(_: Pilot[int]) -> None:
    """The screen as it comes."""


def pressed(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """What stands there after some keys, each pressed when the one before has had its effect."""

    async def shown(pilot: Pilot[int]) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return shown


def answer_of(card: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """A card and its answer."""

    async def shown(pilot: Pilot[int]) -> None:
        ask(pilot, card)
        await pilot.press("space")

    return shown


async def wrong_problem(pilot: Pilot[int]) -> None:
    """A generated problem, a usual mistake recognised, and the worked way."""
    screen = ask(pilot, "problems-convolution/conv-output")
    turn = screen.session.turn
    if turn is None:
        message = "the problem is not on the screen"
        raise RuntimeError(message)
    mistake = turn.question.mistakes[0].answer.numbers[0]
    await pilot.press(*str(mistake), "enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    for _ in turn.question.steps:
        await pilot.press("space")


async def drilled(pilot: Pilot[int]) -> None:
    """The score of a drill: some right, and usual mistakes in the others."""
    app = pilot.app
    if not isinstance(app, QuizcvApp):
        message = "the app is not running"
        raise TypeError(message)
    chosen = exercises_named(PRACTISED, lambda: app.bench.library)
    screen = DrillScreen(app.bench, app, chosen, Random(SEED))  # noqa: S311  a picture that stays the same
    await app.push_screen(screen)
    for number in range(ASKED):
        if screen.asking is None:
            message = "no problem is on the screen"
            raise RuntimeError(message)
        question = screen.asking.question
        wrong = question.card != PRACTISED[0] and number % 3
        answer = question.mistakes[0].answer if wrong else question.answer
        await pilot.press(*str(answer.numbers[0]), "enter", "enter")
    await pilot.press("escape")


async def looked_over(pilot: Pilot[int]) -> None:
    """What is made of a note: the first card taken out, and the one before the eyes whose sum was wrong in the note."""
    await pilot.press("x", "down", "down")


def ask(pilot: Pilot[int], card: str) -> ReviewScreen:
    """Puts a card on the screen, whatever the queue says."""
    app = pilot.app
    screen = app.screen
    if not isinstance(app, QuizcvApp) or not isinstance(screen, ReviewScreen) or app.bench.reader is None:
        message = "no review is on the screen"
        raise TypeError(message)
    screen.session.turn = turn_for(card, "due", screen.session.tools, app.bench.reader)
    screen.show_turn()
    return screen


async def take(
    places: Places,
    name: str,
    scene: Callable[[Pilot[int]], Awaitable[None]],
    start: Start = "review",
    size: tuple[int, int] = SIZE,
) -> None:
    """Plays a scene and writes its last screen, without the font that the export would load from the network."""
    bench = Bench.open(places, Settings(), Clock(TODAY))
    seconds = count()
    bench.monotonic = lambda: float(next(seconds))  # a second between two keys: nobody's finger rests on one
    app = QuizcvApp(bench, start)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await scene(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        picture = app.export_screenshot(title="quizcv")
    bench.close()
    picture = re.sub(r"\s*@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    (PICTURES / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
