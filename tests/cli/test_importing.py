"""`quizcv import` with folders, standard input, a second import, and `--dry-run`."""

from __future__ import annotations

import io
import json
import os
import threading
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.reader.deck import read_deck
from quizcv.cards.saving import alone_in
from quizcv.cli.progressline import progress_line
from quizcv.notes.notefile import notes_below
from tests.cli.notes import BN, write

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from quizcv.cards.model import Deck
    from tests.cli.support import Quizcv


class TestFolders:
    def test_hidden_and_foreign_folders_other_files_and_links_that_lead_outside_are_left_out(
        self, tmp_path: Path
    ) -> None:
        folder = tmp_path / "notes"
        for name in ("a.md", "deep/b.markdown", ".git/c.md", "node_modules/d.md", ".hidden.md", "e.pdf", "f.txt"):
            write(folder / name)
        (folder / "out.md").symlink_to(write(tmp_path / "elsewhere.md"))
        (folder / "again.md").symlink_to(folder / "a.md")
        (folder / "round").symlink_to(folder)
        assert [path.relative_to(folder).as_posix() for path in notes_below(folder)] == ["a.md", "deep/b.markdown"]

    def test_one_of_anything_is_told_as_one(self, quizcv: Quizcv, tmp_path: Path) -> None:
        write(tmp_path / "notes" / "a.md", "# A\n\n## What is stride?\n\nThe step of the window.\n")
        write(tmp_path / "notes" / "b.md", "Nothing to ask.\n")
        ended = quizcv("import", str(tmp_path / "notes"))
        assert "  1 card, 1 added" in ended.out.splitlines()
        assert ended.out.splitlines()[-1] == "2 notes: 1 card, 1 added"

    def test_each_note_becomes_a_deck_and_all_are_summed_up(self, quizcv: Quizcv, tmp_path: Path, home: Path) -> None:
        for name in ("one.md", "x/two.md", "y/two.md"):
            write(tmp_path / "notes" / name)
        ended = quizcv("import", str(tmp_path / "notes"))
        assert ended.code == 0
        assert ended.out.splitlines()[-1] == "3 notes: 6 cards, 6 added"
        assert sorted(path.stem for path in (home / "decks").glob("*.yaml")) == ["one", "small", "x-two", "y-two"]
        before = {path: path.read_bytes() for path in (home / "decks").glob("*.yaml")}
        assert quizcv("import", str(tmp_path / "notes")).out.splitlines()[-1] == "3 notes: 6 cards"
        assert {path: path.read_bytes() for path in (home / "decks").glob("*.yaml")} == before

    def test_a_note_keeps_its_deck_when_another_of_its_name_comes(
        self, quizcv: Quizcv, tmp_path: Path, home: Path
    ) -> None:
        write(tmp_path / "notes" / "x" / "two.md")
        quizcv("import", str(tmp_path / "notes"))
        write(tmp_path / "notes" / "y" / "two.md")
        assert quizcv("import", str(tmp_path / "notes")).code == 0
        assert sorted(path.stem for path in (home / "decks").glob("*two*")) == ["two", "y-two"]
        assert read_deck(home / "decks" / "two.yaml").source.endswith("x/two.md")

    def test_a_deck_under_another_name_is_found_by_its_source(self, quizcv: Quizcv, tmp_path: Path, home: Path) -> None:
        note = write(tmp_path / "two.md")
        quizcv("import", str(note), "--to", "norms")
        assert quizcv("import", str(note), "--json").json["deck"] == "norms"
        assert not (home / "decks" / "two.yaml").exists()

    def test_a_bad_note_and_a_bad_deck_do_not_stop_the_others(self, quizcv: Quizcv, tmp_path: Path, home: Path) -> None:
        write(tmp_path / "notes" / "a.md")
        write(tmp_path / "notes" / "c.md")
        (tmp_path / "notes" / "b.md").write_bytes(bytes(range(256)))
        write(home / "decks" / "a.yaml", "deck: a\nsource: nowhere\nfoo\n")
        ended = quizcv("import", str(tmp_path / "notes"))
        assert ended.code == 3
        assert "b.md: not imported: " in ended.err
        assert "no text" in ended.err
        assert "a.md: not imported: " in ended.err
        assert ended.out.splitlines()[-1] == "3 notes: 2 cards, 2 added, 2 notes that could not be imported"
        assert (home / "decks" / "c.yaml").exists()

    def test_a_folder_without_notes_is_told(self, quizcv: Quizcv, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        ended = quizcv("import", str(tmp_path / "empty"))
        assert (ended.code, "has no notes" in ended.err) == (2, True)

    def test_json_is_one_line_for_each_note(self, quizcv: Quizcv, tmp_path: Path) -> None:
        for name in ("a.md", "b.md"):
            write(tmp_path / "notes" / name)
        rows = [json.loads(row) for row in quizcv("import", str(tmp_path / "notes"), "--json").out.splitlines()]
        assert [row["deck"] for row in rows] == ["a", "b"]


class TestStandardInput:
    def test_the_first_heading_names_the_deck(self, quizcv: Quizcv, home: Path) -> None:
        assert quizcv("import", "-", typed=BN).code == 0
        deck = read_deck(home / "decks" / "norms.yaml")
        assert (deck.title, deck.source) == ("Norms", "-")

    def test_an_existing_deck_has_to_be_named(self, quizcv: Quizcv, home: Path) -> None:
        quizcv("import", "-", typed=BN)
        before = (home / "decks" / "norms.yaml").read_bytes()
        ended = quizcv("import", "-", typed=BN)
        assert (ended.code, "--to norms" in ended.err) == (2, True)
        assert quizcv("import", "-", "--to", "norms", typed=BN).code == 0
        assert (home / "decks" / "norms.yaml").read_bytes() == before

    def test_a_deck_made_from_a_file_is_left_alone(self, quizcv: Quizcv, tmp_path: Path) -> None:
        quizcv("import", str(write(tmp_path / "norms.md")))
        ended = quizcv("import", "-", "--to", "norms", typed="- What is LN?\n  - Over channels.\n")
        assert (ended.code, "made from another note" in ended.err) == (2, True)

    @pytest.mark.parametrize(
        ("arguments", "typed", "told_as"),
        [
            (["-"], "- What is LN?\n  - Over channels.\n", "no heading"),
            (["-", "other.md"], BN, "one note"),
            (["-", "--watch"], BN, "--watch"),
        ],
    )
    def test_what_can_not_be_is_told(self, quizcv: Quizcv, arguments: list[str], typed: str, told_as: str) -> None:
        ended = quizcv("import", *arguments, typed=typed)
        assert (ended.code, told_as in ended.err) == (2, True)


def test_a_dry_run_shows_each_text_that_would_change(quizcv: Quizcv, tmp_path: Path) -> None:
    note = write(tmp_path / "norms.md")
    quizcv("import", str(note))
    write(
        note,
        BN.replace("over the batch", "over the mini-batch").replace(
            "- What is GN?\n  - Over groups.\n", "- What is LN?\n  - Over channels.\n"
        ),
    )
    out = quizcv("import", str(note), "--dry-run").out
    shown = out[out.index("what would change:") :]
    assert shown == (
        "what would change:\n"
        "  what-is-bn, back:\n"
        "    - It normalises over the batch.\n"
        "    + It normalises over the mini-batch.\n"
        "  what-is-ln, added:\n"
        "    + What is LN?\n"
        "    + Over channels.\n"
        "  what-is-gn, to the archive:\n"
        "    - What is GN?\n"
        "    - Over groups.\n"
    )
    changes = quizcv("import", str(note), "--dry-run", "--json").json["changes"]
    assert changes["differences"] == [
        {
            "card": "what-is-bn",
            "field": "back",
            "before": "It normalises over the batch.",
            "after": "It normalises over the mini-batch.",
        }
    ]


def test_a_card_taken_out_by_hand_is_told_with_the_way_back(quizcv: Quizcv, tmp_path: Path, home: Path) -> None:
    note = write(tmp_path / "norms.md")
    quizcv("import", str(note))
    deck = home / "decks" / "norms.yaml"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text[: text.index("  - id: what-is-gn")] + text[text.index("imported:") :], encoding="utf-8")
    out = quizcv("import", str(note)).out
    assert "taken out of the deck by hand, so not imported again (1):\n  what-is-gn\n" in out
    assert "move it from taken_out: to cards:" in out
    assert "what-is-gn" not in quizcv("import", str(note)).out


