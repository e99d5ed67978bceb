"""The pictures of all screens that are judged by eye: each scene is there once, and each look is what it says."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from rich.color import Color

from docs.gallery.homes import FRESH, Homes
from docs.gallery.looks import LOOKS
from docs.gallery.scene import keys
from docs.gallery.scenes import ROOMS, SCENES
from docs.gallery.taking import taken

if TYPE_CHECKING:
    from pathlib import Path


def colours_of(look: str, tmp_path: Path) -> set[str]:
    """The colours of the first screen's signs, and what stands on it, of a learner who has done nothing yet."""
    picture = asyncio.run(taken(keys(home=FRESH), Homes(tmp_path), (60, 18), LOOKS[look]))
    assert "quizcv" in picture
    styles, _, drawn = picture.partition("</style>")
    ground = re.findall(r'<rect fill="(#[0-9a-f]{6})"', drawn)
    return {*re.findall(r"-r\d+ \{ fill: (#[0-9a-f]{6})", styles), *ground}


def test_every_scene_has_a_name_of_its_own() -> None:
    assert len(SCENES) == sum(len(room.SCENES) for room in ROOMS)


@pytest.mark.parametrize("look", ["no-color", "ansi", "ansi-light"])
def test_a_look_shows_no_colour_but_its_own(look: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZCV_HOME", str(tmp_path))
    monkeypatch.setenv("NO_COLOR", "")
    colours = {tuple(Color.parse(colour).get_truecolor()) for colour in colours_of(look, tmp_path)}
    assert len(colours) > 1
    if look == "no-color":
        assert all(red == green == blue for red, green, blue in colours)
    else:
        terminal = LOOKS[look].terminal
        own = {tuple(terminal.ansi_colors[number]) for number in range(16)}
        assert colours <= own | {tuple(terminal.background_color), tuple(terminal.foreground_color)}
