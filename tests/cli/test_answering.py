"""answer and undo."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from quizcv.clock import Clock
from quizcv.events import EventKind
from quizcv.progress.store import Store
from quizcv.settings import Places
from tests.cli.support import NOON, assert_shape, documented_json

if TYPE_CHECKING:
    from tests.cli.support import Quizcv

ANSWER = documented_json("answer")


def test_a_right_answer_is_graded_four_and_scheduled(quizcv: Quizcv) -> None:
    found = quizcv("answer", "vgg16", "--response", "138,357,544", "--json").json
    assert_shape(found, ANSWER)
    assert found["card"] == "small/vgg16"
    assert found["verdict"] == "right"
    assert (found["grade"], found["interval"], found["due"]) == (4, 1, "2026-03-02")
    assert found["event"]


def test_a_wrong_answer_is_graded_one(quizcv: Quizcv) -> None:
    found = quizcv("answer", "vgg16", "--response", "12", "--json").json
    assert (found["verdict"], found["grade"]) == ("wrong", 1)


def test_ones_own_grade_decides(quizcv: Quizcv) -> None:
    found = quizcv("answer", "vgg16", "--response", "12", "--grade", "5", "--json").json
    assert (found["verdict"], found["grade"]) == ("wrong", 5)


def test_the_second_grade_of_a_day_is_a_drill_and_moves_nothing(quizcv: Quizcv) -> None:
    first = quizcv("answer", "iou", "--grade", "2", "--json").json
    second = quizcv("answer", "iou", "--grade", "5", "--json").json
    assert second["due"] == first["due"] == "2026-03-02"
    kinds = [event["kind"] for event in quizcv("show", "iou", "--json").json["events"]]
    assert kinds == ["graded", "drilled"]


def test_a_card_graded_by_oneself_needs_a_grade(quizcv: Quizcv) -> None:
    for arguments in ([], ["--response", "overlap"]):
        ended = quizcv("answer", "iou", *arguments)
        assert ended.code == 2
        assert "small/iou is graded by yourself: add --grade" in ended.err
    assert quizcv("log").out == ""


def test_without_answer_and_grade_a_checked_card_asks_for_one(quizcv: Quizcv) -> None:
    ended = quizcv("answer", "vgg16")
    assert ended.code == 2
    assert "--response" in ended.err
    assert "--grade" in ended.err


@pytest.mark.parametrize("more", [[], ["--grade", "4"]])
def test_what_cannot_be_read_is_invalid_and_logs_nothing(quizcv: Quizcv, more: list[str]) -> None:
    ended = quizcv("answer", "vgg16", "--response", "many, surely", *more, "--json")
    assert ended.code == 0
    assert_shape(ended.json, ANSWER)
    assert ended.json["verdict"] == "invalid"
    assert (ended.json["answer"], ended.json["steps"]) == (None, [])
    assert ended.json["diagnosis"]
    assert [ended.json[key] for key in ("grade", "interval", "due", "event")] == [None] * 4
    assert quizcv("log").out == ""


def test_a_grade_out_of_range_is_a_usage_error(quizcv: Quizcv) -> None:
    ended = quizcv("answer", "iou", "--grade", "6")
    assert ended.code == 2
    assert "0<=x<=5" in ended.err


def test_an_unknown_card_is_told_the_nearest(quizcv: Quizcv) -> None:
    ended = quizcv("answer", "small/vgg61", "--grade", "4")
    assert ended.code == 2
    assert "did you mean small/vgg16" in ended.err


def test_the_question_that_next_showed_is_the_one_answered(quizcv: Quizcv) -> None:
    for card in ("iou", "vgg16", "normalisation", "alexnet", "stack:1", "stack:2"):
        quizcv("suspend", card)
    asked = quizcv("next", "--json").json
    assert asked["card"] == "small/output"
    values = asked["values"]
    side = (values["n"] + 2 * values["p"] - values["k"]) // values["s"] + 1
    for seed in ([], ["--seed", str(asked["seed"])]):
        found = quizcv("answer", "output", "--response", str(side), *seed, "--json").json
        assert found["verdict"] == "right"
        assert found["steps"]
        quizcv("undo")


def test_a_known_mistake_is_diagnosed_and_graded_two(quizcv: Quizcv) -> None:
    problem = quizcv("problem", "small/output", "--seed", "11", "--json").json[0]
    wrong = problem["mistakes"][0]
    found = quizcv("answer", "output", "--response", wrong["answer"], "--seed", "11", "--json").json
    assert (found["verdict"], found["grade"]) == ("wrong", 2)
    assert "padding" in found["diagnosis"]


def test_for_people_the_answer_is_told_with_what_comes_of_it(quizcv: Quizcv) -> None:
    ended = quizcv("answer", "vgg16", "--response", "138357544")
    assert ended.code == 0
    assert "Right." in ended.out
    assert "Graded 4: back in 1 day, on 2026-03-02." in ended.out


def test_undo_takes_back_all_that_was_done_to_many_cards_at_once(quizcv: Quizcv) -> None:
    keys, clock = ["small/iou", "small/vgg16"], Clock(datetime.fromisoformat(NOON))
    with Store.open(Places.from_environment(), clock) as store:
        store.note_all(EventKind.FLAGGED, keys, clock.now(), "look")
        store.note_all(EventKind.SUSPENDED, keys, clock.now())
    assert quizcv("undo").out == "Taken back: 2 cards suspended.\n"
    undone = quizcv("undo", "--json").json["undone"]
    assert (undone["card"], undone["kind"], undone["cards"]) == ("small/vgg16", "flagged", keys)
    assert quizcv("search", "is:suspended", "--json").json == []


def test_undo_takes_back_the_latest_and_then_the_one_before(quizcv: Quizcv) -> None:
    first = quizcv("answer", "iou", "--grade", "4", "--json").json
    quizcv("suspend", "vgg16")
    assert quizcv("undo", "--json").json["undone"]["card"] == "small/vgg16"
    found = quizcv("undo", "--json").json
    assert_shape(found, documented_json("undo"))
    assert found["undone"] == {
        "card": "small/iou",
        "grade": 4,
        "event": first["event"],
        "kind": "graded",
        "cards": ["small/iou"],
    }
    assert quizcv("undo", "--json").json == {"undone": None}
    assert quizcv("due", "--json").json["new"] == 6