def test_archived_cards_are_found_when_asked_for_and_only_then(quizcv: Quizcv, tmp_path: Path) -> None:
    note = write(tmp_path / "norms.md")
    quizcv("import", str(note))
    write(note, BN.partition("- What is GN?")[0])
    assert quizcv("import", str(note)).code == 0
    assert quizcv("search", "groups").out == ""
    (found,) = quizcv("search", "is:archived groups deck:norms", "--json").json
    assert (found["card"], found["kind"], found["prompt"]) == ("norms/what-is-gn", "basic", "What is GN?")
    assert "norms/what-is-gn" in quizcv("search", "is:archived").out
    assert quizcv("search", "is:archived batch").out == ""
    assert quizcv("search", "is:archived is:new").code == 2
    assert quizcv("due", "--json").json["decks"][0]["total"] == 1


class TestWriting:
    def test_two_imports_at_once_leave_one_whole_deck(
        self, program: Callable[..., subprocess.Popen[str]], tmp_path: Path, home: Path
    ) -> None:
        note = write(tmp_path / "norms.md")
        processes = [program("import", str(note)) for _ in range(3)]
        assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
        for process in processes:
            process.communicate()
        assert [card.id for card in read_deck(home / "decks" / "norms.yaml").cards] == ["what-is-bn", "what-is-gn"]
        assert sorted(path.name for path in (home / "decks").iterdir()) == ["norms.yaml", "small.yaml"]

    def test_imports_into_one_folder_take_turns(self, tmp_path: Path) -> None:
        order: list[str] = []
        inside = threading.Event()

        def second() -> None:
            inside.wait()
            with alone_in(tmp_path):
                order.append("second")

        thread = threading.Thread(target=second)
        thread.start()
        with alone_in(tmp_path):
            inside.set()
            order.append("first")
        thread.join()
        assert order == ["first", "second"]

    def test_an_edit_made_while_the_note_is_imported_is_kept(
        self, quizcv: Quizcv, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from quizcv.notes import deckfile  # noqa: PLC0415  its function is wrapped

        note = write(tmp_path / "norms.md")
        quizcv("import", str(note))
        deck = home / "decks" / "norms.yaml"
        real, edits = deckfile.rewrite, iter(["Over groups of channels."])

        def rewrite_while_edited(text: str, old: Deck, new: Deck) -> str:
            for edit in edits:
                write(deck, deck.read_text(encoding="utf-8").replace("Over groups.", edit))
            return real(text, old, new)

        monkeypatch.setattr(deckfile, "rewrite", rewrite_while_edited)
        write(note, BN.replace("over the batch", "over the mini-batch"))
        assert quizcv("import", str(note)).code == 0
        text = deck.read_text(encoding="utf-8")
        assert "Over groups of channels." in text
        assert "mini-batch" in text

    def test_a_full_disk_leaves_the_old_deck_and_is_told(
        self, quizcv: Quizcv, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        note = write(tmp_path / "norms.md")
        quizcv("import", str(note))
        before = (home / "decks" / "norms.yaml").read_bytes()
        write(note, BN.replace("over the batch", "over the mini-batch"))

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        ended = quizcv("import", str(note))
        assert ended.code == 1
        assert "can't be written: no space left on device" in ended.err
        assert (home / "decks" / "norms.yaml").read_bytes() == before
        assert sorted(path.name for path in (home / "decks").iterdir()) == ["norms.yaml", "small.yaml"]

    def test_a_deck_open_in_an_editor_is_told(self, quizcv: Quizcv, tmp_path: Path, home: Path) -> None:
        (home / "decks" / ".norms.yaml.swp").touch()
        assert "is open in an editor" in quizcv("import", str(write(tmp_path / "norms.md"))).err


class TestReview:
    def test_it_takes_one_note_and_a_terminal(self, quizcv: Quizcv, tmp_path: Path, home: Path) -> None:
        note = str(write(tmp_path / "norms.md"))
        for wrong in ([note, note], [str(tmp_path)], ["-"], [note, "--watch"], [note, "--json"], [note, "--dry-run"]):
            ended = quizcv("import", "--review", *wrong)
            assert ended.code == 2
            assert "--review" in ended.err
        assert "needs a terminal" in quizcv("import", "--review", note).err
        assert not (home / "decks" / "norms.yaml").exists()


def test_progress_is_told_on_a_terminal_only(quizcv: Quizcv, tmp_path: Path) -> None:
    assert quizcv("import", str(write(tmp_path / "norms.md"))).err == ""
    assert progress_line(2, 50, "notes/cnn.md", 4.2) == "3 of 50: notes/cnn.md, 4 s"
    assert progress_line(0, 1, "cnn.md", 12.0) == "cnn.md, 12 s"
    assert progress_line(0, 1, "cnn.md", 12.0, 0.629) == "cnn.md, 62 %, 12 s"
    assert len(progress_line(0, 9, "筆" * 200, 1.0)) < 60
    assert io.StringIO().isatty() is False
