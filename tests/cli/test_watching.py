"""`quizcv import --watch`: what changes is imported, what vanishes or fails is told once, and the watch goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.cards.library import Library
from quizcv.notes.watching import Watch, told
from quizcv.settings import Places
from tests.cli.notes import BN, write

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def watch(home: Path, tmp_path: Path) -> Watch:
    write(tmp_path / "notes" / "norms.md")
    places = Places.from_environment()
    assert home == places.decks.parent
    return Watch([tmp_path / "notes"], places.decks, Library.load(places, shipped=False))


def test_what_changed_is_imported_and_told_in_a_line(watch: Watch, tmp_path: Path) -> None:
    note = tmp_path / "notes" / "norms.md"
    assert [told(each) for each in watch.look()] == [f"{note} -> norms: 2 added"]
    assert list(watch.look()) == []
    write(note, BN + "- What is LN?\n  - Over channels.\n")
    write(note.with_name("more.md"), BN.replace("N?", "N for?"))
    assert [told(each) for each in watch.look()] == [
        f"{note.with_name('more.md')} -> more: 2 added",
        f"{note} -> norms: 1 added",
    ]


def test_a_deck_with_faults_is_told_once_and_tried_again(watch: Watch, tmp_path: Path, home: Path) -> None:
    list(watch.look())
    deck = home / "decks" / "norms.yaml"
    sound = deck.read_text(encoding="utf-8")
    write(deck, sound.replace("front: What is BN?", "frnt: What is BN?"))
    note = write(tmp_path / "notes" / "norms.md", BN.replace("over the batch", "over the mini-batch"))
    (line,) = [told(each) for each in watch.look()]
    assert line.startswith(f"{note}: not imported: {deck}:7:5: unknown key")
    assert list(watch.look()) == []
    write(deck, sound)
    assert [told(each) for each in watch.look()] == [f"{note} -> norms: 1 changed"]


def test_a_note_that_vanishes_is_told_once_and_again_when_it_is_back(watch: Watch, tmp_path: Path, home: Path) -> None:
    list(watch.look())
    note = tmp_path / "notes" / "norms.md"
    note.unlink()
    assert [[told(each) for each in watch.look()] for _ in range(4)] == [
        [],
        [f"{note} is gone; its deck stays, and it is imported again when it is back"],
        [],
        [],
    ]
    assert (home / "decks" / "norms.yaml").exists()
    write(note, BN.replace("over the batch", "over the mini-batch"))
    assert [told(each) for each in watch.look()] == [f"{note} is back", f"{note} -> norms: 1 changed"]
    assert list(watch.look()) == []


def test_an_editor_that_takes_the_old_file_away_first_is_not_told_of(watch: Watch, tmp_path: Path) -> None:
    list(watch.look())
    note = tmp_path / "notes" / "norms.md"
    note.unlink()
    assert list(watch.look()) == []
    write(note, BN.replace("over the batch", "over the mini-batch"))
    assert [told(each) for each in watch.look()] == [f"{note} -> norms: 1 changed"]


def test_a_folder_that_vanishes_is_told_instead_of_its_notes(watch: Watch, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    write(folder / "more.md", BN.replace("BN", "LN").replace("GN", "IN"))
    list(watch.look())
    folder.rename(tmp_path / "elsewhere")
    assert list(watch.look()) == []
    (line,) = [told(each) for each in watch.look()]
    assert line.startswith(f"{folder} is gone;")
    assert list(watch.look()) == []
    (tmp_path / "elsewhere").rename(folder)
    assert [told(each) for each in watch.look()] == [f"{folder} is back"]


def test_a_note_named_alone_that_vanishes_is_told_too_and_the_watch_goes_on(home: Path, tmp_path: Path) -> None:
    note, other = write(tmp_path / "norms.md"), write(tmp_path / "other.md", BN.replace("BN", "LN"))
    places = Places.from_environment()
    assert home == places.decks.parent
    watch = Watch([note, other], places.decks, Library.load(places, shipped=False))
    list(watch.look())
    note.unlink()
    list(watch.look())
    (line,) = [told(each) for each in watch.look()]
    assert line.startswith(f"{note} is gone;")
    write(other, BN.replace("BN", "LN").replace("over the batch", "over the layer"))
    assert [told(each) for each in watch.look()] == [f"{other} -> other: 1 changed"]


def test_ctrl_c_ends_it(program: Callable[..., subprocess.Popen[str]], tmp_path: Path, home: Path) -> None:
    process = program("import", str(write(tmp_path / "norms.md")), "--watch")
    assert process.stdout is not None
    assert process.stdout.readline() == f"{tmp_path / 'norms.md'} -> norms: 2 added\n"
    process.send_signal(2)
    _, told_on_stderr = process.communicate(timeout=20)
    assert process.returncode == 130
    assert told_on_stderr == "watching 1 note; Ctrl-C ends\n"
    assert (home / "decks" / "norms.yaml").exists()
