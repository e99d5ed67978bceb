"""Text that was made to hurt ends soon: a second or two where the square of its length would take hours."""

from __future__ import annotations

import subprocess
import sys
from time import process_time

import pytest

from quizcv.mathtext import block, faults, faults_in, line, plain, segments

FORMULAS = {
    "braces": "{" * 100_000,
    "fractions": r"\frac{1}{" * 10_000 + "x" + "}" * 10_000,
    "a megabyte": "a+" * 500_000,
    "a megabyte of spaces": "a" + " " * 1_000_000 + "b",
    **{
        name: (piece * 4_990)[: 4_990 // len(piece) * len(piece)]
        for name, piece in {
            "open brackets": "(", "bars": "|", "letters and bars": "|x", "scripts": "x_1", "raised": "^x", "columns": "&a",
            "rows": r"a\\", "unknown": r"\q", "left": r"\left(", "begin": r"\begin{cases}", "text": r"\text{", "over": r"a\over ",
            "primes": "'", "marks": "\u0301", "joiners": "\u200d", "roots": r"\sqrt", "roots with degrees": r"\sqrt[", "hats": r"\hat",
            "words": "ab ", "sums": r"\sum_a^b", "quotients": r"\frac ab", "not": r"\not", "names": r"\operatorname{",
        }.items()
    },
    "a long thing below many roots": r"\sqrt{" * 14 + "a+" * 2_200 + "b" + "}" * 14,
    "a long thing below many hats": r"\hat{" * 14 + "ab" * 2_200 + "}" * 14,
    "towers": "x^{" * 14 + "a+" * 2_200 + "b" + "}" * 14,
    "a row and a column": r"\begin{matrix}" + "a&" * 1_200 + r"\\" * 1_200 + r"\end{matrix}",
    "matrices in matrices": r"\begin{matrix}" * 9 + "a" + r"\end{matrix}" * 9,
}  # fmt: skip
TEXTS = {
    "dollars": "$" * 100_000,
    "openers": "$a " * 40_000,
    "displays in one row": "$$a$$ " * 5_000,
    "displays of lists": "- $$\n" * 15_000,
    "backticks": " ".join("`" * n for n in range(1, 1_000)),
    "fences": "".join("`" * (900 - n) + "\n" for n in range(890)),
    "quotes": "> $$\n" * 15_000,
    "newlines": "\n" * 100_000 + "$",
    "blank rows": ("\n" + " " * 100) * 5_000 + "$a$",
    "bullets": "- " * 40_000 + "$$a$$ " * 1_000,
    "backslashes": "\\" * 100_000 + "$",
}


@pytest.mark.parametrize("source", FORMULAS.values(), ids=FORMULAS)
def test_a_hostile_formula_ends_soon(source: str) -> None:
    start = process_time()
    line(source)
    block(source)
    block(source, 72)
    faults(source)
    assert process_time() - start < 5


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_ends_soon(text: str) -> None:
    start = process_time()
    segments(text)
    plain(text)
    faults_in(text)
    assert process_time() - start < 5


def test_nothing_foreign_is_imported_and_no_parser_before_the_first_formula() -> None:
    code = (
        "import sys, quizcv.mathtext as m; m.plain('no math'); m.cells('x');"
        "print(sorted({n.split('.')[0] for n in sys.modules} - set(sys.stdlib_module_names)), 'quizcv.mathtext.parser' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, '.'); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "['__main__', 'quizcv'] False"
