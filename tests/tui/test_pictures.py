from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from rich.cells import cell_len

from quizcv.tui.render.layout import lay_out
from quizcv.tui.render.nodes import Picture
from quizcv.tui.render.pictures import MOST_BYTES, PictureShelf, half_cells
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench
    from quizcv.tui.render.wrapping import Line


def rows(lines: list[Line]) -> list[str]:
    return ["".join(run.text for run in line) for line in lines]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A deck's folder with a picture: the left half red, the right half see-through."""
    deck = tmp_path / "deck"
    (deck / "figures").mkdir(parents=True)
    image = Image.new("RGBA", (4, 4), (255, 0, 0, 255))
    image.paste((0, 0, 0, 0), (2, 0, 4, 4))
    image.save(deck / "figures" / "two.png")
    Image.new("RGB", (400, 100)).save(deck / "figures" / "wide.png")
    return deck


def test_a_cell_holds_two_points_and_what_is_see_through_shows_the_background(folder: Path) -> None:
    lines = PictureShelf(str(folder), "#102030")(Picture("figures/two.png", "two halves"), 40)
    assert rows(lines) == ["▀▀▀▀", "▀▀▀▀", "two halves"]
    assert [run.style for run in lines[0]] == ["#ff0000 on #ff0000", "#102030 on #102030"]


def test_a_picture_keeps_its_proportions_and_its_bounds(folder: Path) -> None:
    lines = PictureShelf(str(folder), "#000000", rows=8)(Picture("figures/wide.png", ""), 30)
    assert all(cell_len(row) == 30 for row in rows(lines))
    assert len(lines) == 4


def test_in_the_terminal_s_own_colours_a_picture_is_drawn_on_paper(folder: Path) -> None:
    on_paper = PictureShelf(str(folder), "#ffffff")(Picture("figures/two.png", "two halves"), 40)
    assert PictureShelf(str(folder), "ansi_default")(Picture("figures/two.png", "two halves"), 40) == on_paper


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("../secret.png", "leaves the deck's folder"),
        ("/etc/passwd", "lies elsewhere"),
        ("https://a.b/c.png", "lies elsewhere"),
        ("figures/none.png", "there is no picture"),
        ("figures/link.png", "is a link that leaves"),
        ("figures/text.png", "can't be read as a picture"),
        ("figures/huge.png", "can't be read as a picture"),
    ],
)
def test_what_is_no_picture_of_the_deck_is_told_by_its_words_and_why(folder: Path, address: str, why: str) -> None:
    (folder.parent / "secret.png").write_bytes((folder / "figures" / "two.png").read_bytes())
    (folder / "figures" / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "figures" / "text.png").write_text("no picture", encoding="utf-8")
    with (folder / "figures" / "huge.png").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    told = " ".join(rows(PictureShelf(str(folder), "#000000")(Picture(address, "words"), 200)))
    assert "[picture: words]" in told
    assert why in told
    assert "▀" not in told


def test_a_picture_with_too_many_points_is_not_decoded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizcv.tui.render.pictures.MOST_POINTS", 8)
    with pytest.raises(ValueError, match="too many points"):
        half_cells.__wrapped__(folder / "figures" / "two.png", 0, "#000000", 10, 10)


def test_a_card_s_picture_stands_where_its_text_puts_it(folder: Path) -> None:
    shelf = PictureShelf(str(folder), "#000000")
    assert rows(lay_out("before\n\n![](figures/two.png)\n\nafter", 40, draw=shelf)) == [
        "before",
        "",
        "▀▀▀▀",
        "▀▀▀▀",
        "",
        "after",
    ]


WITH_PICTURE = """\
deck: looks
cards:
  - id: a
    kind: numeric
    front: |
      Which share of it is red?

      ![A square](figures/square.png)
    answer: 1/2
"""


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_beside_a_picture_and_the_box_the_question_is_on_the_screen(
    bench_of: Callable[..., Bench], places: Places, size: tuple[int, int]
) -> None:
    bench = bench_of(WITH_PICTURE)
    (places.decks / "figures").mkdir()
    Image.new("RGB", (200, 200)).save(places.decks / "figures" / "square.png")
    async with running(bench, size=size) as driver:
        await driver.pilot.pause()
        shown = driver.text
        assert "Which share of it is red?" in shown
        assert "A square" in shown
        assert driver.review.card.box is not None
