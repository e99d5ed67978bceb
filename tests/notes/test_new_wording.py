"""A version of quizcv that words a question better than the one that made the deck keeps the card, its id and its progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.cards.reader.deck import read_deck
from quizcv.notes.importing import import_into
from quizcv.notes.phrases import sentences
from quizcv.notes.texts import texts_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOTE = """\
# Tiles

- **Corner image**: a picture whose corners are cut off.
- **Resizing**: making a picture larger or smaller.

## Trimming

Trimming cuts a border off a picture.
"""


def test_a_question_that_is_worded_anew_keeps_its_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note, decks = tmp_path / "tiles.md", tmp_path / "decks"
    note.write_text(NOTE, encoding="utf-8")
    with monkeypatch.context() as earlier:
        earlier.setattr(sentences, "with_article", lambda _term, shown, _definition="": shown)
        earlier.setattr(sentences, "in_sentence", lambda term, _words: term)
        import_into(note, decks)
    before = {card.id: texts_of(card)[0] for card in read_deck(decks / "tiles.yaml").cards}
    changes = import_into(note, decks).changes
    after = {card.id: texts_of(card)[0] for card in read_deck(decks / "tiles.yaml").cards}
    assert list(after) == list(before)
    assert before != after
    assert after["corner-image"] == "What is a corner image?"
    assert after["resizing"] == "What is resizing?"
    assert changes is not None
    assert not (changes.added)
    assert not (changes.archived)
    assert not (changes.conflicts)
