from __future__ import annotations

from unicodedata import name

import pytest

from quizcv.mathtext import line
from quizcv.problems.formula.greek import NAMES

OTHER_SHAPES = {"epsilon": "varepsilon", "phi": "varphi"}


def test_a_letter_is_named_as_unicode_names_it() -> None:
    spelled = {letter: name(letter).rpartition(" ")[2].lower() for letter in NAMES}
    assert spelled == {**NAMES, "λ": "lamda"}


@pytest.mark.parametrize(("letter", "word"), NAMES.items())
def test_a_letter_s_latex_command_draws_it(letter: str, word: str) -> None:
    assert line(f"\\{OTHER_SHAPES.get(word, word)}") == letter
