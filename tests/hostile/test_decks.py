"""Decks of strangers: each fault is told with its place and its mend, the other decks go on, and text is only text."""

from __future__ import annotations

import shutil
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.hostile.conftest import a_machine
from tests.hostile.making import DECKS
from tests.hostile.promises import Case, cases, files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.sandbox import Kennel, Run, Sandbox

SMALL = cases("decks")
LARGE = cases("large-decks")
GOOD = "deck: good\ncards:\n  - id: one\n    front: What stays?\n    back: This.\n"


def told_by_file(run: Run, folder: Path) -> dict[str, list[str]]:
    """What `quizcv check` said of each file, by its name, without the path."""
    found = defaultdict(list)
    for line in run.out.decode().split("\n"):
        name, colon, told = line.removeprefix(f"{folder}/").partition(".yaml:")
        if colon and line.startswith(f"{folder}/"):
            found[name].append(told.removesuffix(" (warning)"))
    return dict(found)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory, kennel: Kennel) -> dict[str, list[str]]:
    """What is told of each deck of the corpus, all of them checked in one run."""
    machine = a_machine(tmp_path_factory.mktemp("decks"), kennel)
    for path in files("decks").values():
        shutil.copy(path, machine.decks)
    return told_by_file(machine.run("check", str(machine.decks)), machine.decks)


def test_every_deck_has_its_promise_and_every_promise_its_deck() -> None:
    assert {case.name for case in SMALL} == set(files("decks"))
    assert {case.name for case in LARGE} == set(DECKS)


@pytest.mark.parametrize("case", SMALL, ids=str)
def test_what_is_wrong_in_a_deck_is_told_at_its_place(case: Case, checked: dict[str, list[str]]) -> None:
    told = checked.get(case.name, [])
    assert [each for each in case.says if not any(one.startswith(each) for one in told)] == [], told[:20]
    assert case.taken or told


@pytest.mark.parametrize("case", LARGE, ids=str)
def test_a_bomb_goes_off_in_nobodys_face(case: Case, sandbox: Sandbox, size: int) -> None:
    deck = sandbox.decks / "d.yaml"
    deck.write_text(DECKS[case.name](size), encoding="utf-8")
    run = sandbox.run("check", str(deck), seconds=5)
    assert run.code == (0 if case.taken else 3)
    assert all(each in run.said for each in case.says), run.said[:500]
    assert run.peak < 300 << 20


def test_the_good_decks_go_on_beside_all_the_others(machine_of_all: Sandbox) -> None:
    for path in files("decks").values():
        shutil.copy(path, machine_of_all.decks)
    (machine_of_all.decks / "good.yaml").write_text(GOOD, encoding="utf-8")
    due = machine_of_all.run("due", "--json").json
    out = {each["path"].rpartition("/")[2].removesuffix(".yaml") for each in due["broken"]}
    assert {case.name for case in SMALL if not case.taken} - PROVED_ONLY == out
    assert "good" in {deck["deck"] for deck in due["decks"]}
    assert machine_of_all.run("next", "good", "--json").json["card"] == "good/one"


PROVED_ONLY = {"template-exp-bomb", "template-format", "template-growing", "template-mistake-that-is-right", "template-needle", "template-never"}  # fmt: skip
"""What only the drawing of many questions shows: `check` tells it, and a review asks what can be asked."""


def test_what_is_taken_can_be_reviewed_and_nothing_of_it_is_obeyed(machine_of_all: Sandbox) -> None:
    machine_of_all.decks.joinpath("good.yaml").unlink(missing_ok=True)
    for case in SMALL:
        if case.taken or case.name in PROVED_ONLY:
            shutil.copy(files("decks")[case.name], machine_of_all.decks)
        else:
            machine_of_all.decks.joinpath(f"{case.name}.yaml").unlink(missing_ok=True)
    (machine_of_all.home / "settings.toml").write_text("shipped_decks = false\nnew_per_day = 999\n", encoding="utf-8")
    review = machine_of_all.run("review", "--plain", typed=b"\n3\n" * 300)
    assert review.said.count("Answer:") > 40
    asked = {case.name for case in SMALL if case.taken and f": {case.name}/" in review.said}
    assert {case.name for case in SMALL if case.taken} - asked == {"deck-reserved-name", "file-json"}, (
        "they are called con and json"
    )


@pytest.mark.parametrize("name", ["options", "blanks", "one-scalar", "title", "pictures-half-open", "keys"])
def test_a_bomb_does_not_hold_up_what_is_due(name: str, sandbox: Sandbox, size: int) -> None:
    (sandbox.decks / "d.yaml").write_text(DECKS[name](size), encoding="utf-8")
    (sandbox.decks / "good.yaml").write_text(GOOD, encoding="utf-8")
    due = sandbox.run("due", "--json", seconds=5).json
    assert "good" in {deck["deck"] for deck in due["decks"]}
