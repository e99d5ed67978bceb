"""One deck for one note: what another note, a hand or the library has made is never written over."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.reader.deck import read_deck
from quizcv.errors import ContentError, UsageError
from quizcv.notes.importing import import_into
from quizcv.notes.notefile import LARGEST
from quizcv.notes.target import slug_for

if TYPE_CHECKING:
    from pathlib import Path

ALPHA = "- What is alpha?\n  - The first.\n"
GAMMA = "- What is gamma?\n  - The third.\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("depth", ["", "deep/down/below/"])
def test_another_note_of_the_same_name_never_writes_into_the_deck(depth: str, tmp_path: Path) -> None:
    decks = tmp_path / f"{depth}decks"
    first = write(tmp_path / "a" / "notes.md", ALPHA)
    second = write(tmp_path / "b" / "notes.md", GAMMA)
    import_into(first, decks)
    before = (decks / "notes.yaml").read_bytes()
    with pytest.raises(UsageError, match=r"made from another note, .*a/notes\.md.*--to NAME"):
        import_into(second, decks)
    assert (decks / "notes.yaml").read_bytes() == before
    assert import_into(first, decks).changes.kept == ("what-is-alpha",)
    import_into(second, decks, "others")
    assert [card.id for card in read_deck(decks / "others.yaml").cards] == ["what-is-gamma"]


def test_a_deck_written_by_hand_is_left_alone(tmp_path: Path) -> None:
    deck = write(tmp_path / "decks" / "notes.yaml", "deck: notes\ncards:\n  - {id: a, front: x, back: y}\n")
    before = deck.read_bytes()
    with pytest.raises(UsageError, match="made from no note"):
        import_into(write(tmp_path / "notes.md", ALPHA), deck.parent)
    assert deck.read_bytes() == before


def test_a_note_that_was_moved_is_taken_up_as_the_message_says(tmp_path: Path) -> None:
    note = write(tmp_path / "notes.md", ALPHA)
    import_into(note, tmp_path / "decks")
    moved = tmp_path / "old" / "notes.md"
    moved.parent.mkdir()
    note.rename(moved)
    with pytest.raises(UsageError, match=r"write `source: \.\./old/notes\.md` into the deck"):
        import_into(moved, tmp_path / "decks")
    deck = tmp_path / "decks" / "notes.yaml"
    deck.write_text(deck.read_text().replace("source: ../notes.md", "source: ../old/notes.md"))
    assert import_into(moved, tmp_path / "decks").changes.kept == ("what-is-alpha",)


def test_names_no_slug_can_spell_are_told_apart_and_stay_what_they_are() -> None:
    names = ["日本語.md", "筆記.md", "notes.md", "CNN筆記.md", "CNN習題.md", "cnn.md", "Заметки.md", "🙂.md"]
    slugs = [slug_for(name) for name in names]
    assert len(set(slugs)) == len(names)
    assert slugs[0] == "note-77710a"
    assert (slugs[2], slugs[5], slugs[6]) == ("notes", "cnn", "zametki")
    assert slug_for(unicodedata.normalize("NFD", "ガ.md")) == slug_for("ガ.md")


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x00\x01\x02", "\u7b46\u8a18".encode("big5") * 20])
def test_what_is_no_text_is_refused_and_makes_no_deck(data: bytes, tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    note.write_bytes(data)
    with pytest.raises(ContentError, match="no text, or none in UTF-8"):
        import_into(note, tmp_path / "decks")
    assert not (tmp_path / "decks").exists()


@pytest.mark.parametrize("text", ["", "\n \n", "# Title\n"])
def test_a_note_that_says_nothing_makes_no_deck(text: str, tmp_path: Path) -> None:
    report = import_into(write(tmp_path / "n.md", text), tmp_path / "decks")
    assert report.path == ""
    assert not (tmp_path / "decks").exists()


def test_a_note_that_was_emptied_takes_no_card_away(tmp_path: Path) -> None:
    note = write(tmp_path / "n.md", ALPHA)
    import_into(note, tmp_path)
    before = (tmp_path / "n.yaml").read_bytes()
    note.write_text("\n")
    with pytest.raises(ContentError, match="the note is empty"):
        import_into(note, tmp_path)
    assert (tmp_path / "n.yaml").read_bytes() == before


def test_devices_pipes_and_files_without_end_are_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    huge = tmp_path / "huge.md"
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    endless = tmp_path / "zero.md"
    endless.symlink_to("/dev/zero")
    for path, told in [(pipe, "a device or a pipe"), (endless, "a device or a pipe"), (huge, "larger than 64 MiB")]:
        with pytest.raises(UsageError, match=told):
            import_into(path, tmp_path)
