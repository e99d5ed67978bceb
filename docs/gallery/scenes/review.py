"""The review: every kind of card, asked and answered, and cards that are hard to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.gallery.homes import ODD
from docs.gallery.scene import Scene, card, press
from docs.take_pictures import ask, wrong_problem

if TYPE_CHECKING:
    from textual.pilot import Pilot

CIOU: Final = "detection-losses/how-does-ciou-measure-the-difference-of-aspect-ratios"
ALEXNET: Final = "cnn-papers/alexnet-won-ilsvrc-2012-with-a-top-5-error-of-15-3-percent-the:1"
FORMULA: Final = "cnn-practice/conv-parameters-formula"
SQUARES: Final = "cnn-practice/iou-of-squares"


async def right_problem(pilot: Pilot[int]) -> None:
    """A generated problem and its right answer."""
    screen = ask(pilot, "problems-convolution/conv-output")
    if screen.session.turn is not None and screen.card.box is not None:
        screen.card.box.value = str(screen.session.turn.question.answer.numbers[0])
    await press(pilot, "enter")


def odd(name: str, *names: str) -> Scene:
    """A card that is hard to show."""
    return card(f"odd/{name}", *names, home=ODD)


SCENES: Final[dict[str, Scene]] = {
    "basic": card(CIOU),
    "basic-answer": card(CIOU, "space"),
    "basic-source": card(CIOU, "space", "m"),
    "basic-help": card(CIOU, "question_mark"),
    "hint": card("cnn-practice/deeper-but-worse", "f2"),
    "hint-keys": card("cnn-practice/deeper-but-worse", "escape"),
    "cloze": card(ALEXNET),
    "cloze-answer": card(ALEXNET, "space"),
    "cloze-hint": card("cnn-practice/vgg-stack:2"),
    "typed": card("cnn-papers/vgg-paper", typed="Very deep"),
    "typed-wrong": card("cnn-papers/vgg-paper", "enter", typed="Very deep"),
    "typed-near": card("cnn-practice/deeper-but-worse", "enter", typed="degredation"),
    "typed-right": card("cnn-practice/deeper-but-worse", "enter", typed="degradation"),
    "typed-shown": card("cnn-practice/deeper-but-worse", "enter"),
    "choice": card("cnn-practice/ciou-factor"),
    "choice-pointed": card("cnn-practice/ciou-factor", "down"),
    "choice-answer": card("cnn-practice/ciou-factor", "1"),
    "several": card("cnn-practice/disjoint-boxes", "1", "2"),
    "several-answer": card("cnn-practice/disjoint-boxes", "1", "2", "enter"),
    "numeric": card("cnn-papers/vgg-year", typed="201"),
    "numeric-answer": card("cnn-papers/vgg-year", "enter", typed="2012"),
    "numeric-right": card("cnn-practice/giou-of-squares", "enter", typed="-5/63"),
    "numeric-invalid": card("cnn-practice/giou-of-squares", "enter", typed="-5/(63"),
    "picture": card(SQUARES),
    "picture-answer": card(SQUARES, "enter"),
    "symbolic": card(FORMULA, typed="k^2*c_in"),
    "symbolic-right": card(FORMULA, "enter", typed="c_out*(1 + c_in*k^2)"),
    "symbolic-wrong": card(FORMULA, "enter", typed="k^2*c_in*c_out"),
    "symbolic-invalid": card(FORMULA, "enter", typed="k^2*c_in*channels"),
    "problem": card("problems-convolution/conv-output"),
    "problem-answer": Scene(wrong_problem, "review"),
    "problem-right": Scene(right_problem, "review"),
    "matrix": card("problems-convolution/conv-map-by-hand"),
    "matrix-answer": card("problems-convolution/conv-map-by-hand", "escape", "space", "space", "space"),
    "odd-code": odd("code"),
    "odd-code-answer": odd("code", "h", "space"),
    "odd-table": odd("table", "space"),
    "odd-chinese": odd("chinese", "space"),
    "odd-emoji": odd("emoji", "space"),
    "odd-wide": odd("wide", "space"),
    "odd-long": odd("long", "space"),
    "odd-long-below": odd("long", "space", *["pagedown"] * 2),
    "odd-options": odd("options", "down", "1"),
    "odd-options-answer": odd("options", "1", "2", "enter"),
    "odd-ten": odd("ten"),
}
