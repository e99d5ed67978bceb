"""log, stats, doctor and backup; and thirty days of reviews."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from quizcv.errors import DatabaseError
from tests.cli.support import assert_shape, documented_json

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.support import Quizcv


def test_the_log_is_one_object_a_line_and_nothing_is_left_out(quizcv: Quizcv) -> None:
    quizcv("answer", "vgg16", "--response", "12")
    quizcv("undo")
    events = [json.loads(line) for line in quizcv("log", "--json").out.splitlines()]
    assert [event["kind"] for event in events] == ["graded", "voided"]
    for event in events:
        assert_shape(event, documented_json("log"))
    assert events[1]["target"] == events[0]["id"]
    assert (events[0]["response"], events[0]["day"]) == ("12", "2026-03-01")
    assert [event["sequence"] for event in events] == [1, 2]


def test_the_log_for_people_is_a_line_each(quizcv: Quizcv) -> None:
    quizcv("answer", "iou", "--grade", "4")
    (line,) = quizcv("log").out.splitlines()
    assert "2026-03-01 12:00" in line
    assert "small/iou" in line
    assert "grade 4" in line


def test_a_mere_look_begins_no_log(quizcv: Quizcv, home: Path) -> None:
    for command in (["due"], ["next"], ["log"], ["stats"], ["show", "iou"], ["undo"], ["doctor"], ["search", "is:new"]):
        assert quizcv(*command).code == 0
    assert not (home / "quizcv.db").exists()


def test_stats_count_reviews_by_study_day(quizcv: Quizcv) -> None:
    quizcv("answer", "iou", "--grade", "4")
    quizcv("answer", "iou", "--grade", "2", now="2026-03-02T12:00+00:00")
    quizcv("answer", "iou", "--grade", "4", now="2026-03-02T12:05+00:00")
    found = quizcv("stats", "--json").json
    assert_shape(found, documented_json("stats"))
    assert (found["reviews"], found["retention"]) == (1, 0.0)
    assert [(day["day"], day["new"], day["reviews"], day["drills"]) for day in found["days"]] == [
        ("2026-03-01", 1, 0, 0),
        ("2026-03-02", 0, 1, 1),
    ]
    assert "1 review, 0 % of them recalled, on 2 days." in quizcv("stats").out


def test_stats_invent_nothing_before_the_first_review(quizcv: Quizcv) -> None:
    found = quizcv("stats", "--json").json
    assert_shape(found, documented_json("stats"))
    assert (found["reviews"], found["retention"], found["days"], found["topics"]) == (0, None, [], [])
    assert (len(found["forecast"]), sum(each["due"] for each in found["forecast"])) == (31, 0)
    assert quizcv("stats").out == ""


def test_the_doctor_is_content_with_a_sound_log(quizcv: Quizcv) -> None:
    quizcv("answer", "iou", "--grade", "4")
    ended = quizcv("doctor", "--json")
    assert_shape(ended.json, documented_json("doctor"))
    assert (ended.code, ended.json["ok"]) == (0, True)
    assert "All is well." in quizcv("doctor").out


def test_the_doctor_ends_with_one_when_the_log_is_none(quizcv: Quizcv, home: Path) -> None:
    (home / "quizcv.db").write_text("not a database" * 1000, encoding="utf-8")
    ended = quizcv("doctor", "--json")
    assert ended.code == 1
    assert_shape(ended.json, documented_json("doctor"))
    assert not ended.json["ok"]


def test_a_backup_is_a_whole_log(quizcv: Quizcv, tmp_path: Path) -> None:
    quizcv("answer", "iou", "--grade", "4")
    found = quizcv("backup", str(tmp_path / "copy.db"), "--json").json
    assert_shape(found, documented_json("backup"))
    again = quizcv("backup", str(tmp_path / "copy.db"))
    assert again.code == 2
    assert "copy.db" in again.err


def test_a_backup_becomes_the_log_again(quizcv: Quizcv, tmp_path: Path, home: Path) -> None:
    quizcv("answer", "iou", "--grade", "4")
    quizcv("backup", str(tmp_path / "copy.db"))
    quizcv("undo")
    ended = quizcv("restore", str(tmp_path / "copy.db"), "--json")
    assert_shape(ended.json, documented_json("restore"))
    assert (ended.code, ended.json["ok"], ended.json["path"]) == (0, True, str(home / "quizcv.db"))
    assert quizcv("stats", "--json").json["days"][0]["new"] == 1
    assert quizcv("restore", str(tmp_path / "gone.db")).code == 2


def test_thirty_days_of_the_shipped_decks_keep_the_log_sound(quizcv: Quizcv, home: Path) -> None:
    """The learner's grade hangs on card and day, so that lapses, drills and easy ones all come."""
    (home / "settings.toml").write_text("new_per_day = 1\n", encoding="utf-8")
    (home / "decks" / "small.yaml").unlink()
    begin = datetime(2026, 3, 1, 12, tzinfo=UTC)
    graded = 0
    for day in range(30):
        for minute in range(200):
            now = (begin + timedelta(days=day, minutes=minute)).isoformat()
            card = quizcv("next", "--json", now=now).json["card"]
            if card is None:
                break
            chance = sha256(f"{card}{day}".encode()).digest()[0]
            grade = 4 if minute > 30 else (1, 3, 4, 4, 4, 5)[chance % 6]
            ended = quizcv("answer", card, "--grade", str(grade), "--json", now=now)
            assert ended.code == 0, ended.err
            graded += 1
        assert quizcv("due", "--json", now=now).json["due"] == 0
    report = quizcv("doctor", "--json", now=now)
    assert report.json["ok"], report.out
    stats = quizcv("stats", "--json", now=now).json
    assert len(stats["days"]) == 30
    assert sum(day["new"] for day in stats["days"]) == 30
    assert sum(day["new"] + day["reviews"] + day["drills"] for day in stats["days"]) == graded
    assert 0.5 < stats["retention"] < 1.0


