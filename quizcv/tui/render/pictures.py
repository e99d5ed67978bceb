"""Pictures drawn as half-cells: each cell holds two points, one above the other.

Pillow is imported when the first picture is drawn. A file that is not below the deck's folder is never opened, one with
too many points never decoded.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quizcv.cards.pictures import picture_path
from quizcv.errors import QuizcvError
from quizcv.shown import shown_line
from quizcv.tui.render.layout import described
from quizcv.tui.render.markdown import PICTURE_STYLE
from quizcv.tui.render.wrapping import Line, Run, wrap

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from quizcv.tui.render.nodes import Picture

FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
"""What is opened: Pillow knows many more, and hands PostScript to another program, which would run it."""
MOST_POINTS: Final = 40_000_000
MOST_BYTES: Final = 20_000_000
MOST_ROWS: Final = 24
LEAST_ROWS: Final = 7
MOST_COLUMNS: Final = 60
UPPER_HALF: Final = "▀"
PAPER: Final = "#ffffff"
"""The colour behind transparent points where the terminal's own ground is kept, of which nobody knows what it is: figures are drawn for paper."""


class PictureShelf:
    """Draws the pictures of one deck's folder.

    Args:
        folder: Where the deck lies.
        background: The colour behind transparent points, as `#rrggbb`; of a theme in the terminal's own colours, that of paper is taken.
        rows: The rows there is room for; a few are always taken, so that something is seen.
    """

    def __init__(self, folder: str, background: str, rows: int = MOST_ROWS) -> None:
        self._folder = folder
        self._background = background if background.startswith("#") else PAPER
        self._rows = min(max(rows, LEAST_ROWS), MOST_ROWS)

    def __call__(self, picture: Picture, width: int) -> list[Line]:
        """The picture at most `width` cells wide, its words below it; or its words and why it can't be drawn."""
        try:
            path = picture_path(self._folder, picture.address)
            stamp = path.stat().st_mtime_ns
            drawn = half_cells(path, stamp, self._background, min(width, MOST_COLUMNS), self._rows)
        except (QuizcvError, OSError, ValueError, SyntaxError) as error:
            # Pillow tells a file it can't read by any of the last three.
            why = str(error) if isinstance(error, QuizcvError) else "the file can't be read as a picture"
            return [*described(picture, width), *wrap([Run(shown_line(why), "$warning")], width)]
        words = wrap([Run(shown_line(picture.alt), PICTURE_STYLE)], width) if picture.alt else []
        return [*drawn, *words]


@lru_cache(maxsize=16)
def half_cells(path: Path, stamp: int, background: str, width: int, rows: int) -> list[Line]:  # noqa: ARG001  the stamp is part of the key
    """The picture of a file as lines of half-cells, in its proportions, never larger than it is.

    Raises:
        OSError: The file can't be read as a picture.
        ValueError: It is too large.
    """
    from PIL import Image as Images  # noqa: PLC0415  50 ms, only for cards with a picture

    if path.stat().st_size > MOST_BYTES:
        message = "the file is too large"
        raise ValueError(message)
    with _opened(path) as opened:
        if opened.width * opened.height > MOST_POINTS:
            message = "the picture has too many points"
            raise ValueError(message)
        scale = min(width / opened.width, 2 * rows / opened.height, 1)
        size = (max(round(opened.width * scale), 1), max(round(opened.height * scale), 1))
        opened.draft("RGB", size)
        image = opened.convert("RGBA").resize(size, Images.Resampling.LANCZOS)
    canvas = Images.new("RGBA", (image.width, image.height + image.height % 2), background)
    canvas.alpha_composite(image)
    return _lines(canvas)


def _opened(path: Path) -> Image:
    """The picture of a file, its points not read yet.

    Raises:
        OSError: It is none of the formats.
        ValueError: It says that it has more points than Pillow opens.
    """
    import warnings  # noqa: PLC0415  as Pillow

    from PIL import Image as Images  # noqa: PLC0415  as in `half_cells`

    with warnings.catch_warnings():
        warnings.simplefilter("error", Images.DecompressionBombWarning)
        try:
            return Images.open(path, formats=FORMATS)
        except (Images.DecompressionBombError, Images.DecompressionBombWarning):
            message = "the picture has too many points"
            raise ValueError(message) from None


def _lines(image: Image) -> list[Line]:
    points = image.convert("RGB").tobytes()
    width = image.width

    def colour(x: int, y: int) -> str:
        place = 3 * (y * width + x)
        return f"#{points[place : place + 3].hex()}"

    lines: list[Line] = []
    for y in range(0, image.height, 2):
        runs: list[Run] = []
        for x in range(width):
            style = f"{colour(x, y)} on {colour(x, y + 1)}"
            if runs and runs[-1].style == style:
                runs[-1] = Run(runs[-1].text + UPPER_HALF, style)
            else:
                runs.append(Run(UPPER_HALF, style))
        lines.append(tuple(runs))
    return lines
