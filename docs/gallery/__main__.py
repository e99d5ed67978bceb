"""Writes one SVG for each scene, size and look, and a page `index.html` that shows them side by side."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from argparse import ArgumentParser
from fnmatch import fnmatchcase
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docs.gallery.homes import Homes
from docs.gallery.looks import LOOKS, USUAL_LOOKS
from docs.gallery.scenes import SCENES
from docs.gallery.taking import taken

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES: Final = ("60x18", "80x24", "120x40")


def chosen(wanted: Sequence[str]) -> list[str]:
    """The names of the scenes that are wanted, in their order; `drill*` is all whose name begins so, none is all of them.

    Raises:
        SystemExit: One of them names no scene.
    """
    for pattern in wanted:
        if not any(fnmatchcase(name, pattern) for name in SCENES):
            sys.exit(f"There is no scene {pattern}. There are: {', '.join(SCENES)}.")
    return [name for name in SCENES if not wanted or any(fnmatchcase(name, pattern) for pattern in wanted)]


def page(folder: Path) -> str:
    """Shows all pictures of a folder."""
    figures = (
        f'<figure><img src="{each.name}" height="480"><figcaption>{each.stem}</figcaption></figure>'
        for each in sorted(folder.glob("*.svg"))
    )
    return "\n".join(["<!doctype html><title>quizcv</title>", *figures, ""])


def main(arguments: Sequence[str]) -> None:
    """Writes the pictures, and the page that shows them."""
    parser = ArgumentParser("python -m docs.gallery", description="Takes pictures of the app's screens.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("scenes", nargs="*", help="which scenes; a star stands for anything, none for all")
    parser.add_argument("--look", action="append", choices=list(LOOKS), help="may be given more than once")
    parser.add_argument("--size", action="append", choices=SIZES, help="may be given more than once")
    given = parser.parse_args(arguments)
    names = chosen(given.scenes)
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        homes = Homes(Path(place))
        for name, size, look in product(names, given.size or SIZES, given.look or USUAL_LOOKS):
            width, _, height = size.partition("x")
            picture = asyncio.run(taken(SCENES[name], homes, (int(width), int(height)), LOOKS[look]))
            (given.folder / f"{name}-{size}-{look}.svg").write_text(picture, encoding="utf-8")
    (given.folder / "index.html").write_text(page(given.folder), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
