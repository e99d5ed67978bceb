"""A question is a value: `(card, seed) -> Question` is a pure function.

A question knows its prompt, the kind of answer it expects, the right answer, the worked steps and the known mistakes. The
app, the plain mode, an exam, a script and a test all use the same value.

A card's key is `deck/id`. A card asked in several ways has a sibling for each: `deck/id:reverse` for a reversed basic
card (`deck/id` is its forward side), `deck/id:1`, `deck/id:2` ... for the blanks of a cloze.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.cards.model import Kind
    from quizcv.problems.values import Answer, Expects, Mistake, Step, Value


class Question(NamedTuple):
    """One asking of one card.

    Args:
        card: The key, with the sibling's part.
        deck: The deck's slug.
        title: The deck's title.
        kind: The kind of card.
        prompt: Markdown with `$...$` math. A cloze shows its blank as `[...]` or `[hint]`.
        answer: The right answer; `answer.text` is the back of the card.
        alternatives: Other right answers.
        options: For choices, in the order shown (shuffled by the seed).
        hints: One stage each.
        steps: The worked way, for generated problems.
        mistakes: Known wrong answers.
        why: Shown with the answer.
        seed: What the numbers and the order of options were drawn from; None if nothing was drawn.
        values: The drawn numbers.
        family: The problem's family; empty for other kinds.
        tags: The deck's and the card's.
        content: Hash of the card's text, logged with each grade so that later edits can be told apart.
        folder: Where the deck's pictures are looked for.
    """

    card: str
    deck: str
    title: str
    kind: Kind
    prompt: str
    answer: Answer
    alternatives: tuple[Answer, ...] = ()
    options: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    why: str = ""
    seed: int | None = None
    values: Mapping[str, Value] = MappingProxyType({})
    family: str = ""
    tags: tuple[str, ...] = ()
    content: str = ""
    folder: str = ""

    @property
    def expects(self) -> Expects:
        """The kind of answer expected."""
        return self.answer.expects
