"""Whatever deck a stranger wrote: a card joins it with every byte kept, or it is refused and left as it is."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.adding.target import DeckPlace, Standing
from quizcv.cards.adding.writing import add_cards
from quizcv.cards.model import BasicCard
from quizcv.cards.reader.deck import read_deck
from quizcv.errors import ContentError
from tests.hostile.promises import files

if TYPE_CHECKING:
    from pathlib import Path

CARD = BasicCard(id="", front="A card: of ours #1", back="- so\n- it is")
DECKS = files("decks")


@pytest.mark.parametrize("name", DECKS)
def test_a_card_joins_the_deck_of_a_stranger_or_the_deck_stays(name: str, tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    shutil.copy(DECKS[name], path)
    before = path.read_bytes()
    try:
        deck = read_deck(path)
    except ContentError:
        with pytest.raises(ContentError):
            add_cards(DeckPlace(Standing.OWN, "d", path), [CARD])
        assert path.read_bytes() == before
        return
    (added,) = add_cards(DeckPlace(Standing.OWN, deck.name, path), [CARD])
    after = path.read_bytes()
    inserted = len(after) - len(before)
    start = next((at for at, (one, two) in enumerate(zip(before, after, strict=False)) if one != two), len(before))
    assert any(after[:at] + after[at + inserted :] == before for at in range(start, -1, -1) if inserted > 0)
    assert read_deck(path).cards[-1] == added.card
