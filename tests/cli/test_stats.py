"""stats: the figures for people and for scripts, and what they say in awkward moments."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from quizcv.cli.figurelines import bar
from quizcv.mathtext import cells
from quizcv.statistics.telling import percent, time_words
from tests.cli.support import assert_shape, documented_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support import Quizcv

LATER = "2026-03-08T21:30+00:00"


def reviewed(quizcv: Quizcv) -> None:
    """Two cards begun on the first of March, one of them recalled the day after, and late on the eighth."""
    quizcv("answer", "iou", "--grade", "4")
    quizcv("answer", "alexnet", "--grade", "4")
    quizcv("answer", "iou", "--grade", "4", now="2026-03-02T12:00+00:00")
    quizcv("answer", "iou", "--grade", "1", now=LATER)


def test_the_figures_for_scripts(quizcv: Quizcv) -> None:
    reviewed(quizcv)
    found = quizcv("stats", "--json", now=LATER).json
    assert_shape(found, documented_json("stats"))
    assert (found["reviews"], found["retention"], found["begun"]) == (2, 0.5, 2)
    assert found["topics"] == [
        {"topic": "small", "title": "A small deck", "reviews": 2, "recalled": 1, "retention": 0.5, "new": 2}
    ]
    assert [(each["hour"], each["reviews"]) for each in found["hours"] if each["reviews"]] == [(12, 1), (21, 1)]
    assert found["forecast"][0] == {"day": "2026-03-08", "due": 1}  # overdue since the second
    assert found["forecast"][1] == {"day": "2026-03-09", "due": 1}
    assert sum(each["due"] for each in found["forecast"]) == 2
    assert found["intervals"] == [{"interval": 1, "cards": 2}]
    assert found["streak"] == {"days": 1, "longest": 2}
    assert (found["young"]["reviews"], found["mature"]["reviews"], found["mature"]["retention"]) == (2, 0, None)


def test_a_period_leaves_out_what_was_before_it(quizcv: Quizcv) -> None:
    reviewed(quizcv)
    month = quizcv("stats", "--period", "month", "--json", now="2026-04-05T12:00+00:00").json
    assert [day["day"] for day in month["days"]] == ["2026-03-08"]
    assert (month["reviews"], month["topics"][0]["reviews"], month["period"]) == (1, 1, "month")
    assert month["streak"] == {"days": 0, "longest": 2}
    year = quizcv("stats", "--period", "year", "--json", now="2027-02-28T12:00+00:00").json
    assert len(year["days"]) == 3


@pytest.mark.parametrize("period", ["month", "quarter", "year", "all"])
@pytest.mark.parametrize("now", [LATER, "2026-03-20T12:00+00:00", "2029-03-20T12:00+00:00"])
@pytest.mark.parametrize("columns", [60, 80])
def test_the_figures_for_people_keep_within_their_columns(
    quizcv: Quizcv, monkeypatch: pytest.MonkeyPatch, period: str, now: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    reviewed(quizcv)
    lines = quizcv("stats", "--period", period, now=now).out.splitlines()
    assert max(map(cells, lines)) <= columns
    assert "Falling due" in lines
    assert not any(line != line.rstrip() for line in lines)


def test_every_part_has_its_name(quizcv: Quizcv) -> None:
    reviewed(quizcv)
    lines = quizcv("stats", now=LATER).out.splitlines()
    after_a_blank = {line for before, line in pairwise(lines) if not before}
    assert after_a_blank == {
        "By day",
        "By topic (deck)",
        "By hour of the day",
        "By weekday, in the last 365 days",
        "Falling due",
        "Intervals",
        "Ease",
        "The year",
    }


def test_scripts_get_all_that_people_see(quizcv: Quizcv) -> None:
    reviewed(quizcv)
    found = quizcv("stats", "--json", now=LATER).json
    assert found["ahead"] == [{"day": "2026-03-08", "due": 1}, {"day": "2026-03-09", "due": 1}]
    assert [each["weekday"] for each in found["weekdays"]] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert [(each["days"], each["grades"]) for each in found["weekdays"]] == [(1, 1), *[(1, 0)] * 5, (2, 3)]
    assert (found["median_interval"], found["median_ease"]) == (1, 1.96)
    assert all(day["mature"] == day["mature_recalled"] == 0 for day in found["days"])
    later = quizcv("stats", "--json", "--period", "quarter", now="2026-06-05T12:00+00:00").json
    assert (later["period"], [day["day"] for day in later["days"]]) == ("quarter", ["2026-03-08"])


def test_a_period_with_nothing_in_it_says_so(quizcv: Quizcv) -> None:
    reviewed(quizcv)
    out = quizcv("stats", "--period", "month", now="2029-03-20T12:00+00:00").out
    assert out.startswith("0 reviews, on 0 days (last 30 days).")
    assert "Nothing was reviewed in the last 30 days." in out


def test_a_title_wider_than_its_column_is_cut(quizcv: Quizcv, home: Path) -> None:
    title = "卷積神經網路" * 10
    (home / "decks" / "small.yaml").write_text(
        f"deck: wide\ntitle: {title}\ncards:\n- {{id: a, front: one, back: two}}\n", encoding="utf-8"
    )
    quizcv("answer", "wide/a", "--grade", "4")
    out = quizcv("stats").out
    assert "…" in out
    assert max(map(cells, out.splitlines())) <= 80


def test_a_time_that_is_no_period_is_refused(quizcv: Quizcv) -> None:
    ended = quizcv("stats", "--period", "week")
    assert ended.code == 2
    assert "month" in ended.err


def test_shares_times_and_bars() -> None:
    assert (percent(None), percent(0.915), percent(0.0)) == ("-", "92 %", "0 %")
    assert (time_words(0), time_words(59 * 60_000), time_words(252 * 60_000)) == ("0 min", "59 min", "4 h 12 min")
    assert (time_words(8_500), time_words(200 * 3_600_000)) == ("8 s", "200 h")
    assert (percent(0.996), percent(0.004), percent(1.0)) == (">99 %", "<1 %", "100 %")
    assert (bar(0, 0, 9), bar(0, 5, 9), bar(1, 1000, 9), bar(5, 5, 4), bar(1, 8, 4)) == ("", "", "▌", "████", "▌")


def test_the_figures_load_neither_tables_nor_the_app(quizcv: Quizcv, home: Path) -> None:
    quizcv("answer", "iou", "--grade", "4")
    quizcv("stats")
    code = "import sys; from quizcv.__main__ import main; main(['stats']); print(*sys.modules, file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QUIZCV_HOME": str(home)},
    )
    assert "1 card begun" in ended.stdout
    heavy = {"textual", "rich", "plotext", "sympy", "sqlmodel", "sqlalchemy", "pydantic", "yaml"}
    assert not set(ended.stderr.splitlines()[-1].split()) & heavy
