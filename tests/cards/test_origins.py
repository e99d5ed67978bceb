"""The library tells which cards come from one entry of a note, at every time as the decks are then."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from quizcv.cards import library as room
from quizcv.cards.library import Library

if TYPE_CHECKING:
    import pytest

    from quizcv.settings import Places


def write(places: Places, lines: dict[str, int]) -> None:
    """A deck of cards that come from these lines of a note."""
    cards = "".join(
        f"  - id: {card}\n    front: {card}\n    back: b\n    source: {{line: {line}}}\n"
        for card, line in lines.items()
    )
    places.decks.mkdir(parents=True, exist_ok=True)
    (places.decks / "d.yaml").write_text(f"deck: d\nsource: note.md\ncards:\n{cards}", encoding="utf-8")


def test_cards_of_one_line_share_an_origin_until_the_deck_says_otherwise(places: Places) -> None:
    write(places, {"a": 3, "b": 3, "c": 9})
    with closing(Library.load(places, shipped=False)) as library:
        for _ in range(2):
            assert library.origins(["d/a", "d/b", "d/c", "d/gone"]) == {"d/a": "d/3", "d/b": "d/3"}
        assert library.origins(["d/b"]) == {"d/b": "d/3"}
        write(places, {"a": 3, "b": 30, "c": 30})
        library.reload()
        assert library.origins(["d/a", "d/b", "d/c"]) == {"d/b": "d/30", "d/c": "d/30"}


def test_what_is_remembered_has_a_bound(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_KEPT", 4)
    cards = {f"c{number}": number // 2 + 1 for number in range(20)}
    write(places, cards)
    with closing(Library.load(places, shipped=False)) as library:
        for number in range(19):
            keys = [f"d/c{number}", f"d/c{number + 1}"]
            assert library.origins(keys) == {key: f"d/{cards[key[2:]]}" for key in keys}
            assert len(library._origins) <= 6
