"""due and next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.shown import count
from tests.cli.support import assert_shape, documented_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support import Quizcv


def test_due_counts_new_cards_within_the_days_limit(quizcv: Quizcv) -> None:
    quizcv("settings", "new_per_day", "3")
    found = quizcv("due", "--json").json
    assert_shape(found, documented_json("due"))
    assert found == {
        "day": "2026-03-01",
        "due": 0,
        "new": 3,
        "drill": 0,
        "total": 7,
        "decks": [{"deck": "small", "title": "A small deck", "due": 0, "new": 3, "total": 7, "suspended": 0}],
        "broken": [],
    }


def test_due_for_people_is_a_line_and_a_table(quizcv: Quizcv) -> None:
    ended = quizcv("due")
    assert ended.code == 0
    assert ended.out.splitlines()[0] == "0 due, 6 new."
    assert "A small deck" in ended.out
    assert "quizcv review" in ended.err


def test_without_a_terminal_quizcv_alone_prints_what_is_due(quizcv: Quizcv) -> None:
    alone = quizcv()
    assert alone.code == 0
    assert alone == quizcv("due")


def test_a_graded_card_is_due_on_its_day(quizcv: Quizcv) -> None:
    quizcv("answer", "small/iou", "--grade", "4")
    assert quizcv("due", "--json").json["due"] == 0
    assert quizcv("due", "--on", "2026-03-02", "--json").json["due"] == 1
    assert quizcv("due", "--json", now="2026-03-02T12:00+00:00").json["due"] == 1


def test_a_card_graded_under_four_is_a_drill_today(quizcv: Quizcv) -> None:
    quizcv("answer", "small/iou", "--grade", "2")
    assert quizcv("due", "--json").json["drill"] == 1


def test_due_respects_the_limit_of_reviews(quizcv: Quizcv) -> None:
    for card in ("iou", "vgg16", "alexnet"):
        quizcv("answer", card, "--grade", "4")
    quizcv("settings", "reviews_per_day", "2")
    assert quizcv("due", "--json", now="2026-03-05T12:00+00:00").json["due"] == 2


def test_a_day_gone_by_is_refused(quizcv: Quizcv) -> None:
    ended = quizcv("due", "--on", "2026-02-28")
    assert ended.code == 2
    assert "2026-02-28 has gone by" in ended.err


def test_what_is_no_date_is_told_how_to_write_one(quizcv: Quizcv) -> None:
    ended = quizcv("due", "--on", "tomorrow")
    assert ended.code == 2
    assert "'tomorrow' is no date; write it like 2026-12-24" in ended.err


def test_an_unknown_deck_is_told_the_nearest(quizcv: Quizcv) -> None:
    ended = quizcv("due", "smal")
    assert ended.code == 2
    assert "did you mean 'small'?" in ended.err


def test_a_broken_deck_is_named_and_the_others_go_on(quizcv: Quizcv, home: Path) -> None:
    path = home / "decks" / "broken.yaml"
    path.write_text(
        "deck: broken\ntitle: Broken\ncards:\n  - {id: a, front: x, bakc: y}\n  - {id: a}\n", encoding="utf-8"
    )
    ended = quizcv("due", "--json")
    assert ended.code == 0
    assert_shape(ended.json, documented_json("due"))
    assert [deck["deck"] for deck in ended.json["decks"]] == ["small"]
    (broken,) = ended.json["broken"]
    assert broken["path"] == str(path)
    assert len(broken["errors"]) >= 2
    assert {error["line"] for error in broken["errors"]} <= {4, 5}
    assert ended.err == f"{path} is left out: {count(len(broken['errors']), 'error')}; see: quizcv check {path}\n"


def test_next_gives_the_question_and_not_the_answer(quizcv: Quizcv) -> None:
    found = quizcv("next", "--json").json
    assert_shape(found, documented_json("next"))
    assert found["card"] == "small/iou"
    assert found["expects"] == "self"
    assert found["seed"] is None
    assert found["preview"] == {"again": 1, "hard": 1, "good": 1, "easy": 1}


def test_next_is_the_same_until_it_is_answered(quizcv: Quizcv) -> None:
    first = quizcv("next", "--json").json
    assert quizcv("next", "--json").json == first
    quizcv("answer", first["card"], "--grade", "4")
    assert quizcv("next", "--json").json["card"] != first["card"]


def test_next_for_people_names_the_card_and_how_to_answer(quizcv: Quizcv) -> None:
    ended = quizcv("next")
    assert ended.out.splitlines() == ["[small/iou]", "What does IoU measure?"]
    assert "Answer with: quizcv answer small/iou --grade 0..5\n" in ended.err


def test_the_command_that_next_names_has_the_seed_where_the_question_is_drawn(quizcv: Quizcv, home: Path) -> None:
    path = home / "decks" / "small.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(text[text.index("  - id: iou") : text.index("  - id: output")], ""), encoding="utf-8")
    seed = quizcv("next", "--json").json["seed"]
    assert f"Answer with: quizcv answer small/output --response ... --seed {seed}\n" in quizcv("next").err


def test_when_nothing_is_due_the_card_is_null(quizcv: Quizcv) -> None:
    quizcv("settings", "new_per_day", "0")
    assert quizcv("next", "--json").json == {"card": None}
    assert quizcv("next").out == ""


def test_the_preview_is_what_a_grade_gives_ten_days_long_drills_and_all(quizcv: Quizcv) -> None:
    grades = {"again": 1, "hard": 3, "good": 4, "easy": 5}
    row = ["hard", "easy", "again", "good", "again", "hard", "good", "easy", "good"]
    drills = 0
    for number in range(40):
        day = f"2026-03-{1 + number // 4:02}T12:00+00:00"
        asked = quizcv("next", "--json", now=day).json
        if asked["card"] is None:
            continue
        button = row[number % len(row)]
        done = quizcv("answer", asked["card"], "--grade", str(grades[button]), "--json", now=day).json
        assert done["interval"] == asked["preview"][button]
        drills += len(set(asked["preview"].values())) == 1
    assert drills > 3


def test_the_preview_of_a_drill_says_that_nothing_moves(quizcv: Quizcv) -> None:
    quizcv("settings", "new_per_day", "1")
    quizcv("answer", "iou", "--grade", "3")
    assert quizcv("next", "--json").json["preview"] == {"again": 1, "hard": 1, "good": 1, "easy": 1}


def test_the_way_to_begin_names_the_decks_and_is_told_of_today_alone(quizcv: Quizcv) -> None:
    assert quizcv("due").err.endswith("Begin with: quizcv review\n")
    assert quizcv("due", "small").err.endswith("Begin with: quizcv review small\n")
    assert quizcv("due", "--on", "2099-01-01").err == ""
