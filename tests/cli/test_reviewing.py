"""Reviews of chosen cards, line by line, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.support import Quizcv


def asked(out: str) -> list[str]:
    """The cards a review has asked, in order."""
    return [line.rpartition(": ")[2] for line in out.splitlines() if line.startswith("[")]


def test_a_review_by_a_search_asks_those_of_todays_cards_that_fit_and_their_grades_count(quizcv: Quizcv) -> None:
    ended = quizcv("review", "--search", "tag:detection", "--plain", typed="\n3\n\n")
    assert ended.code == 0
    assert asked(ended.out) == ["small/iou"]
    assert [row["card"] for row in map(json.loads, quizcv("log", "--json").out.splitlines())] == ["small/iou"]


def test_practice_asks_until_known_and_logs_nothing(quizcv: Quizcv) -> None:
    quizcv("answer", "iou", "--grade", "4")
    before, due = quizcv("log", "--json").out, quizcv("due", "--json").out
    ended = quizcv("review", "--search", "tag:detection", "--practise", "--plain", typed="\n1\n\n3\n\n")
    assert asked(ended.out) == ["small/iou", "small/iou"]
    assert "1 again, 2 hard, 3 good, 4 easy:" in ended.out  # no days: nothing is scheduled
    for words in (
        "It comes again.",
        "Known.",
        "0 of 1 known the first time; nothing was logged or scheduled.",
        "2 cards answered; 0 left.",
    ):
        assert words in ended.out
    assert quizcv("log", "--json").out == before
    assert quizcv("due", "--json").out == due


def test_practice_takes_back_its_own_answers_and_never_the_logs(quizcv: Quizcv) -> None:
    quizcv("answer", "iou", "--grade", "4")
    ended = quizcv("review", "--search", "kind:basic", "--practise", "--plain", typed="\n4\nu\ns\n\n4\nu\nu\nq\n")
    assert ended.out.count("Once more: small/iou.") == 2
    assert "There is nothing to take back." in ended.out
    assert "Practice sets no card aside" in ended.out
    assert len(quizcv("log", "--json").out.splitlines()) == 1


def test_decks_can_be_practised_without_a_search(quizcv: Quizcv) -> None:
    ended = quizcv("review", "small", "--practise", "--plain", typed="q\n")
    assert "[7 left, practice]" in ended.out
    assert quizcv("log", "--json").out == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--practise"], "name what to practise: decks, or --search and a search"),
        (["--search", "is:what"], "there is no state 'what'"),
        (["--search", "deck:none"], "there is no deck 'none'"),
        (["none", "--practise"], "there is no deck 'none'"),
    ],
)
def test_what_cant_be_chosen_is_told(arguments: list[str], told: str, quizcv: Quizcv) -> None:
    ended = quizcv("review", *arguments, "--plain")
    assert ended.code == 2
    assert told in ended.err


def test_a_search_that_fits_nothing_is_told_and_no_log_is_begun(quizcv: Quizcv) -> None:
    ended = quizcv("review", "--search", "zebra", "--plain")
    assert (ended.code, ended.out, ended.err.strip()) == (0, "", "No card fits.")


def test_the_end_tells_what_the_limit_keeps_back_and_asks_for_it(quizcv: Quizcv) -> None:
    for card in ("iou", "vgg16", "alexnet"):
        quizcv("answer", card, "--grade", "4", now="2026-02-20T12:00+00:00")
    quizcv("settings", "reviews_per_day", "1")
    quizcv("settings", "new_per_day", "0")
    ended = quizcv(
        "review", "--search", "kind:basic or kind:numeric or kind:typed", "--plain", typed="1\n3\nm\n1\n3\n1\n3\n\n"
    )
    assert "2 more due cards lie beyond the day's limit." in ended.out
    assert "m asks the 2 beyond the limit" in ended.out
    assert len(asked(ended.out)) == 3
    assert "Retention: 100 % (3 of 3 known)." in ended.out
    assert "Tomorrow: nothing due." in ended.out


def test_a_leech_is_told_when_it_becomes_one_and_at_the_end(quizcv: Quizcv) -> None:
    quizcv("settings", "leech_lapses", "2")
    quizcv("settings", "new_per_day", "0")
    for day, grade in ((1, 4), (2, 1), (3, 4)):
        quizcv("answer", "iou", "--grade", str(grade), now=f"2026-02-{day:02}T12:00+00:00")
    ended = quizcv("review", "--plain", typed="\n1\n\n3\n\n")
    assert "It was forgotten 2 times: a leech." in ended.out
    assert "Leech: small/iou: What does IoU measure?, forgotten 2 times." in ended.out
    assert "Write it anew (quizcv edit small/iou), or set it aside (quizcv suspend small/iou)." in ended.out
    assert [card["card"] for card in quizcv("search", "is:leech", "--json").json] == ["small/iou"]
