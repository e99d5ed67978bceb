"""Every screen at every size in every look, to be judged by eye: `python -m docs.gallery FOLDER [SCENE...]`.

Writes one SVG for each, and a page `index.html` that shows them side by side. Nothing of it is kept in the repository.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from itertools import count, product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docs.take_pictures import NOTE, TODAY, ask, drilled, review_days, wrong_problem
from quizcv.clock import Clock
from quizcv.settings import Places, load_settings
from quizcv.tui.application import QuizcvApp
from quizcv.tui.bench import Bench
from quizcv.tui.host import NoteToImport, Start

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.pilot import Pilot

    Scene = Callable[[Pilot[int]], Awaitable[None]]

SIZES: Final = ((60, 18), (80, 24), (120, 40))
THEMES: Final = ("quizcv-dark", "quizcv-light")
CIOU: Final = "detection-losses/how-does-ciou-measure-the-difference-of-aspect-ratios"


def home(*keys: str) -> tuple[Start, Scene]:
    """From the first screen on, by keys."""

    async def scene(pilot: Pilot[int]) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return "home", scene


def card(key: str, *keys: str) -> tuple[Start, Scene]:
    """A card in the review, and keys pressed there."""

    async def scene(pilot: Pilot[int]) -> None:
        ask(pilot, key)
        await pilot.pause()
        await pilot.press(*keys)

    return "review", scene


async def ended(pilot: Pilot[int]) -> None:
    """The end of the day: everything is graded."""
    screen = ask(pilot, CIOU)
    while screen.asking is not None:
        await pilot.press("escape", "space", "3")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


SCENES: Final[dict[str, tuple[Start, Scene]]] = {
    "home": home(),
    "home-deck": home("down", "down"),
    "home-help": home("question_mark"),
    "home-palette": home("ctrl+p"),
    "basic": card(CIOU),
    "basic-answer": card(CIOU, "space"),
    "basic-history": card(CIOU, "space", "i"),
    "basic-flag": card(CIOU, "f"),
    "cloze": card("cnn-papers/alexnet-won-ilsvrc-2012-with-a-top-5-error-of-15-3-percent-the:1"),
    "cloze-answer": card("cnn-papers/alexnet-won-ilsvrc-2012-with-a-top-5-error-of-15-3-percent-the:1", "space"),
    "typed": card("cnn-papers/vgg-paper", *"Very deep"),
    "typed-wrong": card("cnn-papers/vgg-paper", *"Very deep", "enter"),
    "choice": card("cnn-practice/ciou-factor"),
    "choice-answer": card("cnn-practice/ciou-factor", "1"),
    "several": card("cnn-practice/disjoint-boxes", "1", "2"),
    "several-answer": card("cnn-practice/disjoint-boxes", "1", "2", "enter"),
    "numeric": card("cnn-papers/vgg-year", *"201"),
    "numeric-answer": card("cnn-papers/vgg-year", *"2012", "enter"),
    "symbolic": card("cnn-practice/conv-parameters-formula", *"k^2*c_in"),
    "problem": card("problems-convolution/conv-output"),
    "problem-answer": ("review", wrong_problem),
    "matrix": card("problems-convolution/conv-map-by-hand"),
    "matrix-answer": card("problems-convolution/conv-map-by-hand", "escape", "space", "space", "space"),
    "end": ("review", ended),
    "statistics-1": home("s"),
    "statistics-2": home("s", "2"),
    "statistics-3": home("s", "3"),
    "statistics-4": home("s", "4"),
    "statistics-5": home("s", "5"),
    "statistics-6": home("s", "6"),
    "browse": home("b"),
    "browse-found": home("b", "slash", *"kernel"),
    "browse-card": home("b", "down", "down", "enter"),
    "browse-marked": home("b", "down", "space", "space"),
    "browse-reset": home("b", "down", "space", "space", "r"),
    "adding": home("n"),
    "settings": home("comma"),
    "settings-below": home("comma", *["down"] * 9),
    "drill": home("d"),
    "drill-score": ("home", drilled),
    "import-choosing": home("i"),
    "import": (NoteToImport(Path("residual.md")), home("x", "down", "down")[1]),
}


def main(folder: str, names: Sequence[str]) -> None:
    """Writes the pictures, and the page that shows them."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["QUIZCV_HOME"] = home
        review_days(Places.from_environment())
        note = Path(home) / "residual.md"
        note.write_text(NOTE, encoding="utf-8")
        for (name, (start, scene)), size, theme in product(SCENES.items(), SIZES, THEMES):
            if names and name not in names:
                continue
            begun = NoteToImport(note) if isinstance(start, NoteToImport) else start
            picture = asyncio.run(taken(home, begun, scene, size, theme))
            (target / f"{name}-{size[0]}x{size[1]}-{theme}.svg").write_text(picture, encoding="utf-8")
    shown = "".join(
        f'<figure><img src="{each.name}" height="480"><figcaption>{each.stem}</figcaption></figure>\n'
        for each in sorted(target.glob("*.svg"))
    )
    (target / "index.html").write_text(f"<!doctype html><title>quizcv</title>\n{shown}", encoding="utf-8")


async def taken(home: str, start: Start, scene: Scene, size: tuple[int, int], theme: str) -> str:
    """A scene's last screen as SVG, of an app that may change nothing for the next one."""
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(home, place, dirs_exist_ok=True)
        os.environ["QUIZCV_HOME"] = place
        places = Places.from_environment()
        places.settings.write_text(f'theme = "{theme}"\n', encoding="utf-8")
        bench = Bench.open(places, load_settings(places.settings), Clock(TODAY))
        seconds = count()
        bench.monotonic = lambda: float(next(seconds))
        app = QuizcvApp(bench, start)
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            await scene(pilot)
            await app.workers.wait_for_complete()
            await pilot.pause()
            picture = app.export_screenshot(title=f"{size[0]}x{size[1]}")
        bench.close()
    return re.sub(r"\s*@font-face \{.*?\}", "", picture, flags=re.DOTALL)


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("Name a folder: python -m docs.gallery FOLDER [SCENE...]")
    main(sys.argv[1], sys.argv[2:])
