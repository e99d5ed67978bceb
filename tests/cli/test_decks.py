"""import, check and schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.support import assert_shape, documented_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support import Quizcv

NOTE = """\
# Receptive fields

## FAQ
- What is a receptive field?
  - The part of the input that a unit sees.
- How does it grow with depth?
- What is its size in VGG-16?
  - aaa

Area: $7 * 7 = 48$ pixels.
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "receptive.md"
    path.write_text(NOTE, encoding="utf-8")
    return path


def test_a_note_becomes_a_deck_that_is_asked(quizcv: Quizcv, note: Path, home: Path) -> None:
    found = quizcv("import", str(note), "--json").json
    assert_shape(found, documented_json("import"))
    assert found["deck"] == "receptive"
    assert found["path"] == str(home / "decks" / "receptive.yaml")
    fronts = [card["front"] for card in found["cards"]]
    assert "What is a receptive field?" in fronts
    assert {"question": "How does it grow with depth?", "line": 6} in found["unanswered"]
    assert [deck["deck"] for deck in quizcv("due", "--json").json["decks"]] == ["receptive", "small"]


def test_a_dry_run_writes_nothing(quizcv: Quizcv, note: Path, home: Path) -> None:
    ended = quizcv("import", str(note), "--dry-run")
    assert ended.code == 0
    assert "nothing is written" in ended.out
    assert not (home / "decks" / "receptive.yaml").exists()


def test_for_people_every_line_that_needs_a_look_is_named(quizcv: Quizcv, note: Path) -> None:
    out = quizcv("import", str(note)).out
    assert "without an answer" in out
    assert "fails: the right value is 49 (7 * 7 = 48)" in out
    assert "nothing" not in out
    assert "line 6  How does it grow with depth?" in out


def test_importing_twice_changes_no_byte(quizcv: Quizcv, note: Path, home: Path) -> None:
    quizcv("import", str(note))
    first = (home / "decks" / "receptive.yaml").read_bytes()
    assert quizcv("import", str(note), "--json").json["changes"]["added"] == []
    assert (home / "decks" / "receptive.yaml").read_bytes() == first


def test_the_deck_may_be_named(quizcv: Quizcv, note: Path, home: Path) -> None:
    quizcv("import", str(note), "--to", "fields")
    assert (home / "decks" / "fields.yaml").exists()


def test_one_deck_is_not_made_of_two_notes(quizcv: Quizcv, note: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text(NOTE, encoding="utf-8")
    ended = quizcv("import", str(note), str(other), "--to", "fields")
    assert ended.code == 2
    assert "--to names one deck for one note" in ended.err


def test_notes_of_one_name_become_decks_named_after_their_folders(quizcv: Quizcv, tmp_path: Path, home: Path) -> None:
    notes = [tmp_path / "a" / "same.md", tmp_path / "b" / "same.md"]
    for note in notes:
        note.parent.mkdir()
        note.write_text(NOTE, encoding="utf-8")
    assert quizcv("import", *map(str, notes)).code == 0
    assert sorted(path.stem for path in (home / "decks").glob("*same*")) == ["a-same", "b-same"]


def test_a_name_another_deck_has_is_refused_before_anything_is_written(quizcv: Quizcv, note: Path, home: Path) -> None:
    below = home / "decks" / "x" / "foo.yaml"
    below.parent.mkdir()
    below.write_text("deck: receptive\ncards:\n  - {id: a, front: x, back: y}\n", encoding="utf-8")
    ended = quizcv("import", str(note))
    assert ended.code == 2
    assert f"the name 'receptive' is taken by {below}" in ended.err
    assert "--to NAME" in ended.err
    assert not (home / "decks" / "receptive.yaml").exists()
    assert quizcv("import", str(note), "--to", "fields").code == 0


def test_a_note_that_says_nothing_makes_no_deck_and_is_told(quizcv: Quizcv, tmp_path: Path, home: Path) -> None:
    empty = tmp_path / "empty.md"
    empty.touch()
    ended = quizcv("import", str(empty))
    assert ended.code == 0
    assert "no deck is written" in ended.out
    assert quizcv("import", str(empty), "--json").json["path"] == ""
    assert not (home / "decks" / "empty.yaml").exists()


def test_a_file_that_is_no_text_is_a_fault_of_the_note(quizcv: Quizcv, tmp_path: Path) -> None:
    binary = tmp_path / "bin.md"
    binary.write_bytes(bytes(range(256)))
    ended = quizcv("import", str(binary))
    assert ended.code == 3
    assert "no text" in ended.err


@pytest.mark.parametrize(
    ("name", "told"), [("missing.md", "missing.md"), ("slides.pdf", "no note that can be imported")]
)
def test_what_is_no_note_is_told(quizcv: Quizcv, tmp_path: Path, name: str, told: str) -> None:
    ended = quizcv("import", str(tmp_path / name))
    assert ended.code == 2
    assert told in ended.err


def test_a_sound_deck_passes_the_check(quizcv: Quizcv) -> None:
    ended = quizcv("check", "--json")
    assert_shape(ended.json, documented_json("check"))
    assert ended.code == 0
    assert (ended.json["files"], ended.json["problems"], ended.json["errors"]) == (1, 1, [])
    assert "proving small/output" in ended.err


def test_every_fault_is_told_and_the_exit_code_is_three(quizcv: Quizcv, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(
        "deck: broken\ntitle: B\ncards:\n  - {id: a, front: x, bakc: y}\n  - {id: a, front: z, back: w}\n",
        encoding="utf-8",
    )
    ended = quizcv("check", str(path), "--json")
    assert ended.code == 3
    assert_shape(ended.json, documented_json("check"))
    assert len(ended.json["errors"]) >= 2
    lines = quizcv("check", str(path)).out.splitlines()
    assert lines[0].startswith(f"{path}:4:")


def test_check_fix_gives_ids_and_changes_no_other_byte(quizcv: Quizcv, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(
        "deck: new   # mine\ntitle: N\ncards:\n\n  - front: What is stride?\n    back: 'A step.'\n", encoding="utf-8"
    )
    assert quizcv("check", str(path), "--fix").code == 0
    text = path.read_text(encoding="utf-8")
    assert text.replace("id: what-is-stride\n    ", "") == (
        "deck: new   # mine\ntitle: N\ncards:\n\n  - front: What is stride?\n    back: 'A step.'\n"
    )
    quizcv("check", str(path), "--fix")
    assert path.read_text(encoding="utf-8") == text


def test_a_path_that_is_not_there_is_a_usage_error(quizcv: Quizcv, tmp_path: Path) -> None:
    ended = quizcv("check", str(tmp_path / "nowhere"))
    assert ended.code == 2
    assert "nowhere" in ended.err


def test_the_schema_is_json_and_names_the_kinds(quizcv: Quizcv) -> None:
    schema = json.loads(quizcv("schema").out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "cloze" in json.dumps(schema)


def test_a_deck_is_checked_by_its_name_even_with_faults(quizcv: Quizcv, home: Path) -> None:
    assert quizcv("check", "small", "--json").json["files"] == 1
    broken = home / "decks" / "bad.yaml"
    broken.write_text("deck: bad\ncards: 1\n", encoding="utf-8")
    ended = quizcv("check", "bad")
    assert (ended.code, str(broken) in ended.out) == (3, True)
    assert "there is no file nothing; name a deck" in quizcv("check", "nothing").err
