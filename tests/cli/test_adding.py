"""add and edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.support import SMALL_DECK, assert_shape, documented_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support import Quizcv


@pytest.fixture
def deck(home: Path) -> Path:
    return home / "decks" / "small.yaml"


def test_a_card_of_options_joins_its_deck_and_is_asked(quizcv: Quizcv, deck: Path) -> None:
    added = quizcv("add", "small", "--front", "What: is NMS?", "--back", "no", "--tag", "boxes", "--json").json
    assert_shape(added, documented_json("add"))
    assert added["card"] == "small/what-is-nms"
    text = deck.read_text(encoding="utf-8")
    assert text.startswith(SMALL_DECK.rstrip("\n"))
    assert text.split("\n")[added["line"] - 1] == "  - id: what-is-nms"
    assert quizcv("show", added["card"], "--json").json["answer"] == "no"
    assert added["card"] in [each["card"] for each in quizcv("search", "tag:boxes", "--json").json]
    told = quizcv("add", "small", "--front", "Why", "--back", "$\\foo$")
    assert told.out == f"{deck}:{added['line'] + 4}: added small/why\n"
    assert "unknown command \\foo" in told.err


@pytest.mark.parametrize(
    ("options", "kind", "expects"),
    [
        (("--front", "f", "--back", "b", "--reverse", "--hint", "h", "--why", "w"), "basic", "self"),
        (("--text", "A {{blank}} here"), "cloze", "self"),
        (("--front", "f", "--choice", "a, b", "--choice", "c", "--answer", "c"), "choice", "choice"),
        (("--front", "f", "--choice", "a", "--choice", "c", "--back", "c", "--back", "a"), "choice", "choices"),
        (("--kind", "typed", "--front", "f", "--back", "b"), "typed", "text"),
        (("--kind", "numeric", "--front", "f", "--back", "1.10", "--tolerance", "1%", "--unit", "px"), "numeric", "number"),
        (("--kind", "symbolic", "--front", "f", "--back", "k^2"), "symbolic", "formula"),
    ],
)  # fmt: skip
def test_every_kind_can_be_added(quizcv: Quizcv, options: tuple[str, ...], kind: str, expects: str) -> None:
    card = quizcv("add", "mine", "--new", *options, "--json").json["card"]
    asked = quizcv("next", "mine", "--json").json
    assert (asked["card"].partition(":")[0], asked["kind"], asked["expects"]) == (card, kind, expects)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("small",), "give --front and --back, or --text with {{blanks}}, or - for cards on standard input"),
        (("small", "--front", "f"), "--back: a basic card needs one"),
        (("small", "--front", "f", "--back", "b", "--back", "c"), "only a choice has several right answers"),
        (("small", "--front", "f", "--choice", "a", "--back", "a"), "--choice: "),
        (("small", "--front", "f", "--choice", "a", "--choice", "b", "--back", "c"), "--back: 'c' is none of the options"),
        (("small", "--text", "no blanks"), "--text: a cloze needs a blank"),
        (("small", "--front", "f", "--text", "a {{b}}"), "--front: a cloze card has none; leave it out"),
        (("small", "--front", "f\x1b[2J", "--back", "b"), "--front: U+001B is a control character; take it out"),
        (("small", "--front", "f", "--back", "![](/etc/passwd.png)"), "--back: the picture"),
        (("small", "--front", "what does  IoU measure?", "--back", "b"), "small/iou in line 5; change that one (quizcv edit small/iou)"),
        (("small", "x"), "'x' is not understood here"),
        (("small", "-", "--front", "f"), "leave --front out"),
        (("smal", "--front", "f", "--back", "b"), "there is no deck 'smal'; did you mean 'small'? To begin a new one, add --new"),
        (("other", "--front", "f", "--back", "b"), "there is no deck 'other'; to begin it, add --new"),
        (("../x", "--new", "--front", "f", "--back", "b"), "'../x' is no name for a deck"),
        (("", "--new", "--front", "f", "--back", "b"), "such as 'my-cards'"),
    ],
)  # fmt: skip
def test_what_makes_no_card_is_told_with_the_mend_and_nothing_is_written(
    quizcv: Quizcv, home: Path, arguments: tuple[str, ...], told: str
) -> None:
    ended = quizcv("add", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert {each.name: each.read_text() for each in (home / "decks").iterdir()} == {"small.yaml": SMALL_DECK}


def test_a_duplicate_can_be_wanted(quizcv: Quizcv) -> None:
    ended = quizcv("add", "small", "--front", "What does IoU measure?", "--back", "b", "--allow-duplicate")
    assert (ended.code, ended.out.endswith("added small/what-does-iou-measure\n")) == (0, True)


def test_a_new_deck_is_begun_with_its_title(quizcv: Quizcv, home: Path) -> None:
    assert quizcv("add", "mine", "--new", "--title", "My: deck", "--front", "f", "--back", "b").code == 0
    text = (home / "decks" / "mine.yaml").read_text(encoding="utf-8")
    assert text.startswith("deck: mine\ntitle: 'My: deck'\ncards:\n  - id: card-")
    assert quizcv("add", "mine", "--new", "--front", "g", "--back", "b").code == 0
    again = quizcv("add", "mine", "--title", "Other", "--front", "h", "--back", "b")
    assert (again.code, "'mine' is there; change its title with: quizcv edit mine" in again.err) == (2, True)
    assert quizcv("check").code == 0


def test_cards_come_from_standard_input_one_a_line(quizcv: Quizcv) -> None:
    typed = "# mine\r\n\r\nWhat is FPN? :: A feature pyramid\r\nFPN has {{levels}}\r\n  c# :: a::b  "
    added = quizcv("add", "small", "-", "--tag", "fpn", "--reverse", "--json", typed=typed).json
    assert_shape(added, [documented_json("add")])
    assert [each["card"] for each in added[:2]] == ["small/what-is-fpn", "small/fpn-has-levels"]
    assert quizcv("show", added[2]["card"], "--json").json["answer"] == "a::b"
    found = quizcv("search", "tag:fpn", "--json").json
    assert {each["card"].partition(":")[0] for each in found} == {each["card"] for each in added}


def test_all_lines_or_none_are_added_and_every_fault_has_its_line(quizcv: Quizcv, deck: Path) -> None:
    typed = "a :: b\nfoo\n:: b\na :: \nx :: y :: z\n{{a}} {{\nbad \x07 :: b\n"
    ended = quizcv("add", "small", "-", typed=typed)
    assert ended.code == 3
    assert [line[:5] for line in ended.err.splitlines()] == [f"-:{line}:0" for line in (2, 3, 4, 5, 6, 7)]
    again = quizcv("add", "small", "-", typed="a :: b\nwhat does iou measure? :: c\nA :: d\n")
    assert again.code == 3
    assert "-:2:0: this is asked already by small/iou; leave it out" in again.err
    assert "-:3:0: this is asked already in line 1; leave it out" in again.err
    assert quizcv("add", "small", "-", typed="\n# nothing\n").code == 3
    assert deck.read_text(encoding="utf-8") == SMALL_DECK


def test_a_deck_with_faults_takes_no_card(quizcv: Quizcv, deck: Path) -> None:
    broken = SMALL_DECK + "  - front: alone\n"
    deck.write_text(broken, encoding="utf-8")
    ended = quizcv("add", "small", "--front", "f", "--back", "b", "--new")
    assert (ended.code, deck.read_text(encoding="utf-8")) == (2, broken)
    assert "the deck 'small' has faults; mend them first: quizcv edit small" in ended.err


def test_a_deck_open_in_an_editor_is_told(quizcv: Quizcv, deck: Path) -> None:
    (deck.parent / ".small.yaml.swp").write_text("", encoding="utf-8")
    assert "load it again there before you save it" in quizcv("add", "small", "--front", "f", "--back", "b").err


def test_decks_that_came_with_quizcv_are_left_alone(quizcv: Quizcv, home: Path) -> None:
    (home / "settings.toml").write_text("", encoding="utf-8")
    ended = quizcv("add", "cnn-faq", "--front", "f", "--back", "b")
    assert (ended.code, "quizcv add my-cnn-faq --new" in ended.err) == (2, True)
    card = quizcv("search", "deck:cnn-faq", "--json").json[0]["card"].partition(":")[0]
    for target in ("cnn-faq", card):
        told = quizcv("edit", target)
        assert (told.code, "replaced with each new version" in told.err) == (2, True)
    assert f"quizcv suspend {card}" in told.err


# Editing


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An editor that writes down what it was called with, and does what its script says."""
    script = tmp_path / "editor.sh"
    script.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/told\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    return script


