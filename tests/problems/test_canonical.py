"""The table of published formulas is sound in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.formulas.comparing import unified
from quizcv.notes.formulas.variables import OF_TABLE
from quizcv.problems.canonical import CANONICAL
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.formula.tree import names_of

if TYPE_CHECKING:
    from quizcv.problems.canonical.form import Canonical

EACH = pytest.mark.parametrize("each", CANONICAL, ids=lambda each: each.name)


def test_there_are_formulas_of_all_topics_each_with_a_name_of_its_own() -> None:
    assert len(CANONICAL) >= 40
    assert len({each.name for each in CANONICAL}) == len(CANONICAL)


@EACH
def test_no_slip_is_a_right_formula_under_other_names(each: Canonical) -> None:
    for slip in each.slips:
        assert [right for right, tree in zip(each.right, each.trees, strict=True) if unified(tree, slip.tree)] == []


@EACH
def test_every_mend_is_a_right_formula(each: Canonical) -> None:
    for slip in each.slips:
        mend = parse(slip.mend, budget=TEMPLATE)
        assert any(unified(tree, mend) is not None for tree in each.trees), slip


@EACH
def test_patterns_can_be_compiled_and_roles_are_of_names_there_are(each: Canonical) -> None:
    assert each.around.pattern
    assert each.left is None or each.left.pattern
    names = {name for tree in each.trees for name in names_of(tree)}
    assert set(each.roles) <= names
    assert set(each.roles.values()) <= set(OF_TABLE)
    assert each.fixed <= names | {"SUM", "TP", "FP", "TN", "FN", "overlap", "union"}
