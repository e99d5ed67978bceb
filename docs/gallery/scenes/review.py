"""The review: every kind of card, asked and answered, and what can be done with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.gallery.scene import Scene, card
from docs.take_pictures import ask, wrong_problem

if TYPE_CHECKING:
    from textual.pilot import Pilot

CIOU: Final = "detection-losses/how-does-ciou-measure-the-difference-of-aspect-ratios"
ALEXNET: Final = "cnn-papers/alexnet-won-ilsvrc-2012-with-a-top-5-error-of-15-3-percent-the:1"


async def ended(pilot: Pilot[int]) -> None:
    """The end of the day: everything is graded."""
    screen = ask(pilot, CIOU)
    while screen.asking is not None:
        await pilot.press("escape", "space", "3")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


SCENES: Final[dict[str, Scene]] = {
    "basic": card(CIOU),
    "basic-answer": card(CIOU, "space"),
    "basic-history": card(CIOU, "space", "i"),
    "basic-flag": card(CIOU, "f"),
    "cloze": card(ALEXNET),
    "cloze-answer": card(ALEXNET, "space"),
    "typed": card("cnn-papers/vgg-paper", typed="Very deep"),
    "typed-wrong": card("cnn-papers/vgg-paper", "enter", typed="Very deep"),
    "choice": card("cnn-practice/ciou-factor"),
    "choice-answer": card("cnn-practice/ciou-factor", "1"),
    "several": card("cnn-practice/disjoint-boxes", "1", "2"),
    "several-answer": card("cnn-practice/disjoint-boxes", "1", "2", "enter"),
    "numeric": card("cnn-papers/vgg-year", typed="201"),
    "numeric-answer": card("cnn-papers/vgg-year", "enter", typed="2012"),
    "symbolic": card("cnn-practice/conv-parameters-formula", typed="k^2*c_in"),
    "problem": card("problems-convolution/conv-output"),
    "problem-answer": Scene(wrong_problem, "review"),
    "matrix": card("problems-convolution/conv-map-by-hand"),
    "matrix-answer": card("problems-convolution/conv-map-by-hand", "escape", "space", "space", "space"),
    "end": Scene(ended, "review"),
}
