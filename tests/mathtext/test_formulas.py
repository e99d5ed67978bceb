"""Formulas of the field, in one line and in two dimensions, as somebody judged them by eye in `formulas.txt`."""

from __future__ import annotations

import pytest

from quizcv.mathtext import block, cells, faults, line
from tests.mathtext.golden import COLUMN, Entry, broken, entries, is_wide

ENTRIES = entries()
BROKEN = broken()
WRONG_ON_PURPOSE = {"an unknown command", "a brace that is never closed"}


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.name for entry in ENTRIES])
def test_a_formula_of_the_field_looks_as_it_was_judged(entry: Entry) -> None:
    assert line(entry.source) == entry.line
    assert [row.rstrip() for row in block(entry.source)] == entry.rows
    assert bool(faults(entry.source)) == (entry.name in WRONG_ON_PURPOSE)


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.name in BROKEN], ids=list(BROKEN))
def test_a_formula_wider_than_a_small_screen_is_broken_as_it_was_judged(entry: Entry) -> None:
    rows = block(entry.source, COLUMN)
    assert [row.rstrip() for row in rows] == BROKEN[entry.name]
    assert max(map(cells, rows)) <= COLUMN


def test_the_field_is_covered() -> None:
    assert len(ENTRIES) >= 300
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)
    assert {entry.name for entry in ENTRIES if is_wide(entry.source)} == set(BROKEN)
