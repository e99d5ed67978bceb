"""A problem card that names the network it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizcv.cards.asking import ask
from quizcv.cards.codec import decode, encode
from quizcv.cards.content import content_hash
from quizcv.cards.deckinfo import DeckInfo
from quizcv.cards.model import ProblemCard
from quizcv.cards.reader.deck import read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.errors import ContentError

HEAD = "deck: d\ncards:\n"


def card_of(text: str) -> ProblemCard:
    (card,) = read_deck_text(HEAD + text).cards
    assert isinstance(card, ProblemCard)
    return card


CARD = "  - id: shapes\n    kind: problem\n    family: network-output\n    network: resnet50\n"
DECK = DeckInfo(name="d", title="D", path=Path("d.yaml"), total=1, shipped=False)


def test_every_question_is_about_that_network() -> None:
    card = card_of(CARD)

    assert card.network == "resnet50"
    questions = [ask(DECK, card, "", seed) for seed in range(20)]
    assert {question.values["network"] for question in questions} == {"resnet50"}
    assert len({question.prompt for question in questions}) > 10


def test_it_comes_out_of_the_cache_and_of_the_writer_as_it_was() -> None:
    deck = read_deck_text(HEAD + CARD)
    (card,) = deck.cards

    assert decode("problem", card.id, card.line, encode(card)) == card
    (again,) = read_deck_text(write_deck(deck)).cards
    assert again._replace(line=0) == card._replace(line=0)


def test_another_network_is_another_text() -> None:
    card = card_of(CARD)

    assert len({content_hash(each) for each in (card, card._replace(network="vgg16"), card._replace(network=""))}) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CARD.replace("resnet50", "resnet5"), "d.yaml:6:14: there is no network 'resnet5'; did you mean 'resnet50'"),
        (CARD.replace("network-output", "conv-output"), "d.yaml:6:14: the family 'conv-output' is not about networks"),
        (
            CARD.replace("network-output", "network-jump").replace("resnet50", "vit-b-16"),
            "d.yaml:6:14: the network 'vit-b-16' has nothing that 'network-jump' could ask about",
        ),
        (CARD.replace("network: ", "netwrok: "), "d.yaml:6:5: unknown key 'netwrok'; did you mean 'network'?"),
    ],
)
def test_a_network_that_can_not_be_asked_about_is_told_at_its_place(text: str, told: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_deck_text(HEAD + text, "d.yaml")

    (fault,) = caught.value.diagnostics
    assert str(fault).startswith(told)