def test_a_backup_into_a_folder_that_does_not_exist_is_refused(quizcv: Quizcv, home: Path) -> None:
    quizcv("answer", "iou", "--grade", "4")
    ended = quizcv("backup", str(home / "typo" / "copy.db"))
    assert ended.code == 2
    assert f"there is no folder {home / 'typo'}; make it, or name another one" in ended.err
    assert not (home / "typo").exists()


def test_a_log_that_can_only_be_read_is_told_counted_and_copied(
    quizcv: Quizcv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quizcv("answer", "iou", "--grade", "4")
    wanted = [quizcv(*command).out for command in (["log"], ["stats"], ["show", "iou"])]

    def refused(*_arguments: object, **_options: object) -> None:
        message = "the log can't be written"
        raise DatabaseError(message)

    monkeypatch.setattr("quizcv.progress.store.Store.open", refused)
    assert [quizcv(*command).out for command in (["log"], ["stats"], ["show", "iou"])] == wanted
    assert quizcv("backup", str(tmp_path / "copy.db")).code == 0
    assert quizcv("answer", "iou", "--grade", "4").code == 1


def test_a_daily_backup_that_could_not_be_made_is_told(quizcv: Quizcv, home: Path) -> None:
    quizcv("answer", "iou", "--grade", "4")
    (home / "backups").write_text("a file, no folder", encoding="utf-8")
    ended = quizcv("answer", "alexnet", "--grade", "4")
    assert ended.code == 0
    assert "today's backup was not made: the backup" in ended.err


def test_figures_by_learner_are_for_a_server(quizcv: Quizcv) -> None:
    for arguments in (["--learner", "Ada"], ["--learners"]):
        ended = quizcv("stats", *arguments)
        assert (ended.code, ended.out) == (2, "")
        assert "the log is a file of one learner" in ended.err
        assert "see docs/server.md" in ended.err
