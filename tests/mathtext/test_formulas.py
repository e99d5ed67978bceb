"""Formulas of the field, in one line and in two dimensions, as somebody judged them by eye in `formulas.txt`."""

from __future__ import annotations

import pytest

from quizcv.mathtext import block, line
from tests.mathtext.golden import Entry, entries

ENTRIES = entries()


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.name for entry in ENTRIES])
def test_a_formula_of_the_field_looks_as_it_was_judged(entry: Entry) -> None:
    assert line(entry.source) == entry.line
    assert [row.rstrip() for row in block(entry.source)] == entry.rows


def test_the_field_is_covered() -> None:
    assert len(ENTRIES) >= 60
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)
