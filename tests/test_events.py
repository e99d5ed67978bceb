from __future__ import annotations

from datetime import date, timedelta

import pytest

from quizcv.errors import ContentError, DatabaseError, Diagnostic, QuizcvError, UsageError
from quizcv.events import UNTOUCHED, CardState

DAY = date(2026, 3, 1)


def test_a_card_is_new_until_its_first_grade() -> None:
    assert UNTOUCHED.is_new
    assert CardState(suspended=True, flag="odd", asked=3).is_new
    assert not CardState(first_day=DAY).is_new


@pytest.mark.parametrize("grade", range(6))
def test_a_card_is_drilled_on_the_day_of_a_grade_under_four(grade: int) -> None:
    state = CardState(first_day=DAY, last_day=DAY, last_grade=grade)
    assert state.drills_on(DAY) is (grade < 4)
    assert not state.drills_on(DAY + timedelta(days=1))


def test_a_card_never_asked_is_never_drilled() -> None:
    assert not UNTOUCHED.drills_on(DAY)


@pytest.mark.parametrize(("error", "code"), [(QuizcvError, 1), (DatabaseError, 1), (UsageError, 2)])
def test_every_class_of_error_has_its_exit_code(error: type[QuizcvError], code: int) -> None:
    assert error("what and the mend").exit_code == code


def test_a_content_error_tells_every_fault_with_its_place() -> None:
    faults = [Diagnostic("deck.yaml", 3, 5, "no id; give it one"), Diagnostic("-", 0, 0, "empty")]
    error = ContentError(iter(faults))
    assert error.exit_code == 3
    assert error.diagnostics == tuple(faults)
    assert str(error) == "deck.yaml:3:5: no id; give it one\n-:0:0: empty"
