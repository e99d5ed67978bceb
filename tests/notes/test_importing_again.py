"""The note changed, the deck was edited, cards were reviewed: importing again keeps all three."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.reader.deck import read_deck, read_deck_text
from quizcv.errors import ContentError, UsageError
from quizcv.notes.importing import import_file, import_into, import_note
from quizcv.notes.report import Changes
from quizcv.notes.summary import summary
from quizcv.notes.texts import texts_of
from quizcv.settings import Places

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.notes.report import Report

NOTE = """\
# Norms

- What is BN?
  - It normalises over the batch.
- What is GN?
  - It normalises over groups of channels.
- Which one needs large batches?
  - BN, for its statistics.
- What is LN?
"""


class Desk:
    """A folder with one note and its deck."""

    def __init__(self, folder: Path) -> None:
        self.note = folder / "norms.md"
        self.decks = folder / "decks"
        self.deck = self.decks / "norms.yaml"
        self.note.write_text(NOTE, encoding="utf-8")

    def load(self) -> Report:
        return import_into(self.note, self.decks)

    def edit_note(self, old: str, new: str) -> None:
        text = self.note.read_text(encoding="utf-8")
        assert old in text
        self.note.write_text(text.replace(old, new), encoding="utf-8")

    def edit_deck(self, old: str, new: str) -> None:
        text = self.deck.read_text(encoding="utf-8")
        assert old in text
        self.deck.write_text(text.replace(old, new), encoding="utf-8")

    def take_out(self, card: str, before: str) -> None:
        text = self.deck.read_text(encoding="utf-8")
        self.edit_deck(text[text.index(f"  - id: {card}") : text.index(f"  - id: {before}")], "")

    @property
    def ids(self) -> list[str]:
        return [card.id for card in read_deck(self.deck).cards]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.load()
    return desk


def test_the_first_import_writes_a_deck_that_reads_back_the_same(desk: Desk) -> None:
    deck = read_deck(desk.deck)
    assert desk.ids == ["what-is-bn", "what-is-gn", "which-one-needs-large-batches"]
    assert (deck.title, deck.source, deck.language) == ("Norms", "../norms.md", "en")
    assert [(draft.question, draft.line) for draft in deck.drafts] == [("What is LN?", 9)]


def test_importing_twice_changes_no_byte(desk: Desk) -> None:
    before = desk.deck.read_bytes()
    report = desk.load()
    assert desk.deck.read_bytes() == before
    assert report.changes.kept == tuple(desk.ids)


def test_a_fixed_answer_and_a_reworded_question_keep_their_id(desk: Desk) -> None:
    desk.edit_note("over the batch", "over the mini-batch")
    desk.edit_note("Which one needs large batches?", "Which of them needs large batches?")
    report = desk.load()
    assert set(report.changes.changed) == {"what-is-bn", "which-one-needs-large-batches"}
    assert report.changes.added == report.changes.archived == ()
    assert desk.ids == ["what-is-bn", "what-is-gn", "which-one-needs-large-batches"]
    assert "Which of them" in desk.deck.read_text(encoding="utf-8")


def test_a_question_like_the_one_it_replaces_is_another_card_if_its_answer_is(desk: Desk) -> None:
    desk.edit_note("What is GN?\n  - It normalises over groups of channels.", "What is IN?\n  - Every map by itself.")
    report = desk.load()
    assert (report.changes.added, report.changes.archived) == (("what-is-in",), ("what-is-gn",))


def test_an_edit_in_the_deck_wins_over_the_notes_old_text(desk: Desk) -> None:
    desk.edit_deck("It normalises over the batch.", "Over the batch and the positions.")
    before = desk.deck.read_bytes()
    report = desk.load()
    assert desk.deck.read_bytes() == before
    assert report.changes.conflicts == ()


def test_where_both_changed_the_same_text_nothing_is_overwritten_and_both_are_shown(desk: Desk) -> None:
    desk.edit_deck("It normalises over the batch.", "Over the batch and the positions.")
    desk.edit_note("It normalises over the batch.", "It normalises over the mini-batch.")
    before = desk.deck.read_text(encoding="utf-8").partition("imported:")[0]
    for _ in range(2):
        (conflict,) = desk.load().changes.conflicts
        assert (conflict.card, conflict.field) == ("what-is-bn", "back")
        assert (conflict.deck, conflict.note) == (
            "Over the batch and the positions.",
            "It normalises over the mini-batch.",
        )
        assert desk.deck.read_text(encoding="utf-8").partition("imported:")[0] == before


def test_a_conflict_is_told_in_full_once_and_by_name_until_a_side_of_it_changes(desk: Desk) -> None:
    desk.edit_deck("It normalises over the batch.", "Over the batch and the positions.")
    desk.edit_note("It normalises over the batch.", "It normalises over the mini-batch.")
    in_full = [
        "  what-is-bn, back: both changed, the deck's stays",
        "    deck  Over the batch and the positions.",
        "    note  It normalises over the mini-batch.",
    ]
    by_name = ["  in conflict as before, to be settled with --review (1): what-is-bn, back"]

    def told() -> list[str]:
        rows = summary(desk.load())
        return [row for row in rows if "conflict as" in row or "both changed" in row or row.startswith("    ")]

    assert told() == in_full
    after = desk.deck.read_bytes()
    assert [told(), told()] == [by_name, by_name]
    assert desk.deck.read_bytes() == after
    desk.edit_deck("Over the batch and the positions.", "Over the batch, and over all positions.")
    assert told() == [in_full[0], "    deck  Over the batch, and over all positions.", in_full[2]]
    desk.edit_note("over the mini-batch.", "over a mini-batch.")
    assert told()[2] == "    note  It normalises over a mini-batch."
    assert told() == by_name
    desk.edit_deck("Over the batch, and over all positions.", "It normalises over a mini-batch.")
    assert told() == []


def test_an_edited_question_and_a_fixed_answer_are_no_conflict(desk: Desk) -> None:
    desk.edit_deck("front: What is BN?", "front: What is batch normalisation?")
    desk.edit_note("over the batch", "over the mini-batch")
    assert desk.load().changes.conflicts == ()
    front, back, *_ = texts_of(read_deck(desk.deck).cards[0])
    assert (front, back) == ("What is batch normalisation?", "It normalises over the mini-batch.")


def test_a_removed_question_is_archived_unless_it_was_edited_in_the_deck(desk: Desk) -> None:
    desk.edit_deck("BN, for its statistics.", "BN, its statistics get noisy.")
    desk.note.write_text("# Norms\n\n- What is BN?\n  - It normalises over the batch.\n", encoding="utf-8")
    report = desk.load()
    assert report.changes.archived == ("what-is-gn",)
    assert [(conflict.card, conflict.field) for conflict in report.changes.conflicts] == [
        ("which-one-needs-large-batches", "card")
    ]
    assert desk.ids == ["what-is-bn", "which-one-needs-large-batches"]


def test_a_card_written_by_hand_is_never_touched(desk: Desk) -> None:
    own = "cards:\n  - id: mine\n    front: Mine?\n    back: Mine.\n"
    desk.edit_deck("cards:\n", own)
    before = desk.deck.read_bytes()
    desk.load()
    assert desk.deck.read_bytes() == before


def test_a_question_answered_by_hand_is_no_draft_any_more(desk: Desk) -> None:
    desk.edit_deck("drafts:", "  - id: ln\n    front: What is LN?\n    back: Over the channels.\ndrafts:")
    desk.load()
    deck = read_deck(desk.deck)
    assert deck.drafts == ()
    assert desk.ids[-1] == "ln"


def test_a_new_question_stands_behind_the_one_before_it_and_only_its_lines_are_new(desk: Desk) -> None:
    desk.edit_deck("  - id: what-is-gn", "  # groups\n  - id: what-is-gn")
    before = desk.deck.read_text(encoding="utf-8").splitlines()
    desk.edit_note("- What is LN?\n", "- What is LN?\n- What is RMS norm?\n  - Only the scale.\n")
    report = desk.load()
    assert report.changes.added == ("what-is-rms-norm",)
    after = desk.deck.read_text(encoding="utf-8").splitlines()
    assert [row for row in after if row not in before] == [
        "  - id: what-is-rms-norm",
        "    front: What is RMS norm?",
        "    back: Only the scale.",
        *[row for row in after if "line: 10" in row],
        after[-1],
    ]
    assert [row for row in before if row not in after] == [before[-1]]
    assert before[-1].startswith("imported: ")


def test_lines_that_only_moved_keep_comments_and_layout(desk: Desk) -> None:
    desk.edit_deck("back: It normalises over the batch.", "back: 'It normalises over the batch.' # sure?")
    desk.edit_note("# Norms\n", "# Norms\n\nSome words.\n")
    report = desk.load()
    text = desk.deck.read_text(encoding="utf-8")
    assert "back: 'It normalises over the batch.' # sure?" in text
    assert "source: {line: 5, heading: Norms" in text
    assert report.changes.changed == ()


def test_a_deck_with_faults_is_not_overwritten(desk: Desk) -> None:
    desk.edit_deck("front: What is BN?", "frnt: What is BN?")
    before = desk.deck.read_bytes()
    with pytest.raises(ContentError):
        desk.load()
    assert desk.deck.read_bytes() == before


def test_a_dry_run_tells_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    places = Places.from_environment()
    note = tmp_path / "norms.md"
    note.write_text(NOTE, encoding="utf-8")
    report = import_file(note, places, dry_run=True)
    assert len(report.changes.added) == 3
    assert "what-is-bn" in report.text
    assert not (places.decks / "norms.yaml").exists()


def test_a_name_that_is_no_slug_and_a_note_that_is_not_there_are_told(tmp_path: Path) -> None:
    note = tmp_path / "norms.md"
    with pytest.raises(UsageError, match="can't be read"):
        import_into(note, tmp_path)
    note.write_text(NOTE, encoding="utf-8")
    with pytest.raises(UsageError, match="my-deck"):
        import_into(note, tmp_path, "My deck")


def test_lines_that_are_no_utf_8_are_told(tmp_path: Path) -> None:
    note = tmp_path / "norms.md"
    note.write_bytes(NOTE.encode() + b"- caf\xe9\n")
    assert import_into(note, tmp_path).faulty_lines == (10,)


ANSWERS = st.lists(st.sampled_from(["over the batch", "over groups", "over channels", "never"]), min_size=3, max_size=3)


@given(ANSWERS, st.permutations([0, 1, 2]), st.booleans())
def test_an_unedited_deck_always_follows_the_note(answers: list[str], order: list[int], drop: bool) -> None:
    names = ["batch norm", "group norm", "layer norm"]
    first = import_note("".join(f"- What is {name}?\n  - It is.\n" for name in names), path="n.md").deck
    rows = [f"- What is {names[place]}?\n  - {answers[place]} alone\n" for place in order[: 2 if drop else 3]]
    again = import_note("".join(rows), path="n.md", existing=first)
    fresh = import_note("".join(rows), path="n.md").deck
    assert {(card.id, *texts_of(card)) for card in again.deck.cards} == {
        (card.id, *texts_of(card)) for card in fresh.cards
    }
    assert len(again.changes.archived) == (1 if drop else 0)


def test_a_card_put_among_the_drafts_as_taken_out_does_not_come_back(desk: Desk) -> None:
    text = desk.deck.read_text(encoding="utf-8")
    first, last = text.index("  - id: what-is-gn"), text.index("  - id: which-one")
    desk.edit_deck(text[first:last], "")
    desk.edit_deck("drafts:\n", "drafts:\n  - question: What is GN?\n    reason: taken out by hand\n")
    report = desk.load()
    before = desk.deck.read_bytes()
    assert (report.changes.added, report.changes.archived) == ((), ())
    assert desk.ids == ["what-is-bn", "which-one-needs-large-batches"]
    desk.edit_note("groups of channels", "groups of 32 channels")
    desk.load()
    assert desk.deck.read_bytes() == before
    assert ("What is GN?", "taken out by hand") in [
        (each.question, each.reason) for each in read_deck(desk.deck).drafts
    ]


def test_a_question_without_an_answer_can_be_taken_out_too(desk: Desk) -> None:
    desk.edit_deck("reason: unanswered in the note", "reason: taken out")
    desk.load()
    before = read_deck(desk.deck)
    desk.edit_note("- What is LN?\n", "- What is LN?\n  - Over the channels.\n")
    assert desk.load().changes.added == ()
    after = read_deck(desk.deck)
    assert (after.cards, after.drafts, after.taken_out) == (before.cards, before.drafts, ())


def test_a_card_that_stands_in_the_deck_is_not_taken_out_by_a_draft(desk: Desk) -> None:
    desk.edit_deck("drafts:\n", "drafts:\n  - question: What is GN?\n    reason: taken out by hand\n")
    assert desk.load().changes.archived == ()
    assert "what-is-gn" in desk.ids


def test_a_card_deleted_from_the_deck_stays_deleted_and_can_be_had_again(desk: Desk) -> None:
    desk.take_out("what-is-gn", "which-one")
    assert desk.load().changes.taken_out == ("what-is-gn",)
    before = desk.deck.read_bytes()
    assert desk.load().changes.taken_out == ()
    assert desk.deck.read_bytes() == before
    desk.edit_note("groups of channels", "groups of 32 channels")
    assert desk.load().changes.added == ()
    deck = read_deck(desk.deck)
    assert [texts_of(card)[1] for card in deck.taken_out] == ["It normalises over groups of 32 channels."]
    text = desk.deck.read_text(encoding="utf-8")
    entry = text[text.index("taken_out:\n") : text.index("imported:")]
    desk.edit_deck(entry, "")
    desk.edit_deck("cards:\n", f"cards:\n{entry.removeprefix('taken_out:' + chr(10))}")
    assert desk.load().changes == Changes(kept=("what-is-gn", "what-is-bn", "which-one-needs-large-batches"))


def test_a_card_that_was_taken_out_comes_back_when_its_entry_is_deleted(desk: Desk) -> None:
    desk.take_out("what-is-gn", "which-one")
    desk.load()
    text = desk.deck.read_text(encoding="utf-8")
    desk.edit_deck(text[text.index("taken_out:\n") : text.index("imported:")], "")
    assert desk.load().changes.added == ("what-is-gn",)
    assert read_deck(desk.deck).taken_out == ()


def test_an_archived_card_keeps_its_text_its_comments_and_its_edits_and_returns_with_its_question(desk: Desk) -> None:
    desk.edit_deck("front: What is GN?", "front: What is GN?  # Wu and He")
    desk.edit_note("- What is GN?\n  - It normalises over groups of channels.\n", "")
    assert desk.load().changes.archived == ("what-is-gn",)
    deck = read_deck(desk.deck)
    assert [card.id for card in deck.archive] == ["what-is-gn"]
    assert desk.ids == ["what-is-bn", "which-one-needs-large-batches"]
    assert "# Wu and He" in desk.deck.read_text(encoding="utf-8")
    before = desk.deck.read_bytes()
    desk.load()
    assert desk.deck.read_bytes() == before
    desk.edit_note("- Which one", "- What is GN?\n  - Over groups of channels.\n- Which one")
    changes = desk.load().changes
    assert (changes.returned, changes.added, changes.archived) == (("what-is-gn",), (), ())
    assert [(each.field, each.after) for each in changes.differences] == [("back", "Over groups of channels.")]
    assert desk.ids == ["what-is-bn", "what-is-gn", "which-one-needs-large-batches"]
    text = desk.deck.read_text(encoding="utf-8")
    assert "front: What is GN?  # Wu and He" in text
    assert "archive:" not in text


def test_a_card_brought_back_from_the_archive_by_hand_stays_in_the_deck(desk: Desk) -> None:
    desk.edit_note("- What is GN?\n  - It normalises over groups of channels.\n", "")
    desk.load()
    text = desk.deck.read_text(encoding="utf-8")
    entry = text[text.index("archive:\n") : text.index("imported:")]
    desk.edit_deck(entry, "")
    desk.edit_deck("cards:\n", f"cards:\n{entry.removeprefix('archive:' + chr(10))}")
    for _ in range(2):
        assert desk.load().changes.archived == ()
    assert "what-is-gn" in desk.ids


def test_comments_inside_a_changed_card_stay(desk: Desk) -> None:
    desk.edit_deck(
        "    back: It normalises over the batch.", "    # see Ioffe\n    back: 'It normalises over the batch.'  # sure?"
    )
    desk.edit_note("over the batch", "over the mini-batch")
    assert desk.load().changes.changed == ("what-is-bn",)
    text = desk.deck.read_text(encoding="utf-8")
    assert "    # see Ioffe\n    back: It normalises over the mini-batch.  # sure?\n" in text


def test_a_draft_edited_or_deleted_by_hand_stays_so(desk: Desk) -> None:
    desk.edit_note("- What is LN?\n", "- What is LN?\n- What is IN?\n")
    desk.load()
    desk.edit_deck("  - question: What is IN?\n    line: 10\n    reason: unanswered in the note\n", "")
    desk.edit_deck(
        "    reason: unanswered in the note", "    reason: unanswered in the note\n    answer: Over the channels?"
    )
    before = desk.deck.read_bytes()
    desk.load()
    assert desk.deck.read_bytes() == before
    desk.edit_note("# Norms\n", "# Norms\n\n")
    desk.load()
    (draft,) = read_deck(desk.deck).drafts
    assert (draft.question, draft.line, draft.answer) == ("What is LN?", 10, "Over the channels?")


def test_a_draft_the_reader_accepted_in_other_words_does_not_come_back(desk: Desk) -> None:
    text = desk.deck.read_text(encoding="utf-8")
    draft = text[text.index("drafts:\n") : text.index("imported:")]
    desk.edit_deck(draft, "  - id: ln\n    front: Over what does layer norm go?\n    back: Over the channels.\n")
    before = desk.deck.read_bytes()
    desk.load()
    assert desk.deck.read_bytes() == before


def test_a_deck_with_windows_line_ends_keeps_them(desk: Desk) -> None:
    desk.deck.write_bytes(b"\xef\xbb\xbf" + desk.deck.read_bytes().replace(b"\n", b"\r\n"))
    desk.edit_note("over the batch", "over the mini-batch")
    desk.edit_note("- What is LN?\n", "- What is LN?\n- What is RMS norm?\n  - Only the scale.\n")
    desk.load()
    after = desk.deck.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# yaml")
    assert after.count(b"\r\n") == after.count(b"\n")
    assert b"mini-batch" in after


def test_a_question_asked_twice_keeps_each_card_where_it_is(desk: Desk) -> None:
    first, second = (
        f"## {name}\n\n- What does it cost?\n  - {cost} passes over the data.\n\n"
        for name, cost in (("BN", 3), ("LN", 2))
    )
    desk.note.write_text(f"# Norms\n\n{first}{second}", encoding="utf-8")
    desk.load()
    before = {card.id: texts_of(card) for card in read_deck(desk.deck).cards}
    desk.note.write_text(f"# Norms\n\n{second}{first}", encoding="utf-8")
    assert desk.load().changes.changed == ()
    assert {card.id: texts_of(card) for card in read_deck(desk.deck).cards} == before


def test_other_wordings_follow_the_note_unless_they_were_edited_in_the_deck(desk: Desk) -> None:
    desk.edit_note("# Norms\n", "# Norms\n\n## GN (2018)\n- **GN: Groups Instead of Batches**\n\n## More\n")
    desk.load()
    desk.edit_note("GN: Groups", "GN: Rows")
    assert desk.load().changes.changed == ("gn-paper",)
    assert "accept: [Rows Instead of Batches]" in desk.deck.read_text(encoding="utf-8")
    desk.edit_deck("accept: [Rows Instead of Batches]", "accept: [GN, Rows]")
    desk.edit_note("GN: Rows Instead", "GN: Columns Instead")
    (conflict,) = desk.load().changes.conflicts
    assert (conflict.field, conflict.deck, conflict.note) == ("accept", "GN\nRows", "Columns Instead of Batches")
    assert "accept: [GN, Rows]" in desk.deck.read_text(encoding="utf-8")


def test_what_is_written_is_what_was_reported(desk: Desk) -> None:
    report = desk.load()
    assert read_deck_text(report.text).cards == read_deck(desk.deck).cards
    data = report.as_json()
    assert list(data)[:3] == ["deck", "path", "cards"]
    assert data["unanswered"] == [{"question": "What is LN?", "line": 9}]