def does(editor: Path, command: str) -> None:
    with editor.open("a", encoding="utf-8") as file:
        file.write(f"{command}\n")


def test_a_card_is_edited_at_its_line_and_found_again(quizcv: Quizcv, deck: Path, editor: Path) -> None:
    vim = editor.rename(editor.with_name("vim"))
    editor.symlink_to(vim)
    does(vim, 'sed -i "1i # moved down" "$2"')
    assert quizcv("settings", "editor", str(vim)).code == 0
    found = quizcv("edit", "small/vgg16", "--json").json
    assert_shape(found, documented_json("edit"))
    assert found == {"card": "small/vgg16", "path": str(deck), "line": 11}
    assert (editor.parent / "told").read_text() == f"+10 {deck}\n"


def test_an_edited_problem_is_said_to_be_unproved(quizcv: Quizcv, deck: Path, editor: Path) -> None:
    does(editor, """sed -i 's/n: 32..224/n: 32..200/' "$1\"""")
    for target, told in (("small/output", True), ("small/iou", False), ("small", True)):
        deck.write_text(SMALL_DECK, encoding="utf-8")
        ended = quizcv("edit", target)
        assert ended.code == 0
        assert (f"quizcv check {deck}" in ended.err) is told


def test_a_deck_is_opened_and_nothing_changed_is_told(quizcv: Quizcv, deck: Path, editor: Path) -> None:
    assert editor.exists()
    ended = quizcv("edit", "small")
    assert (ended.code, ended.out, ended.err) == (0, "", f"{deck}: nothing was changed\n")
    assert quizcv("edit", "iou", "--json").json["card"] == "small/iou"


