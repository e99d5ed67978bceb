"""The review line by line, with a real library and a real log."""

from __future__ import annotations

from io import StringIO
from itertools import count
from typing import TYPE_CHECKING

import pytest

from quizcv.cli.workspace import Workspace
from quizcv.plain.drilling import drill, score_lines
from quizcv.plain.lines import Lines
from quizcv.plain.reviewing import review
from quizcv.score import Attempt, Result, Score
from tests.cli.support import NOON, SMALL_DECK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizcv.events import Event


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    home = tmp_path / "home"
    (home / "decks").mkdir(parents=True)
    (home / "settings.toml").write_text("shipped_decks = false\n", encoding="utf-8")
    (home / "decks" / "small.yaml").write_text(SMALL_DECK, encoding="utf-8")
    monkeypatch.setenv("QUIZCV_HOME", str(home))
    monkeypatch.setenv("QUIZCV_NOW", NOON)
    for name in ("QUIZCV_DATABASE", "QUIZCV_DECKS"):
        monkeypatch.delenv(name, raising=False)
    found = Workspace()
    yield found
    found.close()


def reviewed(workspace: Workspace, *typed: str) -> str:
    """What a review shows when these lines are typed; each look at the clock is half a second later."""
    out = StringIO()
    ticks = count()
    session = workspace.session(writing=True)
    review(session, Lines(StringIO("".join(f"{line}\n" for line in typed)), out), seconds=lambda: next(ticks) / 2)
    return out.getvalue()


def logged(workspace: Workspace) -> list[Event]:
    return list(workspace.store.events())


def test_a_card_is_shown_revealed_and_graded(workspace: Workspace) -> None:
    out = reviewed(workspace, "", "3")
    assert "What does IoU measure?" in out
    assert "Answer: The overlap of two regions" in out
    assert "1 again (again today, then 1 day), 2 hard (again today, then 1 day), 3 good (1 day), 4 easy (1 day)" in out
    assert "Graded good; due again on 2026-03-02." in out
    (event,) = logged(workspace)
    assert (event.card, event.grade, event.verdict, event.response) == ("small/iou", 4, "self", None)
    assert event.milliseconds == 500


def test_four_buttons_are_called_by_their_names_since_the_grades_have_other_numbers(workspace: Workspace) -> None:
    out = reviewed(workspace, "", "3", "12", "")
    assert "4 easy (1 day), Enter for again (again today, then 1 day)" in out
    assert "Graded again; due again on 2026-03-02." in out


def test_the_end_of_the_input_leaves_with_everything_saved(workspace: Workspace) -> None:
    out = reviewed(workspace, "", "3", "138357544", "")
    assert out.endswith("2 cards graded; 4 left today.\n")
    assert [event.grade for event in logged(workspace)] == [4, 4]


def test_q_leaves_before_and_after_the_answer(workspace: Workspace) -> None:
    assert "0 cards graded; 6 left today." in reviewed(workspace, "q")
    assert "0 cards graded; 6 left today." in reviewed(workspace, "", "q", "3")
    assert logged(workspace) == []


def test_a_typed_answer_is_checked_and_enter_takes_the_suggested_grade(workspace: Workspace) -> None:
    out = reviewed(workspace, "", "3", "12", "")
    assert "Wrong." in out
    assert "Answer: 138357544 parameters" in out
    assert "Enter for again (again today, then 1 day)" in out
    event = logged(workspace)[-1]
    assert (event.grade, event.verdict, event.response) == (1, "wrong", "12")
    assert "It comes again today." in out


def test_what_cannot_be_read_is_asked_again(workspace: Workspace) -> None:
    out = reviewed(workspace, "", "3", "many, surely", "138,357,544", "")
    assert "can't be read" in out
    assert [event.response for event in logged(workspace)] == [None, "138,357,544"]


def test_an_option_is_chosen_by_its_number(workspace: Workspace) -> None:
    session = workspace.session()
    question = workspace.library.question(
        "small/normalisation", workspace.library.question("small/normalisation", 0).seed or 0
    )
    assert session.turn is not None
    out = reviewed(workspace, "b", "b", "q")
    right = next(line for line in out.splitlines() if "Group normalisation" in line).strip()[0]
    assert "1) " in out
    assert question.options
    reviewed(workspace, right, "")
    assert logged(workspace)[-1].verdict == "right"


def test_undo_takes_the_latest_grade_back_and_asks_the_card_again(workspace: Workspace) -> None:
    out = reviewed(workspace, "", "3", "u")
    assert "Taken back: small/iou, Good." in out
    assert out.count("What does IoU measure?") == 2
    assert workspace.reader.state("small/iou").is_new


