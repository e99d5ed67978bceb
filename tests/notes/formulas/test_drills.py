"""A formula whose letters are known becomes a problem: proved, with sensible numbers, and asked so that it can be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from quizcv.cards.model import ProblemCard
from quizcv.cards.reader.deck import read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.problems.proving import prove

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

CONV = """\
# Sizes

- How large is the output of a convolution?
  - $o = \\lfloor (i + 2p - k)/s \\rfloor + 1$, where $i$ is the input size, $p$ the padding, $k$ is the kernel size and $s$ is the stride.
"""


def problems(report: Report) -> list[ProblemCard]:
    return [card for card in report.deck.cards if isinstance(card, ProblemCard)]


def parts(report: Report) -> list[tuple[str, str]]:
    return [(str(c.template.parts["front"]), str(c.template.parts["answer"])) for c in problems(report) if c.template]


def test_a_formula_with_named_letters_is_asked_with_what_they_stand_for(read: Callable[[str], Report]) -> None:
    ((front, answer),) = parts(read(CONV))
    assert front == (
        "How large is the output of a convolution? Take $i$ = {i} (input size), $p$ = {p} (padding), "
        "$k$ = {k} (kernel size), $s$ = {s} (stride)."
    )
    assert answer == "floor((i + 2*p - k)/s) + 1"


def test_a_problem_is_proved_and_survives_writing_and_reading(read: Callable[[str], Report]) -> None:
    report = read(CONV)
    (card,) = problems(report)
    assert card.template is not None
    assert prove(card.template, "note", card.id) == []
    deck = read_deck_text(write_deck(report.deck), "note.yaml")
    again = next(each for each in deck.cards if isinstance(each, ProblemCard))
    assert again.template == card.template
    assert again.why == card.why == "$o = \\lfloor (i + 2p - k)/s \\rfloor + 1$"


@pytest.mark.parametrize(
    ("note", "answer"),
    [
        (
            "- How many weights?\n  - $F F C K + K$ parameters of a conv layer, where F is the filter size",
            "F*F*C*K + K",
        ),
        ("## Precision\n\n$$Precision = \\frac{TP}{TP + FP}$$\n", "TP/(TP + FP)"),
        (
            "Size = (W - F + 2P)/S + 1\n\nwhere W is the input size, F the filter, P the padding, S the stride of the conv",
            "",
        ),
        (
            "# Conv\n\nOutput size = (W - F + 2P)/S + 1\n\nW is the input size, F is the filter size, P is the padding, S is the stride\n",
            "(W - F + 2*P)/S + 1",
        ),
        ("- How many patches has a ViT? \n  - $N = HW/P^2$ where $P$ is the patch size", "H*W/P^2"),
        (
            "- How large is one epoch?\n  - $s = N/B + r*L$ where $N$ is the image size, $B$ is the batch size, r is the moon",
            "",
        ),
        ("# Batches\n\nSteps = L * (B + 1): where L is the number of layers, B is the batch size.\n", "L*(B + 1)"),
    ],
)
def test_what_is_asked_follows_from_what_the_note_says(read: Callable[[str], Report], note: str, answer: str) -> None:
    assert [each for _, each in parts(read(note))] == ([answer] if answer else [])


def test_numbers_are_drawn_so_that_a_formula_without_floor_comes_out_whole(read: Callable[[str], Report]) -> None:
    note = "# Conv\n\n- Output size?\n  - $o = (i + 2p - k)/s + 1$: $i$ is the input size, $p$ is the padding, $k$ is the kernel, $s$ is the stride\n"
    (card,) = problems(read(note))
    assert card.template is not None
    for seed in range(60):
        (number,) = card.template.draw("d", card.id, seed).answer.numbers
        assert number.denominator == 1
        assert number >= 1


def test_an_assumption_stands_in_the_question(read: Callable[[str], Report]) -> None:
    note = "- Output size of pooling?\n  - $o = \\lfloor (i - k)/s \\rfloor + 1$ where $i$ is the input size, $k$ is the kernel, $s$ is the stride\n"
    ((front, _),) = parts(read(note))
    assert front.endswith("(stride), without padding.")


def test_what_is_not_said_is_listed_with_its_reason_and_the_formula_stays_a_card(read: Callable[[str], Report]) -> None:
    report = read("- How large is it?\n  - $z = q*C + w*w$ where C is the number of channels\n")
    assert problems(report) == []
    assert [each.reason for each in report.left_out] == [
        "no problem is made of it: the note does not say what q stands for"
    ]
    assert len(report.deck.cards) == 1


def test_a_wrong_formula_is_never_drilled(read: Callable[[str], Report]) -> None:
    report = read(
        "## F1\n\n$$F_1 = \\frac{P R}{P + R}$$\n\nwhere $P$ is the precision and $R$ is the recall of a layer\n"
    )
    assert [claim.verdict for claim in report.claims] == ["fails"]
    assert problems(report) == []


def test_the_same_note_gives_the_same_problems(read: Callable[[str], Report]) -> None:
    assert write_deck(read(CONV).deck) == write_deck(read(CONV).deck)


def test_output_padding_is_drawn_below_the_stride_and_never_taken_for_the_padding(
    read: Callable[[str], Report],
) -> None:
    note = (
        "# Upsampling\n\n- What is the output size of a transposed convolution?\n"
        "  - $o = (n - 1)s - 2p + k + q$, where $n$ is the input size, $s$ the stride, $p$ the padding, $k$ the kernel size "
        "and $q$ is the output padding.\n"
    )
    (card,) = problems(read(note))
    assert card.template
    assert {"2*p <= k", "q < s"} <= set(cast("list[str]", card.template.parts["where"]))


def test_an_assumption_told_beside_a_formula_leaves_no_doubt_about_it(read: Callable[[str], Report]) -> None:
    note = "# Sizes\n\n- What is the output size of a pooling layer?\n  - $o = \\lfloor (n - k)/s \\rfloor + 1$%s, where $n$ is the input size, $k$ the window and $s$ the stride.\n"

    def verdicts(said: str) -> list[str]:
        return [claim.verdict for claim in read(note % said).claims]

    assert verdicts(" without padding") == ["holds"]
    assert verdicts("") == ["depends"]
