"""Practice without a schedule: what can be practised, how it is dealt, and the score."""

from __future__ import annotations

from itertools import islice, pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.library import Library
from quizcv.cards.verdict import Judgement, Verdict
from quizcv.drilling import LATELY, Exercise, deal, exercises_named, families, problems_of_decks, question_of, words_of
from quizcv.errors import UsageError
from quizcv.score import OTHER, SHOWN, Attempt, Result, Score, attempt_at
from quizcv.settings import Places

if TYPE_CHECKING:
    from pathlib import Path

DECK = """\
deck: mine
title: My problems
cards:
  - {id: word, front: a, back: b}
  - {id: conv, kind: problem, family: conv-output}
  - id: twice-as-much
    kind: problem
    given: {n: 1..3}
    front: Twice {n}?
    answer: 2*n
    hint: Add it to itself.
    mistakes: [{answer: n + 3, says: 'Not {n} and 3.'}]
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv("QUIZCV_HOME", str(tmp_path / "home"))
    for name in ("QUIZCV_DATABASE", "QUIZCV_DECKS"):
        monkeypatch.delenv(name, raising=False)
    places = Places.from_environment()
    places.decks.mkdir(parents=True)
    (places.decks / "mine.yaml").write_text(DECK, "utf-8")
    (places.decks / "words.yaml").write_text("deck: words\ncards:\n  - {id: a, front: a, back: b}\n", "utf-8")
    return Library.load(places, shipped=False)


def no_library() -> Library:
    pytest.fail("families and topics need no deck")


# What can be practised


def test_without_a_name_every_family_is_practised_and_no_deck_is_read() -> None:
    assert exercises_named([], no_library) == families()
    assert {each.name for each in families()} > {"conv-output", "iou"}


def test_families_topics_decks_and_cards_are_named_each_once(library: Library) -> None:
    assert [each.name for each in exercises_named(["iou", "conv-output", "iou"], no_library)] == ["iou", "conv-output"]
    topic = exercises_named(["detection"], no_library)
    assert {each.group for each in topic} == {"detection"}
    assert [each.name for each in exercises_named(["mine"], lambda: library)] == ["mine/conv", "mine/twice-as-much"]
    assert [each.name for each in exercises_named(["mine/conv"], lambda: library)] == ["mine/conv"]


def test_a_deck_adds_the_problems_written_in_it_since_families_are_there_already(library: Library) -> None:
    assert problems_of_decks(library) == (Exercise("mine/twice-as-much", "Twice as much", "mine", "My problems"),)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mine/word", "mine/word is no generated problem; a drill asks only those"),
        ("words", "the deck 'words' has no generated problem; a drill asks only those"),
        ("conv-outptu", "there is no family, topic or deck 'conv-outptu'; did you mean 'conv-output'"),
        ("xyzzy", "there is no family, topic or deck 'xyzzy'; see: quizcv families"),
        ("mine/twice-as-muc", "there is no card 'mine/twice-as-muc'; did you mean mine/twice-as-much?"),
    ],
)
def test_what_cannot_be_practised_is_told_with_a_mend(library: Library, name: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        exercises_named([name], lambda: library)
    assert str(caught.value).startswith(message)


def test_a_slug_is_told_in_words() -> None:
    assert words_of("receptive-field") == "Receptive field"


# Dealing


def test_every_exercise_comes_once_in_a_round_and_none_twice_running() -> None:
    chosen = exercises_named(["conv-output", "iou", "pool-output"], no_library)
    names = [question.card for question in islice(deal(chosen, Random(3)), 60)]
    assert all(set(names[start : start + 3]) == {each.name for each in chosen} for start in range(0, 60, 3))
    assert all(one != other for one, other in pairwise(names))


def test_the_same_seed_deals_the_same_problems() -> None:
    def dealt() -> list[str]:
        return [each.prompt for each in islice(deal(families(), Random(7)), 20)]

    assert dealt() == dealt()


def test_numbers_do_not_come_again_within_the_last_ten() -> None:
    (exercise,) = exercises_named(["conv-output"], no_library)
    prompts = [each.prompt for each in islice(deal([exercise], Random(1)), 100)]
    assert all(prompts[at] not in prompts[max(at - LATELY, 0) : at] for at in range(100))


def test_a_problem_with_few_numbers_is_asked_all_the_same(library: Library) -> None:
    chosen = exercises_named(["mine/twice-as-much"], lambda: library)
    dealt = list(islice(deal(chosen, Random(1), library.question), 12))
    assert {each.prompt for each in dealt} == {"Twice 1?", "Twice 2?"}  # 3 + 3 is twice 3 as well: never drawn
    assert dealt[0].hints == ("Add it to itself.",)


# The score


def test_a_verdict_becomes_an_attempt_with_the_mistake_that_was_recognised() -> None:
    (exercise,) = exercises_named(["conv-output"], no_library)
    question = question_of(exercise, 5)
    says = question.mistakes[0].says
    for verdict, result, said in (
        (Verdict(Judgement.RIGHT), Result.RIGHT, ""),
        (Verdict(Judgement.WRONG, diagnosis=says), Result.WRONG, says),
        (Verdict(Judgement.WRONG, diagnosis="The sign is the other way round."), Result.WRONG, ""),
        (Verdict(Judgement.UNDECIDED), Result.UNDECIDED, ""),
        (None, Result.SHOWN, ""),
    ):
        assert attempt_at(question, verdict) == Attempt("conv-output", result, said)


def test_the_score_counts_the_same_mistake_whatever_the_numbers_and_the_worst_exercise_comes_first() -> None:
    score = Score()
    for attempt in (
        Attempt("easy", Result.RIGHT),
        Attempt("hard", Result.WRONG, "The padding of 3 is missing."),
        Attempt("hard", Result.WRONG),
        Attempt("hard", Result.SHOWN),
        Attempt("hard", Result.WRONG, "The padding of 12 is missing."),
        Attempt("hard", Result.RIGHT),
        Attempt("other", Result.SKIPPED),
        Attempt("other", Result.UNDECIDED),
    ):
        score = score.plus(attempt)
    worst, best = score.lines
    assert (worst.exercise, worst.right, worst.asked) == ("hard", 1, 5)
    assert worst.missed == ((2, "The padding of 12 is missing."), (1, OTHER), (1, SHOWN))
    assert (best.exercise, best.right, best.asked, best.missed) == ("easy", 1, 1, ())
    assert (score.right, score.asked, score.count(Result.SKIPPED)) == (2, 6, 1)
    assert score.weak == ("hard",)


@given(
    st.lists(
        st.builds(
            Attempt, st.sampled_from("abc"), st.sampled_from(Result), st.sampled_from(["", "p is 1", "p is 2", "q"])
        )
    )
)
def test_nothing_is_lost_from_the_score(attempts: list[Attempt]) -> None:
    score = Score(tuple(attempts))
    assert sum(line.asked for line in score.lines) == score.asked
    assert sum(line.right for line in score.lines) == score.right
    missed = sum(number for line in score.lines for number, _ in line.missed)
    assert missed == score.asked - score.right
    assert len(attempts) == score.asked + score.count(Result.SKIPPED, Result.UNDECIDED)
    assert set(score.weak) == {each.exercise for each in attempts if each.result in {Result.WRONG, Result.SHOWN}}
