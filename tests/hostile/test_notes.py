"""Notes of strangers, and other people's packages: what can be read becomes cards, what can't is refused, nothing is run."""

from __future__ import annotations

import json
import shutil

import pytest

from quizcv.cards.reader.deck import read_deck
from tests.hostile.making import NOTES
from tests.hostile.promises import Case, cases, files
from tests.hostile.sandbox import OBEYED, Sandbox

SMALL = cases("notes")
LARGE = cases("large-notes")
PACKAGES = cases("packages")


def test_every_note_has_its_promise_and_every_promise_its_note() -> None:
    assert {case.name for case in SMALL} == set(files("notes"))
    assert {case.name for case in LARGE} == set(NOTES)
    assert {case.name for case in PACKAGES} == {path.name for path in files("packages").values()}


@pytest.mark.parametrize("case", SMALL, ids=str)
def test_what_becomes_of_a_note(case: Case, sandbox: Sandbox) -> None:
    shutil.copy(files("notes")[case.name], sandbox.work)
    run = sandbox.run("import", f"{case.name}.md", "--json")
    assert all(each in run.said for each in case.says), run.said[:600]
    assert run.code == (0 if case.taken else 3)
    if not case.taken:
        assert list(sandbox.decks.iterdir()) == []
        return
    report = run.json
    assert [card["front"] for card in report["cards"]] == case.more["fronts"]
    for path in sandbox.decks.glob("*.yaml"):
        deck = read_deck(path)
        assert deck.name == path.stem
        assert not OBEYED.search(path.read_text(encoding="utf-8"))
        assert all(word not in path.read_text(encoding="utf-8") for word in case.more.get("never", ()))
    before = {path: path.read_bytes() for path in sandbox.decks.iterdir()}
    assert sandbox.run("import", f"{case.name}.md").code == 0
    assert {path: path.read_bytes() for path in sandbox.decks.iterdir()} == before


@pytest.mark.parametrize("case", LARGE, ids=str)
def test_a_note_of_any_size_is_read_in_bounds(case: Case, sandbox: Sandbox, size: int) -> None:
    (sandbox.work / "n.md").write_text(NOTES[case.name](size), encoding="utf-8")
    run = sandbox.run("import", "n.md", "--json", seconds=5)
    assert run.code == 0
    assert len(run.json["cards"]) >= case.more["cards"]
    assert run.peak < 300 << 20
    for path in sandbox.decks.glob("*.yaml"):
        assert read_deck(path).name == "n"


@pytest.mark.parametrize("case", PACKAGES, ids=str)
def test_what_is_no_note_is_refused_and_nothing_is_unpacked(case: Case, sandbox: Sandbox) -> None:
    shutil.copy(files("packages")[case.name.rpartition(".")[0]], sandbox.work)
    run = sandbox.run("import", case.name)
    assert run.code == case.more["code"]
    assert [each for each in case.says if each.replace("FILE", case.name) not in run.said] == [], run.said
    assert list(sandbox.decks.iterdir()) == []


def test_a_folder_with_all_notes_leaves_out_what_is_none(sandbox: Sandbox) -> None:
    for path in (*files("notes").values(), *files("packages").values()):
        shutil.copy(path, sandbox.work)
    run = sandbox.run("import", ".", "--json")
    taken = {json.loads(line)["deck"] for line in run.out.decode().splitlines()}
    assert run.code == 3
    assert len(taken) >= sum(case.taken for case in SMALL) - 3
    assert "binary.md: not imported" in run.said
