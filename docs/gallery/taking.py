"""Takes a picture: plays a scene in a copy of its home, and exports the screen it ends with."""

from __future__ import annotations

import os
import re
from html import unescape
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.console import Console

from docs.gallery.scene import settle
from docs.take_pictures import TODAY
from quizcv.clock import Clock
from quizcv.settings import load_settings
from quizcv.tui.application import QuizcvApp
from quizcv.tui.bench import Bench
from quizcv.tui.host import NoteToImport

if TYPE_CHECKING:
    from docs.gallery.homes import Homes
    from docs.gallery.looks import Look
    from docs.gallery.scene import Scene

CELL: Final = 12.2
"""The width Rich draws a cell with."""
LENGTH: Final = re.compile(r'textLength="[^"]*"(?P<between>[^>]*)>(?P<words>[^<]*)<')


async def taken(scene: Scene, homes: Homes, size: tuple[int, int], look: Look) -> str:
    """A scene's last screen as SVG, without the font that the export would load from the network."""
    places = homes.copy(scene.home, look.theme)
    os.environ["QUIZCV_HOME"] = str(places.data)
    os.environ.pop("NO_COLOR", None)
    if look.no_color:
        os.environ["NO_COLOR"] = "1"
    start = scene.start
    if isinstance(start, NoteToImport):
        start = start._replace(path=places.data / start.path)
    bench = Bench.open(places, load_settings(places.settings), Clock(TODAY))
    seconds = count()
    bench.monotonic = lambda: float(next(seconds))  # a second between two keys: nobody's finger rests on one
    app = QuizcvApp(bench, start)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await scene.play(pilot)
        await settle(pilot)
        picture = exported(app, look)
    bench.close()
    return re.sub(r"\s*@font-face \{.*?\}", "", picture, flags=re.DOTALL)


def exported(app: QuizcvApp, look: Look) -> str:
    """The screen as SVG, in a terminal with the look's own colours; Textual's export knows only those of a grey one."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=StringIO(), force_terminal=True, color_system="truecolor", record=True
    )
    compositor = app.screen._compositor  # noqa: SLF001  what Textual's own export renders
    console.print(compositor.render_update(full=True, screen_stack=app._background_screens))  # noqa: SLF001  as above
    picture = console.export_svg(title=f"{width}x{height}", theme=look.terminal)
    return LENGTH.sub(_as_wide_as_its_cells, picture)


def _as_wide_as_its_cells(text: re.Match[str]) -> str:
    """Rich counts characters where a Chinese one takes two cells, and would squeeze them."""
    length = CELL * cell_len(unescape(text["words"]))
    return f'textLength="{length:g}"{text["between"]}>{text["words"]}<'