def test_faults_are_told_and_the_deck_opens_at_the_first_next_time(quizcv: Quizcv, deck: Path, editor: Path) -> None:
    does(editor, 'sed -i s/front:/frnt:/ "$1"')
    ended = quizcv("edit", "small/vgg16")
    assert (ended.code, ended.out) == (3, "")
    assert f"{deck}:6:5: unknown key 'frnt'; did you mean 'front'?" in ended.err
    assert "nothing is lost" in ended.err
    does(editor, 'sed -i s/frnt:/front:/ "$1"')
    again = quizcv("edit", "small")
    assert (again.code, again.out) == (0, f"{deck}:1: small has no faults\n")
    assert deck.read_text(encoding="utf-8") == SMALL_DECK


def test_in_a_terminal_a_deck_with_faults_can_be_opened_again_at_once(
    quizcv: Quizcv, deck: Path, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizcv.cli.editing._can_ask", lambda: True)
    vim = editor.rename(editor.with_name("vim"))
    monkeypatch.setenv("EDITOR", str(vim))
    does(vim, """grep -q frnt: "$2" && sed -i s/frnt:/front:/ "$2" || sed -i s/front:/frnt:/ "$2\"""")
    ended = quizcv("edit", "small/vgg16", typed="y\n")
    assert (ended.code, "Open it again? [Y/n]" in ended.err) == (0, True)
    assert (vim.parent / "told").read_text() == f"+10 {deck}\n+6 {deck}\n"
    refused = quizcv("edit", "small/vgg16", typed="n\n")
    assert (refused.code, refused.out) == (3, "")


def test_a_card_that_is_gone_from_its_deck_is_told(quizcv: Quizcv, editor: Path) -> None:
    does(editor, 'sed -i "s/id: iou/id: overlap/" "$1"')
    ended = quizcv("edit", "small/iou", "--json")
    assert (ended.code, ended.json["line"]) == (0, None)
    assert "write `was: iou` below it" in ended.err


def test_an_editor_that_fails_or_is_missing_is_told(
    quizcv: Quizcv, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    does(editor, "exit 7")
    ended = quizcv("edit", "small/iou")
    assert (ended.code, "the editor ended with code 7" in ended.err) == (1, True)
    monkeypatch.delenv("EDITOR")
    assert "there is no terminal to edit in" in quizcv("edit", "small/iou").err
    assert "there is no deck or card 'smal'; did you mean 'small'?" in quizcv("edit", "smal").err
    assert quizcv("edit", "small/nothing").code == 2