def test_undo_works_after_the_last_card(workspace: Workspace) -> None:
    workspace.store.note  # noqa: B018  the log is open before the cards are put off
    session = workspace.session(writing=True)
    while session.tally.left > 1:
        session.bury()
    out = reviewed(workspace, "3", "3", "u", "q")
    assert "Nothing is left for today." in out
    assert "Taken back:" in out


def test_undo_with_nothing_to_take_back_says_so(workspace: Workspace) -> None:
    assert "There is nothing to take back." in reviewed(workspace, "u")


def test_suspend_and_bury_go_on_to_the_next_card(workspace: Workspace) -> None:
    out = reviewed(workspace, "s", "b")
    assert "Suspended small/iou" in out
    assert "Put off small/vgg16" in out
    assert [str(event.kind) for event in logged(workspace)] == ["suspended", "buried"]


def test_hints_come_one_at_a_time(workspace: Workspace) -> None:
    out = reviewed(workspace, "h", "h")
    assert "Hint: It has a fraction." in out
    assert "There is no further hint." in out


def test_the_help_explains_every_command(workspace: Workspace) -> None:
    out = reviewed(workspace, "?")
    for command in ("  u  ", "  s  ", "  b  ", "  h  ", "  ?  ", "  q  "):
        assert command in out


def test_a_letter_that_is_a_command_can_be_an_answer(workspace: Workspace) -> None:
    reviewed(workspace, "", "3", "5", "2", "b", "=s", "")
    assert logged(workspace)[-1].response == "s"


def test_six_grades_can_be_asked_for(workspace: Workspace) -> None:
    (workspace.places.settings).write_text('shipped_decks = false\nbuttons = "six"\n', encoding="utf-8")
    out = reviewed(workspace, "", "0")
    assert "0 nothing came" in out
    assert logged(workspace)[-1].grade == 0


def test_another_key_is_no_grade(workspace: Workspace) -> None:
    out = reviewed(workspace, "", "7", "", "3")
    assert out.count("Type one of 1, 2, 3, 4") == 2
    assert len(logged(workspace)) == 1


def test_a_deck_cannot_command_the_terminal() -> None:
    out = StringIO()
    Lines(StringIO("\x1b[A\n"), out).say("a\x1b]0;owned\x07b\u202ec")
    assert out.getvalue() == "a]0;ownedbc\n"


def test_an_interruption_ends_the_line_of_the_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    source, out = StringIO(), StringIO()
    monkeypatch.setattr(source, "readline", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Lines(source, out).ask("Your answer:")
    assert out.getvalue() == "Your answer: \n"


def test_a_drill_counts_exercises_and_mistakes(workspace: Workspace) -> None:
    questions = [workspace.library.question("small/output", seed) for seed in (1, 2, 3, 4)]
    right = questions[0].answer.text
    known = questions[1].mistakes[0].answer.text
    out = StringIO()
    score = drill(questions, Lines(StringIO(f"{right}\n{known}\nno number\n\nn\n"), out))
    assert (score.right, score.asked, score.count(Result.SKIPPED)) == (1, 3, 1)
    text = out.getvalue()
    assert "1 of 3 right." in text
    assert "1 x The padding is missing; it counts on both sides." in text
    assert "1 x shown without an answer" in text
    assert "1 skipped." in text
    assert "Answer: " in text
    assert text.endswith("Practise the weak ones again: quizcv drill small/output\n")


def test_a_drill_ends_quietly_and_logs_nothing(workspace: Workspace) -> None:
    questions = (workspace.library.question("small/output", seed) for seed in count())
    out = StringIO()
    drill(questions, Lines(StringIO("?\nh\nq\n"), out))
    assert "Nothing was answered." in out.getvalue()
    assert "  n  next: skip this problem" in out.getvalue()
    assert logged(workspace) == []


def test_the_score_names_the_worst_exercise_first() -> None:
    hard = [Attempt("hard", Result.WRONG, "The padding is missing.")] * 3
    hard += [Attempt("hard", Result.WRONG), Attempt("hard", Result.RIGHT)]
    assert score_lines(Score((*[Attempt("easy", Result.RIGHT)] * 5, *hard))) == [
        "6 of 10 right.",
        "  hard: 1 of 5",
        "    3 x The padding is missing.",
        "    1 x no known mistake",
        "  easy: 5 of 5",
        "Practise the weak ones again: quizcv drill hard",
    ]
