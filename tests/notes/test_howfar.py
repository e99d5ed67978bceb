"""How far a long note is read is told truly, now and then, and changes nothing of what is read."""

from __future__ import annotations

import pytest

from quizcv.notes.howfar import EVERY
from quizcv.notes.importing import read_cards

LONG = {
    "sections": "".join(
        f"## What is layer {n}?\n\nIt is the layer with the number {n}, after the others.\n\n" for n in range(600)
    ),
    "one list": "".join(f"- What is layer {n}?\n  - It has the number {n}, so $n = {n}$.\n" for n in range(1200)),
    "prose": "".join(f"A net of {n} layers is a deep one.\n\n" for n in range(1200)),
    "no line of sense": ")](\n" * 2400,
}


@pytest.mark.parametrize("note", LONG.values(), ids=LONG)
def test_what_is_told_grows_to_the_whole_note_and_is_told_seldom(note: str) -> None:
    told: list[tuple[int, int]] = []
    found = read_cards(note, lambda done, of: told.append((done, of)))
    lines = [done for done, _ in told]
    assert {of for _, of in told} == {note.count("\n") + 1}
    assert lines == sorted(set(lines))
    assert lines[-1] == note.count("\n") + 1
    assert all(later - earlier >= EVERY for earlier, later in zip([0, *lines], lines[:-1], strict=False))
    assert found == read_cards(note)


@pytest.mark.parametrize("name", ["sections", "one list", "prose"])
def test_each_fifth_of_a_long_note_is_told_of(name: str) -> None:
    shares: list[float] = []
    read_cards(LONG[name], lambda done, of: shares.append(done / of))
    assert all(any(fifth <= 5 * share < fifth + 1 for share in shares) for fifth in range(1, 5)), shares


def test_of_a_short_note_nothing_is_told() -> None:
    told: list[int] = []
    read_cards("- What is a layer?\n  - A step.\n" * (EVERY // 2 - 1), lambda done, _: told.append(done))
    assert told == []
