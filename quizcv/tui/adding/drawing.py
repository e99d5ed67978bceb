"""The card of the form as it will look in a review: question and answer, one under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.cards.asking import ask, siblings
from quizcv.cards.deckinfo import DeckInfo
from quizcv.events import CardState
from quizcv.session import Turn
from quizcv.shown import shown
from quizcv.tui.adding.draft import Form
from quizcv.tui.render.layout import lay_out
from quizcv.tui.render.wrapping import Line, Run
from quizcv.tui.review.asking import Asking, Stage
from quizcv.tui.review.blocks import CardBlocks
from quizcv.tui.widgets.page import text

if TYPE_CHECKING:
    from quizcv.cards.adding.target import DeckPlace
    from quizcv.cards.model import Card
    from quizcv.tui.adding.draft import Draft
    from quizcv.tui.render.layout import PictureDrawer
    from quizcv.tui.widgets.page import Block


def drawn(draft: Draft, card: Card | None, place: DeckPlace, draw: PictureDrawer, *, tight: bool) -> list[Block]:
    """What the form holds, drawn: a whole card as it is asked, the beginnings of one as far as they go.

    Args:
        draft: What is typed.
        card: The card it makes; None while it makes none.
        place: Its deck.
        draw: Draws a picture.
        tight: Whether there is no room for blank rows between the parts.
    """
    if draft.is_empty:
        return [_rule("Preview"), text("The card will stand here as a review shows it.", "$text-muted")]
    parts = _parts(draft, card, place, draw)
    return parts if tight else [each for part in parts for each in (part, _blank)]


def _parts(draft: Draft, card: Card | None, place: DeckPlace, draw: PictureDrawer) -> list[Block]:
    if card is None:
        back = [] if draft.form is Form.CLOZE else [_rule("Answer"), _markdown(draft.back, draw)]
        return [_rule("Question"), _markdown(draft.front, draw), *back]
    deck = DeckInfo(place.name, place.name, place.path, total=1, shipped=False)
    keys = siblings(card)
    question = ask(deck, card._replace(id="new"), keys[0], 1)
    blocks = CardBlocks(Asking(Turn(question, "new", CardState(), {}), stage=Stage.REVEALED), raw_math=False, draw=draw)
    times = f", the first of {len(keys)}" if len(keys) > 1 else ""
    return [_rule(f"Question{times}"), *blocks.prompt(), *blocks.answer()]


def _blank(_width: int) -> list[Line]:
    return [()]


def _rule(words: str) -> Block:
    def block(width: int) -> list[Line]:
        name = f"── {words} "
        return [(Run("── ", "$rule"), Run(f"{words} ", "bold $text-muted"), Run("─" * (width - len(name)), "$rule"))]

    return block


def _markdown(source: str, draw: PictureDrawer) -> Block:
    """Text that may be half typed yet; nothing of it is obeyed by the terminal."""
    return lambda width: lay_out(shown(source), width, raw_math=False, draw=draw)
