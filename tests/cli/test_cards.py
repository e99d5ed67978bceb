"""show, search, and the states of a card."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pytest

from quizcv.cli.searching import lines_of, search_command
from tests.cli.support import assert_shape, documented_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support import Quizcv


def test_show_tells_everything_known_of_a_card(quizcv: Quizcv) -> None:
    quizcv("answer", "output", "--grade", "3")
    found = quizcv("show", "output", "--seed", "7", "--json").json
    assert_shape(found, documented_json("show"))
    assert found["card"] == "small/output"
    assert found["memory"]["due"] == "2026-03-02"
    assert [event["grade"] for event in found["events"]] == [3]
    assert found["steps"]
    assert found["mistakes"][0]["says"] == "The padding is missing; it counts on both sides."


def test_a_new_card_has_no_due_day_and_no_events(quizcv: Quizcv) -> None:
    found = quizcv("show", "small/iou", "--json").json
    assert found["memory"]["due"] is None
    assert found["events"] == []


def test_show_has_the_events_that_count_and_the_log_has_all(quizcv: Quizcv) -> None:
    quizcv("answer", "iou", "--grade", "1")
    quizcv("undo")
    quizcv("answer", "iou", "--grade", "4")
    assert [event["grade"] for event in quizcv("show", "iou", "--json").json["events"]] == [4]
    assert quizcv("show", "iou").out.count("grade ") == 1
    logged = [json.loads(line) for line in quizcv("log", "--json").out.splitlines()]
    assert [event["kind"] for event in logged] == ["graded", "voided", "graded"]


def test_show_for_people_names_file_and_line(quizcv: Quizcv) -> None:
    out = quizcv("show", "iou").out
    assert "small.yaml:5" in out
    assert "Answer: " in out
    assert "Hint: It has a fraction." in out
    assert "New: not graded yet." in out


def test_search_finds_by_text_tag_and_kind(quizcv: Quizcv) -> None:
    found = quizcv("search", "VGG-16", "--json").json
    assert_shape(found, documented_json("search"))
    assert [card["card"] for card in found] == ["small/vgg16"]
    assert [card["card"] for card in quizcv("search", "tag:detection", "--json").json] == ["small/iou"]
    assert [card["card"] for card in quizcv("search", "kind:choice", "--json").json] == ["small/normalisation"]
    assert [card["card"] for card in quizcv("search", "id:iou", "--json").json] == ["small/iou"]
    assert [card["card"] for card in quizcv("search", "id:small/st* -id:stack:1", "--json").json] == ["small/stack:2"]
    assert quizcv("search", "id:io", "--json").json == []


def test_search_finds_by_state(quizcv: Quizcv) -> None:
    quizcv("suspend", "iou")
    quizcv("answer", "vgg16", "--grade", "4")
    assert [card["card"] for card in quizcv("search", "is:suspended", "--json").json] == ["small/iou"]
    assert [card["card"] for card in quizcv("search", "is:learned", "--json").json] == ["small/vgg16"]
    tomorrow = "2026-03-02T12:00+00:00"
    assert [card["card"] for card in quizcv("search", "is:due", "--json", now=tomorrow).json] == ["small/vgg16"]


def test_search_sorts_limits_and_excludes(quizcv: Quizcv) -> None:
    quizcv("answer", "vgg16", "--grade", "4")
    quizcv("answer", "iou", "--grade", "1")
    found = quizcv("search", "-is:new", "--order", "ease", "--json").json
    assert [(card["card"], card["ease"], card["interval"], card["due"]) for card in found] == [
        ("small/iou", 1.96, 1, "2026-03-02"),
        ("small/vgg16", 2.5, 1, "2026-03-02"),
    ]
    assert found[0]["tags"] == ["tested", "detection"]
    turned = quizcv("search", "--order=ease", "-is:new", "--descending", "--limit", "1", "--json").json
    assert [card["card"] for card in turned] == ["small/vgg16"]
    new = quizcv("search", "-(ease<9", "or", "kind:cloze)", "--json", "--", "-hull").json
    assert [card["card"] for card in new] == ["small/normalisation", "small/alexnet", "small/output"]
    assert {(card["due"], card["interval"], card["ease"]) for card in new} == {(None, None, None)}


def test_search_shows_people_where_each_card_stands(quizcv: Quizcv) -> None:
    quizcv("answer", "vgg16", "--grade", "4")
    quizcv("flag", "vgg16", "look it up")
    quizcv("suspend", "iou")
    ended = quizcv("search", "tag:tested", "--limit", "4")
    rows = [row.split("  ") for row in ended.out.splitlines()]
    assert [[cell.strip() for cell in row if cell.strip()][:3] for row in rows] == [
        ["small/iou", "basic", "new, suspended"],
        ["small/vgg16", "numeric", "due in 1 day, flag: look it up"],
        ["small/normalisation", "choice", "new"],
        ["small/alexnet", "typed", "new"],
    ]
    assert "The first 4 of 7 cards." in ended.err
    out = quizcv("search", "is:learned", now="2026-03-04T12:00+00:00").out
    assert "2 days overdue" in out
    assert "due today" in quizcv("search", "is:learned", now="2026-03-02T12:00+00:00").out


def test_a_card_takes_no_more_than_the_width_of_the_terminal() -> None:
    rows = [
        ["a/1", "basic", "new", "A question that is much too long for it"],
        ["a/22", "typed", "new", "感受野是什麼?感受野是什麼?感受野"],
        ["b", "cloze", "due today", "short"],
    ]
    assert lines_of(rows, 56) == [
        "a/1   basic  new        A question that is much too lon…",
        "a/22  typed  new        感受野是什麼?感受野是什麼?感受野",
        "b     cloze  due today  short",
    ]
    assert lines_of(rows, 40) == [
        *("a/1", "  basic, new: A question that is much t…"),
        *("a/22", "  typed, new: 感受野是什麼?感受野是什麼…"),
        *("b", "  cloze, due today: short"),
    ]


def test_a_fault_in_a_search_is_told_with_its_place(quizcv: Quizcv) -> None:
    ended = quizcv("search", "iou", "ease<x")
    assert ended.code == 2
    assert (
        "quizcv: the search, at character 10: 'x' is no number that ease can have; write one as in ease<2.5"
        in ended.err
    )


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("de", ["deck:"]),
        ("-is:su", ["-is:suspended"]),
        ("deck:sm", ["deck:small"]),
        ("tag:", ["tag:detection", "tag:tested"]),
        ("kind:c", ["kind:cloze", "kind:choice"]),
        ("eas", ["ease<"]),
    ],
)
def test_the_shell_completes_fields_and_names(typed: str, offered: list[str], quizcv: Quizcv) -> None:
    assert quizcv("due").code == 0
    (text,) = [each for each in search_command.params if each.name == "text"]
    assert [item.value for item in text.shell_complete(click.Context(search_command), typed)] == offered


def test_an_unknown_state_is_told_which_there_are(quizcv: Quizcv) -> None:
    ended = quizcv("search", "is:dead")
    assert ended.code == 2
    assert "suspended" in ended.err


def test_a_search_that_finds_nothing_is_no_error(quizcv: Quizcv) -> None:
    ended = quizcv("search", "zebra")
    assert (ended.code, ended.out) == (0, "")
    assert "No card was found." in ended.err
    assert quizcv("search", "zebra", "--json").json == []


@pytest.mark.parametrize(
    ("command", "kind"), [("suspend", "suspended"), ("bury", "buried"), ("flag", "flagged"), ("reset", "reset")]
)
def test_each_change_of_state_is_an_event_that_undo_takes_back(quizcv: Quizcv, command: str, kind: str) -> None:
    quizcv("answer", "iou", "--grade", "4")
    before = quizcv("show", "iou", "--json").json["memory"]
    more = ["wrong figure"] if command == "flag" else []
    found = quizcv(command, "iou", *more, "--json").json
    assert_shape(found, documented_json(command))
    assert (found["card"], found["kind"]) == ("small/iou", kind)
    assert quizcv("show", "iou", "--json").json["memory"] != before
    assert quizcv("undo", "--json").json["undone"]["event"] == found["event"]
    assert quizcv("show", "iou", "--json").json["memory"] == before


def test_a_suspended_card_is_not_asked_until_it_is_resumed(quizcv: Quizcv) -> None:
    quizcv("suspend", "iou")
    assert quizcv("next", "--json").json["card"] != "small/iou"
    assert quizcv("due", "--json").json["decks"][0]["suspended"] == 1
    quizcv("resume", "iou")
    assert quizcv("next", "--json").json["card"] == "small/iou"


def test_a_buried_card_comes_back_on_the_next_day(quizcv: Quizcv) -> None:
    quizcv("bury", "iou")
    assert quizcv("next", "--json").json["card"] != "small/iou"
    assert quizcv("next", "--json", now="2026-03-02T12:00+00:00").json["card"] == "small/iou"


def test_a_flag_says_what_it_was_given_and_can_be_taken_off(quizcv: Quizcv) -> None:
    quizcv("flag", "iou", "the figure is wrong")
    assert quizcv("show", "iou", "--json").json["memory"]["flag"] == "the figure is wrong"
    quizcv("flag", "iou")
    assert quizcv("show", "iou", "--json").json["memory"]["flag"] == ""


def test_a_flag_cannot_command_the_terminal(quizcv: Quizcv) -> None:
    quizcv("flag", "iou", "\x1b]0;owned\x07")
    for command in (("show", "iou"), ("log",), ("log", "--json")):
        ended = quizcv(*command)
        assert "\x1b" not in ended.out + ended.err


# Several cards


def test_several_cards_are_one_step_to_take_back(quizcv: Quizcv) -> None:
    ended = quizcv("suspend", "iou", "vgg16", "iou")
    assert ended.out == "Suspended: 2 cards; quizcv undo takes that back\n"
    assert {each["card"] for each in quizcv("search", "is:suspended", "--json").json} == {"small/iou", "small/vgg16"}
    assert quizcv("undo").out == "Taken back: 2 cards suspended.\n"
    assert quizcv("search", "is:suspended", "--json").json == []


def test_a_search_chooses_the_cards_and_those_that_are_so_already_are_counted(quizcv: Quizcv) -> None:
    every = [each["card"] for each in quizcv("search", "", "--json").json]
    quizcv("suspend", "iou")
    found = quizcv("suspend", "--search", "deck:small", "--json").json
    assert_shape(found, documented_json("suspend"))
    assert sorted([*found["cards"], "small/iou"]) == sorted(every)
    assert (found["card"], found["event"], found["unchanged"]) == (found["cards"][0], found["events"][0], 1)
    ended = quizcv("resume", "--search", "is:suspended")
    assert ended.out == f"Resumed: {len(every)} cards; quizcv undo takes that back\n"
    ended = quizcv("resume", "iou", "vgg16")
    assert (ended.code, ended.out) == (0, "")
    assert "2 cards: not suspended; nothing was logged" in ended.err


def test_cards_named_and_found_are_changed_once(quizcv: Quizcv) -> None:
    quizcv("flag", "iou", "vgg16", "--note", "look")
    found = quizcv("flag", "vgg16", "--search", "is:flagged", "--note", "", "--json").json
    assert sorted(found["cards"]) == ["small/iou", "small/vgg16"]
    assert quizcv("search", "is:flagged", "--json").json == []


def test_a_search_that_finds_no_card_changes_none(quizcv: Quizcv) -> None:
    ended = quizcv("reset", "--search", "is:leech")
    assert (ended.code, ended.out) == (0, "")
    assert "No card was found." in ended.err
    assert quizcv("reset", "--search", "is:leech", "--json").json == {
        "card": None,
        "kind": "reset",
        "event": None,
        "cards": [],
        "events": [],
        "unchanged": 0,
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["suspend"], "name the cards, or find them with --search"),
        (["flag", "iou", "vgg16", "alexnet"], "name what the flags of several cards say with --note"),
        (["flag", "--search", "is:due"], "name what the flags say with --note"),
        (["suspend", "--search", "is:odd"], "odd"),
    ],
)
def test_what_can_t_be_meant_is_told_and_changes_nothing(quizcv: Quizcv, arguments: list[str], told: str) -> None:
    ended = quizcv(*arguments)
    assert ended.code == 2
    assert told in ended.err
    assert quizcv("log", "--json").out == ""


def test_one_unknown_card_among_several_changes_none(quizcv: Quizcv) -> None:
    assert quizcv("suspend", "iou", "no-such-card").code == 2
    assert quizcv("search", "is:suspended", "--json").json == []


def rename(home: Path) -> None:
    """Gives the card `iou` another id, and says so."""
    path = home / "decks" / "small.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("  - id: iou\n", "  - id: overlap\n    was: iou\n"), encoding="utf-8"
    )


def test_a_renamed_card_keeps_its_progress_at_the_first_look(quizcv: Quizcv, home: Path) -> None:
    quizcv("answer", "iou", "--grade", "5")
    before = quizcv("due", "--json").json
    rename(home)
    assert quizcv("due", "--json").json == before
    assert quizcv("next", "--json").json["card"] != "small/overlap"
    assert [event["kind"] for event in quizcv("show", "overlap", "--json").json["events"]] == ["graded", "aliased"]
    assert quizcv("search", "is:learned", "--json").json[0]["card"] == "small/overlap"


def test_undo_takes_back_grades_and_never_a_renaming(quizcv: Quizcv, home: Path) -> None:
    quizcv("answer", "iou", "--grade", "5")
    rename(home)
    quizcv("answer", "alexnet", "--grade", "4")
    assert quizcv("undo", "--json").json["undone"]["card"] == "small/alexnet"
    assert quizcv("undo", "--json").json["undone"]["grade"] == 5
    assert quizcv("undo", "--json").json == {"undone": None}
    assert quizcv("show", "overlap", "--json").json["memory"]["due"] is None


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_giving_ids_keeps_the_progress_of_a_card_that_had_none(quizcv: Quizcv, home: Path, ending: str) -> None:
    path = home / "decks" / "mine.yaml"
    text = "deck: mine\ntitle: Mine\ncards:\n  - front: What is a stride?\n    back: The step of a filter.\n"
    path.write_bytes(text.replace("\n", ending).encode())
    (card,) = [found["card"] for found in quizcv("search", "deck:mine", "--json").json]
    quizcv("answer", card, "--grade", "5")
    before = quizcv("show", card, "--json").json["memory"]
    assert quizcv("check", str(path), "--fix").code == 0
    (fixed,) = [found["card"] for found in quizcv("search", "deck:mine", "--json").json]
    assert fixed != card
    assert quizcv("show", fixed, "--json").json["memory"] == before
    assert "in no deck" not in quizcv("doctor").out


@pytest.mark.parametrize(
    ("first", "again", "told"),
    [
        (["suspend", "iou"], ["suspend", "iou"], "suspended already"),
        (["resume", "iou"], ["resume", "iou"], "not suspended"),
        (["bury", "iou"], ["bury", "iou"], "put off already"),
        (["flag", "iou"], ["flag", "iou"], "there is no flag"),
        (["flag", "iou", "odd"], ["flag", "iou", "odd"], "flagged so already"),
    ],
)
def test_what_would_change_nothing_is_told_and_not_logged(
    first: list[str], again: list[str], told: str, quizcv: Quizcv
) -> None:
    quizcv(*first)
    before = quizcv("log").out
    ended = quizcv(*again)
    assert (ended.code, ended.out) == (0, "")
    assert f"small/iou: {told}; nothing was logged" in ended.err
    assert quizcv(*again, "--json").json["event"] is None
    assert quizcv("log").out == before


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("deck:smal", "there is no deck 'smal'; did you mean 'small'?"),
        ("kind:foo", "there is no kind 'foo'; the kinds are: basic, "),
        ("kind:numeri", "there is no kind 'numeri'; did you mean 'numeric'?"),
    ],
)
def test_a_search_in_what_does_not_exist_is_refused(query: str, told: str, quizcv: Quizcv) -> None:
    ended = quizcv("search", query)
    assert ended.code == 2
    assert told in ended.err


@pytest.mark.parametrize(
    "arguments", [["flag", "iou", "\udc9b"], ["show", "\udc9b"], ["answer", "iou", "--response", "\udc9b"]]
)
def test_what_is_no_text_is_refused(arguments: list[str], quizcv: Quizcv) -> None:
    ended = quizcv(*arguments)
    assert ended.code == 2
    assert "is no UTF-8 text" in ended.err
    assert quizcv("log").out == ""


@pytest.mark.parametrize(
    "command", [["answer", "output", "--response", "1"], ["show", "output"], ["problem", "small/output"]]
)
def test_a_seed_is_a_number_the_log_can_hold(command: list[str], quizcv: Quizcv) -> None:
    assert quizcv(*command, "--seed", str(2**63 - 1)).code == 0
    for seed in ("-1", str(2**63)):
        assert quizcv(*command, "--seed", seed).code == 2


def test_doctor_says_that_a_deck_is_broken(quizcv: Quizcv, home: Path) -> None:
    quizcv("answer", "iou", "--grade", "5")
    path = home / "decks" / "small.yaml"
    path.write_text("deck: small\ncards: 3\n", encoding="utf-8")
    ended = quizcv("doctor")
    assert ended.code == 1
    assert "All is well" not in ended.out
    assert f"{path} is left out; its faults are told by: quizcv check {path}" in ended.out
    assert "in no deck that can be read: small/iou" in ended.out


def test_a_card_reset_is_told_so_and_one_that_is_new_is_not_reset(quizcv: Quizcv) -> None:
    again = quizcv("reset", "iou")
    assert (again.code, again.err) == (0, "small/iou: new already; nothing was logged\n")
    quizcv("answer", "iou", "--grade", "4")
    assert quizcv("reset", "iou", "--json").json["event"]
    assert quizcv("reset", "iou", "--json").json["event"] is None
    assert "New: not graded since it was reset." in quizcv("show", "iou").out
