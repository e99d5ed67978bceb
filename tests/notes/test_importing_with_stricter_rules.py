"""The importer came to doubt what it made a card of before: nothing that is asked is lost by that."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.model import BasicCard, Card, Deck, NumericCard, Source
from quizcv.notes import importing
from quizcv.notes.importing import import_note
from quizcv.notes.texts import hash_of, stamp
from quizcv.problems.values import Tolerance

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering
    from quizcv.notes.report import Report

SEEDS = sorted((Path(__file__).parent / "seeds").glob("*.txt"))
DOUBTFUL = "## Sliding gate\n\nHowever, it saves room. As shown above, it needs a rail.\n\n"
NOTE = f"# Doors\n\n{DOUBTFUL}## FAQ\n\n- How wide is a gate?\n  - As wide as a cart.\n"
DOUBTS = """\
# Doors

## Sliding gate

{} As shown above, it needs a rail.

## Swing gate

Imagine you push it: it turns on its hinges.

## Gate frames

- Which wood is best?
  - {}
- What do they use?
  - Uses include.
"""


def as_imported(card: Card, line: int, heading: str) -> Card:
    """A card as an import leaves it."""
    return card._replace(source=Source(line, heading, stamp(card)))


def older_deck(*cards: Card) -> Deck:
    """A deck as an importer without doubts wrote it."""
    fronts = [card.front for card in cards if isinstance(card, (BasicCard, NumericCard))]
    given = tuple(sorted(hash_of(front) for front in fronts))
    return Deck(name="doors", path="", title="Doors", source="doors.md", cards=cards, imported=given)


def again(note: str, deck: Deck) -> Report:
    return import_note(note, path="doors.md", existing=deck)


GATE = BasicCard(
    id="gate-that-slides",
    front="Explain: Sliding gate.",
    back="However, it saves room. As shown above, it needs a rail.",
)
WIDTH = BasicCard(id="how-wide-is-a-gate", front="How wide is a gate?", back="As wide as a cart.")
OLDER = older_deck(as_imported(GATE, 5, "Sliding gate"), as_imported(WIDTH, 9, "FAQ"))


def test_what_is_asked_stays_a_card_when_the_importer_came_to_doubt_it() -> None:
    assert [draft.question for draft in import_note(NOTE, path="doors.md").deck.drafts] == [GATE.front]
    report = again(NOTE, OLDER)
    assert (report.changes.archived, report.changes.added) == ((), ())
    assert report.changes.kept == ("gate-that-slides", "how-wide-is-a-gate")
    assert [(card.id, stamp(card)) for card in report.deck.cards] == [(card.id, stamp(card)) for card in OLDER.cards]
    assert report.deck.drafts == ()
    assert again(NOTE, report.deck).deck == report.deck


def test_a_doubtful_card_follows_its_note_as_any_other() -> None:
    report = again(NOTE.replace("a rail", "two rails"), OLDER)
    assert (report.changes.changed, report.changes.archived) == (("gate-that-slides",), ())
    first = report.deck.cards[0]
    assert isinstance(first, BasicCard)
    assert first.back.endswith("it needs two rails.")
    assert report.deck.drafts == ()


@pytest.mark.parametrize("imports", [0, 1, 2])
def test_a_doubtful_card_whose_text_left_the_note_is_archived(imports: int) -> None:
    deck = OLDER
    for _ in range(imports):
        deck = again(NOTE, deck).deck
    report = again(NOTE.replace(DOUBTFUL, ""), deck)
    assert report.changes.archived == ("gate-that-slides",)
    assert [card.id for card in report.deck.cards] == ["how-wide-is-a-gate"]


def test_a_doubtful_card_deleted_from_the_deck_comes_back_neither_as_card_nor_as_draft() -> None:
    kept = again(NOTE, OLDER).deck
    report = again(NOTE, kept._replace(cards=kept.cards[1:]))
    assert [card.id for card in report.deck.cards] == ["how-wide-is-a-gate"]
    assert report.deck.drafts == ()


def test_a_draft_made_a_card_by_the_reader_is_no_conflict_with_what_it_was_made_of() -> None:
    first = import_note(NOTE, path="doors.md").deck
    own = BasicCard(id="mine", front=GATE.front, back="It slides on a rail.")
    report = again(NOTE, first._replace(cards=(*first.cards, own), drafts=()))
    assert report.changes.conflicts == ()
    assert report.deck.cards[-1] == own
    assert report.deck.drafts == ()


def test_a_draft_that_is_no_card_yet_stays_a_draft() -> None:
    first = import_note(NOTE, path="doors.md").deck
    assert again(NOTE, first).deck == first


def test_a_sound_card_does_not_give_way_to_a_doubtful_one_of_another_kind() -> None:
    old = NumericCard(id="gate", front=GATE.front, answer=Fraction(2), written="2", tolerance=Tolerance())
    report = again(NOTE, older_deck(as_imported(old, 5, "Sliding gate"), *OLDER.cards[1:]))
    assert (report.changes.archived, report.deck.cards[0].id) == ((), "gate")
    assert isinstance(report.deck.cards[0], NumericCard)
    assert [conflict.card for conflict in report.changes.conflicts] == ["gate"]


def test_a_long_answer_that_is_split_now_keeps_its_card_for_the_question_and_adds_the_parts() -> None:
    points = "".join(
        f"  - **{name} gate**:\n    - The {name} gate is held by one bolt and a spring.\n    - It opens towards the yard.\n"
        f"    - It has a frame of {name} oak.\n    - It is shut at night by the guard.\n"
        for name in ("Inner", "Outer", "Upper", "Lower")
    )
    whole = BasicCard(id="what-is-a-gate", front="What is a gate? (4 points)", back=points)
    report = again(f"# Doors\n\n- What is a gate?\n{points}", older_deck(as_imported(whole, 3, "Doors")))
    assert (report.changes.archived, len(report.changes.added)) == ((), 4)
    first = report.deck.cards[0]
    assert isinstance(first, BasicCard)
    assert first.id == "what-is-a-gate"
    assert first.back == "- Inner gate\n- Outer gate\n- Upper gate\n- Lower gate"


def _no_doubts(found: Gathering) -> None:
    """Every candidate becomes a card."""


@pytest.mark.parametrize(
    "note",
    [*(path.read_text(encoding="utf-8") for path in SEEDS), DOUBTS.format("However, it saves room.", "Oak")],
    ids=[*(path.stem[:3] for path in SEEDS), "doubts"],
)
def test_a_deck_written_without_doubts_keeps_every_card(note: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(importing, "sift", _no_doubts)
        before = import_note(note, path="doors.md").deck
    report = again(note, before)
    assert report.changes.archived == report.changes.added == report.changes.changed == ()
    assert [(card.id, stamp(card)) for card in report.deck.cards] == [(card.id, stamp(card)) for card in before.cards]
    assert {draft.question for draft in report.deck.drafts} <= {draft.question for draft in before.drafts}
    assert again(note, report.deck).deck == report.deck


def test_the_note_full_of_doubts_has_some() -> None:
    assert len(import_note(DOUBTS.format("However, it saves room.", "Oak"), path="doors.md").deck.drafts) == 2
