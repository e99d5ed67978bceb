"""where, settings, completion, schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.settings import Settings
from quizcv.settings.registry import REGISTRY
from tests.cli.support import assert_shape, documented_json

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support import Quizcv


def test_where_names_every_place(quizcv: Quizcv, home: Path) -> None:
    found = quizcv("where", "--json").json
    assert_shape(found, documented_json("where"))
    assert found["data"] == str(home)
    assert str(home / "quizcv.db") in quizcv("where").out


def test_where_works_with_broken_settings(quizcv: Quizcv, home: Path) -> None:
    (home / "settings.toml").write_text("new_per_day = many\n", encoding="utf-8")
    assert quizcv("where").code == 0


def test_settings_are_printed_one_or_all_and_changed(quizcv: Quizcv) -> None:
    assert list(quizcv("settings", "--json").json) == list(Settings._fields)
    assert quizcv("settings", "new_per_day").out == "20\n"
    assert quizcv("settings", "new_per_day", "7").code == 0
    assert quizcv("settings", "new_per_day", "--json").json == {"new_per_day": 7}
    assert quizcv("settings", "shipped_decks").out == "false\n"


def test_all_settings_are_printed_with_what_they_change(quizcv: Quizcv) -> None:
    quizcv("settings", "new_per_day", "7")
    printed = quizcv("settings").out
    for setting in REGISTRY:
        assert f"\n  {setting.name} = " in printed
        assert " ".join(setting.help.split()) in " ".join(printed.split())
    assert "new_per_day = 7  (default 20)" in printed
    assert "reviews_per_day = 0  (no limit)" in printed
    assert 'editor = ""  ($VISUAL, $EDITOR or vi)' in printed


def test_a_setting_is_explained_beside_its_value(quizcv: Quizcv) -> None:
    ended = quizcv("settings", "buttons")
    assert ended.out == "four\n"
    assert "six: All six grades" in ended.err
    assert ended.err.endswith("The default is four.\n")
    assert "It is a number from 0 to 99999; 0: no limit." in quizcv("settings", "reviews_per_day").err
    assert "solarized-dark" in quizcv("settings", "theme").err


def test_a_setting_is_set_back(quizcv: Quizcv, home: Path) -> None:
    before = (home / "settings.toml").read_bytes()
    quizcv("settings", "new_per_day", "7")
    assert quizcv("settings", "new_per_day", "--default").err == "new_per_day is 20 now\n"
    assert quizcv("settings", "new_per_day", "--default", "--json").json == {"new_per_day": 20}
    assert (home / "settings.toml").read_bytes() == before


def test_a_value_and_the_default_are_not_given_together(quizcv: Quizcv) -> None:
    assert "not both" in quizcv("settings", "new_per_day", "7", "--default").err
    assert "--default needs the setting" in quizcv("settings", "--default").err
    assert quizcv("settings", "new_per_day").out == "20\n"


def test_a_setting_that_was_emptied_is_told_to_be_empty(quizcv: Quizcv) -> None:
    assert quizcv("settings", "sync_folder", "").err == "sync_folder is empty now\n"


def test_an_unknown_setting_is_told_the_nearest(quizcv: Quizcv) -> None:
    for arguments in (["new_per_dya"], ["new_per_dya", "3"]):
        ended = quizcv("settings", *arguments)
        assert ended.code == 2
        assert "did you mean 'new_per_day'?" in ended.err


def test_a_setting_out_of_bounds_is_refused(quizcv: Quizcv) -> None:
    ended = quizcv("settings", "rollover_hour", "24")
    assert ended.code == 2
    assert "rollover_hour lies between 0 and 23, not 24" in ended.err


def test_a_negative_number_is_out_of_bounds_and_no_option(quizcv: Quizcv) -> None:
    for arguments in (["-5"], ["-5", "--json"], ["--json", "-5"]):
        ended = quizcv("settings", "new_per_day", *arguments)
        assert ended.code == 2
        assert "new_per_day lies between 0 and 9999, not -5" in ended.err


def test_broken_settings_are_told_instead_of_changed(quizcv: Quizcv, home: Path) -> None:
    path = home / "settings.toml"
    for broken in (b"garbage ][ =\n", b"shipped_decks = false\n# \xff\n"):
        path.write_bytes(broken)
        ended = quizcv("settings", "new_per_day", "3")
        assert ended.code == 3
        assert f"{path}:" in ended.err
        assert path.read_bytes() == broken


def test_faults_in_the_settings_file_are_told_with_their_lines(quizcv: Quizcv, home: Path) -> None:
    (home / "settings.toml").write_text("fuzz = true\nnew_per_dya = 3\n", encoding="utf-8")
    ended = quizcv("due")
    assert ended.code == 3
    assert f"{home / 'settings.toml'}:2:1: there is no setting 'new_per_dya'" in ended.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_printed_for_each_shell(quizcv: Quizcv, shell: str) -> None:
    ended = quizcv("completion", shell)
    assert ended.code == 0
    assert f"_QUIZCV_COMPLETE={shell}_complete" in ended.out
    assert ended.err == ""


def completed(quizcv: Quizcv, monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    monkeypatch.setenv("_QUIZCV_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(("quizcv", *words)))
    monkeypatch.setenv("COMP_CWORD", str(len(words)))
    return [line.partition(",")[2] for line in quizcv().out.splitlines()]


def test_commands_decks_cards_and_families_are_completed(quizcv: Quizcv, monkeypatch: pytest.MonkeyPatch) -> None:
    assert completed(quizcv, monkeypatch, "re") == ["review", "resume", "reset", "restore"]
    assert completed(quizcv, monkeypatch, "due", "sm") == ["small"]
    assert completed(quizcv, monkeypatch, "show", "sm") == ["small/"]
    assert completed(quizcv, monkeypatch, "show", "small/a") == ["small/alexnet"]
    assert "conv-output" in completed(quizcv, monkeypatch, "problem", "conv")
    assert "convolution" not in completed(quizcv, monkeypatch, "problem", "conv")
    assert completed(quizcv, monkeypatch, "families", "conv") == ["convolution"]
    assert completed(quizcv, monkeypatch, "due", "--j") == ["--json"]
    assert completed(quizcv, monkeypatch, "settings", "new_") == ["new_per_day", "new_order"]
    assert completed(quizcv, monkeypatch, "settings", "keys.und") == ["keys.undo", "keys.undo-decision"]


def test_completion_offers_nothing_when_something_is_wrong(
    quizcv: Quizcv, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "settings.toml").write_text("new_per_day = many\n", encoding="utf-8")
    assert completed(quizcv, monkeypatch, "due", "sm") == [""]


def test_schedule_shows_what_a_row_of_grades_gives(quizcv: Quizcv) -> None:
    found = quizcv("schedule", "4", "4", "4", "--json").json
    assert_shape(found, documented_json("schedule"))
    assert found["steps"] == [
        {"grade": 4, "repetition": 1, "ease": 2.5, "interval": 1},
        {"grade": 4, "repetition": 2, "ease": 2.5, "interval": 6},
        {"grade": 4, "repetition": 3, "ease": 2.5, "interval": 15},
    ]


def test_grades_may_stand_together_or_apart(quizcv: Quizcv) -> None:
    assert quizcv("schedule", "4431").out == quizcv("schedule", "4,4", "3", "1").out


def test_the_other_scheduler_can_be_tried(quizcv: Quizcv) -> None:
    lapse = quizcv("schedule", "441", "--scheduler", "sm2-text", "--json").json["steps"][-1]
    assert lapse["ease"] == 2.5
    assert quizcv("schedule", "441", "--json").json["steps"][-1]["ease"] < 2.5


def test_what_is_no_grade_is_refused(quizcv: Quizcv) -> None:
    ended = quizcv("schedule", "446")
    assert ended.code == 2
    assert "'6' is no grade" in ended.err


def test_families_are_found_by_topic_or_by_words_and_then_tell_their_sources(quizcv: Quizcv) -> None:
    of_topic = quizcv("families", "pooling", "--json").json
    assert of_topic
    assert {each["topic"] for each in of_topic} == {"pooling"}
    found = quizcv("families", "padding", "keeps").out.splitlines()
    assert "same-padding (convolution): Padding that keeps the size" in found
    assert any(line.startswith("  ") for line in found)
    refused = quizcv("families", "xyzzy")
    assert refused.code == 2
    assert "no family is about 'xyzzy'" in refused.err


def test_the_keys_of_a_command_are_told_set_and_set_back(quizcv: Quizcv, home: Path) -> None:
    told = quizcv("settings", "keys.undo")
    assert told.out == "u\n"
    assert told.err.endswith("On: Home, Review, Browse. The default is u.\n")
    assert quizcv("settings", "keys.undo", "u, ctrl+r").err == "keys.undo is u ctrl+r now\n"
    assert '[keys]\nundo = ["u", "ctrl+r"]\n' in (home / "settings.toml").read_text(encoding="utf-8")
    assert quizcv("settings", "keys.undo", "--json").json == {"keys.undo": ["u", "ctrl+r"]}
    assert quizcv("settings", "--json").json["keys"] == {"undo": ["u", "ctrl+r"]}
    assert quizcv("settings", "keys").out == "undo = u ctrl+r\n"
    assert "1 of your own" in quizcv("settings").out
    assert quizcv("settings", "keys.undo", "--default").err == "keys.undo is u now\n"
    assert quizcv("settings", "keys").out == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["keys.udno", "z"], "there is no command 'udno'; did you mean 'undo'?"),
        (["keys.udno"], "there is no command 'udno'; did you mean 'undo'?"),
        (["keys.undo", "hyper"], "'hyper' names no key"),
        (["keys.flag", "s"], "s is 'suspend' on the screen 'Review'; give one of the two another key"),
        (["keys", "z"], "name the command whose keys these are: quizcv settings keys.undo ctrl+r"),
    ],
)
def test_a_key_that_is_no_good_is_refused(arguments: list[str], message: str, quizcv: Quizcv, home: Path) -> None:
    before = (home / "settings.toml").read_bytes()
    ended = quizcv("settings", *arguments)
    assert ended.code == 2
    assert message in ended.err
    assert (home / "settings.toml").read_bytes() == before


def test_keys_in_the_file_that_are_no_good_are_told_with_their_lines(quizcv: Quizcv, home: Path) -> None:
    path = home / "settings.toml"
    path.write_text('shipped_decks = false\n[keys]\nudno = "z"\n', encoding="utf-8")
    assert f"{path}:3:1: there is no command 'udno'; did you mean 'undo'?" in quizcv("settings", "keys").err
    assert quizcv("due").code == 0
