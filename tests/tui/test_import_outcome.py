"""What decisions about an import come to, and that the next import holds to them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.model import BasicCard, ClozeCard, NumericCard
from quizcv.errors import QuizcvError
from quizcv.notes.texts import remembered
from quizcv.problems.values import Tolerance
from quizcv.tui.importing.deciding import Decision, Decisions, Verb
from quizcv.tui.importing.entries import Entry, State, Tab, cards_at, entries_of
from quizcv.tui.importing.outcome import faults_of, heading_above, outcome, warnings_of
from quizcv.tui.importing.plan import Plan, read_plan, write_plan
from tests.tui.importing_notes import GUESS, NOTE, POOLING, WEIGHTS, deck_of, entry_of, note_in, planned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

ANSWER = "It takes the largest or the mean value, and learns nothing."


@pytest.fixture
def bench(bench_of: Bencher) -> Bench:
    return bench_of("")


def write(bench: Bench, plan: Plan, *decisions: Decision) -> bool:
    """Writes a plan with some decisions, and lets the library see it."""
    changed = write_plan(plan, outcome(plan, decisions).deck)
    bench.library.reload()
    return changed


def again(bench: Bench, note: Path, text: str | None = None) -> Plan:
    """The plan of importing once more, of a note that may have changed."""
    if text is not None:
        note.write_text(text, encoding="utf-8")
    return read_plan(note, bench.places.decks, None, bench.library)


def edited(bench: Bench, before: str, after: str) -> None:
    """An edit of the deck by hand."""
    path = bench.places.decks / "small.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_nothing_is_written_by_reading_and_without_decisions_the_importer_s_own_deck_is(
    bench: Bench, tmp_path: Path
) -> None:
    note = note_in(tmp_path)
    plan = again(bench, note)
    assert not plan.target.exists()
    assert write(bench, plan)
    assert plan.target.read_text(encoding="utf-8") == plan.report.text
    second = again(bench, note)
    assert not write(bench, second)
    assert {entry.state for entry in entries_of(second)[Tab.CARDS]} == {State.KEPT}


def test_a_card_taken_out_stays_out_and_comes_back_when_it_is_put_back(bench: Bench, tmp_path: Path) -> None:
    note = note_in(tmp_path)
    plan = again(bench, note)
    write(bench, plan, Decision(entry_of(plan, Tab.CARDS, "pooling"), Verb.OUT))
    assert POOLING not in [card.id for card in deck_of(bench).cards]
    plan = again(bench, note)
    out = entry_of(plan, Tab.CARDS, "pooling")
    assert out.state is State.TAKEN_OUT
    assert not write(bench, plan)
    write(bench, plan, Decision(out, Verb.ACCEPT))
    assert next(card.id for card in deck_of(bench).cards) == POOLING
    assert not write(bench, again(bench, note))


def test_an_edited_card_keeps_its_id_and_stays_as_edited(bench: Bench, tmp_path: Path) -> None:
    note = note_in(tmp_path)
    plan = again(bench, note)
    write(
        bench,
        plan,
        Decision(entry_of(plan, Tab.CARDS, "pooling"), Verb.WRITE, "Why no weights?", "Nothing is learned."),
    )
    card = next(card for card in deck_of(bench).cards if card.id == POOLING)
    assert isinstance(card, BasicCard)
    assert (card.front, card.back) == ("Why no weights?", "Nothing is learned.")
    assert not write(bench, again(bench, note))


def test_an_accepted_draft_becomes_a_card_at_its_place_and_is_never_proposed_again(
    bench: Bench, tmp_path: Path
) -> None:
    note = note_in(tmp_path)
    plan = planned(bench, note)
    write(bench, plan, Decision(entry_of(plan, Tab.DRAFTS, "dense layers cost"), Verb.ACCEPT))
    deck = deck_of(bench)
    assert [card.id for card in deck.cards][:2] == [POOLING, "what-do-dense-layers-cost"]
    assert GUESS.question not in [draft.question for draft in deck.drafts]
    made = deck.cards[1]
    assert made.source is not None
    assert (made.source.line, made.source.heading) == (5, "FAQ")
    assert not remembered(made)
    assert not write(bench, again(bench, note))


def test_an_unanswered_question_is_answered_and_the_note_s_own_answer_later_makes_no_second_card(
    bench: Bench, tmp_path: Path
) -> None:
    note = note_in(tmp_path)
    plan = again(bench, note)
    question = entry_of(plan, Tab.UNANSWERED, "dilation")
    write(bench, plan, Decision(question, Verb.WRITE, "How is dilation counted?", "As gaps plus one."))
    assert note.read_text(encoding="utf-8") == NOTE
    plan = again(bench, note)
    assert not any("dilation" in entry.title for entry in entries_of(plan)[Tab.UNANSWERED])
    assert not write(bench, plan)
    answered = NOTE.replace(
        "- How is dilation counted?", "- How is dilation counted?\n  - By the step between two taps."
    )
    plan = again(bench, note, answered)
    write(bench, plan)
    found = [card for card in deck_of(bench).cards if "dilation" in card.id]
    assert [card.back for card in found if isinstance(card, BasicCard)] == ["As gaps plus one."]


def test_a_question_put_otherwise_when_it_is_answered_does_not_come_back_as_it_was(
    bench: Bench, tmp_path: Path
) -> None:
    note = note_in(tmp_path)
    plan = again(bench, note)
    write(
        bench, plan, Decision(entry_of(plan, Tab.UNANSWERED, "dilation"), Verb.WRITE, "What is dilation 2?", "One gap.")
    )
    plan = again(bench, note)
    assert not any("dilation" in entry.title for entry in entries_of(plan)[Tab.UNANSWERED])
    assert not write(bench, plan)


def test_a_draft_taken_out_does_not_come_back(bench: Bench, tmp_path: Path) -> None:
    note = note_in(tmp_path)
    plan = again(bench, note)
    write(bench, plan, Decision(entry_of(plan, Tab.UNANSWERED, "dilation"), Verb.OUT))
    plan = again(bench, note)
    assert not any("dilation" in entry.title for entry in entries_of(plan)[Tab.UNANSWERED])
    assert not write(bench, plan)


def test_what_was_left_out_can_be_made_a_card_all_the_same(bench: Bench, tmp_path: Path) -> None:
    note = note_in(tmp_path)
    plan = again(bench, note)
    entry = entries_of(plan)[Tab.PLACEHOLDERS][0]
    write(bench, plan, Decision(entry, Verb.WRITE, "Label smoothing {{softens}} the target.", ""))
    card = deck_of(bench).cards[-1]
    assert isinstance(card, ClozeCard)
    assert card.source is not None
    assert card.source.heading == "Later"
    assert not write(bench, again(bench, note))


def test_a_card_gone_from_the_note_is_archived_or_kept_for_good(bench: Bench, tmp_path: Path) -> None:
    note = note_in(tmp_path)
    write(bench, again(bench, note))
    rest = NOTE.replace(
        "- Why does a pooling layer have no weights?\n  - It only takes the largest or the mean value of a window.\n",
        "",
    )
    plan = again(bench, note, rest)
    gone = entry_of(plan, Tab.CARDS, "pooling")
    assert (gone.state, gone.line) == (State.GONE, 0)
    write(bench, plan, Decision(gone, Verb.ACCEPT))
    assert next(card.id for card in deck_of(bench).cards) == POOLING
    assert not write(bench, again(bench, note))


CHANGED = NOTE.replace(
    "It only takes the largest or the mean value of a window.", "It takes the maximum, and that has no weight at all."
)


@pytest.mark.parametrize(
    ("verb", "back"),
    [
        (Verb.ACCEPT, "It takes the maximum, and that has no weight at all."),
        (Verb.OUT, "It only takes the largest value of a window."),
        (Verb.WRITE, ANSWER),
    ],
)
def test_a_conflict_is_settled_for_good_whichever_side_is_taken(
    bench: Bench, tmp_path: Path, verb: Verb, back: str
) -> None:
    note = note_in(tmp_path)
    write(bench, again(bench, note))
    edited(
        bench,
        "It only takes the largest or the mean value of a window.",
        "It only takes the largest value of a window.",
    )
    plan = again(bench, note, CHANGED)
    (entry,) = entries_of(plan)[Tab.CONFLICTS]
    assert entry.title == "Answer: Why does a pooling layer have no weights?"
    write(bench, plan, Decision(entry, verb, "Why does a pooling layer have no weights?", ANSWER))
    card = next(card for card in deck_of(bench).cards if card.id == POOLING)
    assert isinstance(card, BasicCard)
    assert card.back == back
    assert not any(each.endswith("!") for each in deck_of(bench).imported)
    plan = again(bench, note)
    assert not entries_of(plan)[Tab.CONFLICTS]
    assert not write(bench, plan)


@pytest.mark.parametrize(("verb", "stays"), [(Verb.ACCEPT, False), (Verb.OUT, True)])
def test_an_edited_card_the_note_has_no_more_goes_or_stays_as_decided(
    bench: Bench, tmp_path: Path, verb: Verb, *, stays: bool
) -> None:
    note = note_in(tmp_path)
    write(bench, again(bench, note))
    edited(
        bench,
        "It only takes the largest or the mean value of a window.",
        "It only takes the largest value of a window.",
    )
    first = NOTE.index("- Why does")
    plan = again(bench, note, NOTE[:first] + NOTE[NOTE.index("- How many") :])
    (entry,) = entries_of(plan)[Tab.CONFLICTS]
    write(bench, plan, Decision(entry, verb))
    assert (POOLING in [card.id for card in deck_of(bench).cards]) is stays
    plan = again(bench, note)
    assert not entries_of(plan)[Tab.CONFLICTS]
    assert not write(bench, plan)


@pytest.mark.parametrize(
    ("verb", "back"), [(Verb.ACCEPT, "By the step between two taps."), (Verb.OUT, "As gaps plus one.")]
)
def test_a_card_of_one_s_own_that_the_note_answers_otherwise_is_a_conflict_that_can_be_settled(
    bench: Bench, tmp_path: Path, verb: Verb, back: str
) -> None:
    note = note_in(tmp_path)
    plan = again(bench, note)
    question = entry_of(plan, Tab.UNANSWERED, "dilation")
    write(bench, plan, Decision(question, Verb.WRITE, "How is dilation counted?", "As gaps plus one."))
    answered = NOTE.replace(
        "- How is dilation counted?", "- How is dilation counted?\n  - By the step between two taps."
    )
    plan = again(bench, note, answered)
    (entry,) = entries_of(plan)[Tab.CONFLICTS]
    write(bench, plan, Decision(entry, verb))
    found = [card for card in deck_of(bench).cards if "dilation" in card.id]
    assert [card.back for card in found if isinstance(card, BasicCard)] == [back]
    plan = again(bench, note)
    assert not entries_of(plan)[Tab.CONFLICTS]
    assert not write(bench, plan)


def test_comments_and_hand_edits_of_the_deck_stay(bench: Bench, tmp_path: Path) -> None:
    note = note_in(tmp_path)
    write(bench, again(bench, note))
    edited(bench, "cards:\n", "# mine\ncards:\n  # and this one\n")
    edited(bench, "It only takes", "It merely takes")
    plan = again(bench, note)
    write(bench, plan, Decision(entry_of(plan, Tab.CARDS, "3x3 layer"), Verb.OUT))
    text = (bench.places.decks / "small.yaml").read_text(encoding="utf-8")
    assert "# mine\n" in text
    assert "# and this one\n" in text
    assert "It merely takes" in text
    assert WEIGHTS not in [card.id for card in deck_of(bench).cards]


def test_a_deck_that_changed_since_the_note_was_read_is_left_alone(bench: Bench, tmp_path: Path) -> None:
    note = note_in(tmp_path)
    write(bench, again(bench, note))
    plan = again(bench, note)
    edited(bench, "It only takes", "It merely takes")
    before = plan.target.read_bytes()
    with pytest.raises(QuizcvError, match="was changed since the note was read"):
        write(bench, plan, Decision(entry_of(plan, Tab.CARDS, "3x3 layer"), Verb.OUT))
    assert plan.target.read_bytes() == before


# What may be kept


def entry_for(card: NumericCard | BasicCard | None) -> Entry:
    return Entry(Tab.CARDS, "card x", "x", 0, State.NEW, card=card)


def test_what_a_deck_cannot_have_is_told_before_it_is_kept() -> None:
    basic = entry_for(BasicCard(id="x", front="a", back="b"))
    assert faults_of(basic, " ", "b") == ["the question is empty"]
    assert faults_of(basic, "a", "") == ["the answer is empty"]
    assert faults_of(entry_for(None), "A {{blank}} alone", "") == []
    assert faults_of(basic, "a", "b\x1b[2J")
    assert faults_of(basic, "What is $k^2$?", "nine: 'it' # is") == []


def test_a_number_s_card_takes_numbers_only() -> None:
    year = entry_for(NumericCard(id="x", front="When?", answer=Fraction(2015), written="2015", tolerance=Tolerance()))
    assert faults_of(year, "When?", "2016") == []
    assert "no number" in faults_of(year, "When?", "long ago")[0]
    assert "no number" in faults_of(year, "When?", "1/0")[0]


def test_a_formula_that_cannot_be_laid_out_is_only_warned_of() -> None:
    assert warnings_of(r"What is $\nonsense{x}$?", "x")
    assert not warnings_of(r"What is $\frac{a}{b}$?", "x")


def test_the_last_decision_about_an_entry_counts_and_each_step_can_be_taken_back() -> None:
    one, other = entry_for(None), entry_for(None)._replace(key="card y")
    decisions = Decisions()
    decisions.make([Decision(one, Verb.OUT)])
    decisions.make([Decision(one, Verb.ACCEPT), Decision(other, Verb.OUT)])
    assert [each.verb for each in decisions.all] == [Verb.ACCEPT, Verb.OUT]
    assert set(decisions.undo()) == {"card x", "card y"}
    assert [each.verb for each in decisions.all] == [Verb.OUT]
    decisions.forget(one)
    assert len(decisions) == 0
    decisions.undo()
    decisions.undo()
    assert not decisions.can_undo
    decisions.make([Decision(one, Verb.OUT), Decision(other, Verb.OUT)])
    assert decisions.carried_to([other]) == 1
    assert [each.entry for each in decisions.all] == [other]


def test_the_heading_of_a_line_is_the_nearest_above_it_and_no_comment_in_code() -> None:
    lines = ["# One", "", "```", "# a comment", "```", "text", "## **Two** ##", "more"]
    assert heading_above(lines, 6) == "One"
    assert heading_above(lines, 8) == "Two"
    assert heading_above(lines, 1) == ""


def test_a_claim_leads_to_the_card_it_stands_on_and_failing_ones_come_first(bench: Bench, tmp_path: Path) -> None:
    plan = again(bench, note_in(tmp_path))
    claims = entries_of(plan)[Tab.CLAIMS]
    assert claims[0].state is State.FAILS
    assert [card.id for card in cards_at(plan, claims[0].line)] == [WEIGHTS]
