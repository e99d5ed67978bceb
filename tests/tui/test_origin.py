"""Where a generated problem comes from: told small, in one line."""

from __future__ import annotations

import pytest

from quizcv.cards.model import Kind
from quizcv.cards.question import Question
from quizcv.problems.values import Answer, Expects
from quizcv.tui.render.wrapping import width_of
from quizcv.tui.review.blocks import origin_line

LONG = "how-many-parameters-does-a-convolution-layer-have-calculated"


def question(family: str, seed: int | None) -> Question:
    return Question("a/b", "a", "A", Kind.PROBLEM, "How many?", Answer(Expects.NUMBER, "2"), seed=seed, family=family)


@pytest.mark.parametrize("width", [16, 36, 56, 72])
@pytest.mark.parametrize("family", [LONG, "gan-loss", "", "參數數目" * 20])
def test_the_seed_stands_in_one_line_however_long_the_problem_s_name_is(family: str, width: int) -> None:
    (line,) = origin_line(question(family, 2190300708), width)
    assert "".join(run.text for run in line).endswith(", seed 2190300708")
    assert width_of(line) <= max(width, len(", seed 2190300708"))


def test_a_name_with_room_is_told_whole_and_what_is_not_drawn_has_no_seed() -> None:
    ((told,),) = origin_line(question("gan-loss", 7), 72)
    assert told.text == "gan-loss, seed 7"
    assert origin_line(question("", None), 72) == []
