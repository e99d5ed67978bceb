from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.cards.pictures import fault_of, picture_path, pictures
from quizcv.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_pictures_are_found_with_their_places() -> None:
    text = 'a ![one](x.png) ![](<my picture.png>) ![t](y.png "title") [no](z.png)'
    assert pictures(text) == [(2, "x.png"), (16, "my picture.png"), (38, "y.png")]
    assert pictures("![" * 100_000) == []


@pytest.mark.parametrize("reference", ["x.png", "figures/iou.png", "a..b.png", "./x.png", "图/一.png", "a%20b.png"])
def test_paths_below_the_folder_are_fine(reference: str) -> None:
    assert fault_of(reference) == ""


@pytest.mark.parametrize(
    ("reference", "part"),
    [
        ("", "without a path"),
        ("../x.png", "leaves the deck's folder"),
        ("a/../../x.png", "leaves the deck's folder"),
        ("%2e%2e/x.png", "leaves the deck's folder"),
        ("/etc/passwd", "lies elsewhere"),
        ("//host/x.png", "lies elsewhere"),
        ("~/x.png", "lies elsewhere"),
        ("file:///x.png", "lies elsewhere"),
        ("https://example.org/x.png", "lies elsewhere"),
        ("data:image/png;base64,AAAA", "lies elsewhere"),
        ("C:/x.png", "lies elsewhere"),
        ("..\\x.png", "lies elsewhere"),
        ("a\\..\\x.png", "lies elsewhere"),
        ("a%00.png", "lies elsewhere"),
    ],
)
def test_paths_that_lead_elsewhere_are_told(reference: str, part: str) -> None:
    assert part in fault_of(reference)


def test_a_picture_is_opened_only_below_the_folder_whatever_links_say(tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    (folder / "figures").mkdir(parents=True)
    inside = folder / "figures" / "x.png"
    inside.write_bytes(b"png")
    (folder / "alias.png").symlink_to(inside)
    (tmp_path / "secret").write_bytes(b"secret")
    (folder / "out.png").symlink_to(tmp_path / "secret")
    (folder / "up").symlink_to(tmp_path)
    assert picture_path(folder, "figures/x.png") == inside
    assert picture_path(str(folder), "alias.png") == inside
    for reference in ("out.png", "up/secret"):
        with pytest.raises(UsageError, match="is a link that leaves the deck's folder"):
            picture_path(folder, reference)
    with pytest.raises(UsageError, match="there is no picture"):
        picture_path(folder, "figures/gone.png")
    with pytest.raises(UsageError, match="leaves the deck's folder"):
        picture_path(folder, "../secret")
