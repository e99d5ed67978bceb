from __future__ import annotations

import pytest

from quizcv.tui.application import QuizcvApp
from quizcv.tui.browse.commands import BROWSE, RESETTING
from quizcv.tui.browse.dialogs import ResetDialog
from quizcv.tui.browse.screen import BrowseScreen
from quizcv.tui.commands import (
    DIALOG,
    EVERYWHERE,
    Command,
    bindings,
    help_rows,
    key_name,
)
from quizcv.tui.dialog import Dialog
from quizcv.tui.drill.choosing import ChoosingScreen
from quizcv.tui.drill.commands import CHOOSING, DRILL
from quizcv.tui.drill.screen import DrillScreen
from quizcv.tui.help import group_lines, keys_words
from quizcv.tui.home.commands import HOME
from quizcv.tui.home.screen import HomeScreen
from quizcv.tui.importing.choosing import NoteScreen
from quizcv.tui.importing.commands import CHOOSING_NOTE, DECIDING, EDITING, LEAVING
from quizcv.tui.importing.dialogs import EditDialog, LeaveDialog
from quizcv.tui.importing.screen import DecidingScreen
from quizcv.tui.review.commands import REVIEW, review_commands
from quizcv.tui.review.screen import ReviewScreen
from quizcv.tui.settings.commands import RECORDING, SETTINGS
from quizcv.tui.settings.recording import KeyDialog
from quizcv.tui.settings.screen import SettingsScreen
from quizcv.tui.statistics.commands import STATISTICS
from quizcv.tui.statistics.screen import StatisticsScreen

ROOMS = [
    (EVERYWHERE, QuizcvApp),
    (HOME, HomeScreen),
    (REVIEW, ReviewScreen),
    (DIALOG, Dialog),
    (CHOOSING, ChoosingScreen),
    (DRILL, DrillScreen),
    (STATISTICS, StatisticsScreen),
    (CHOOSING_NOTE, NoteScreen),
    (DECIDING, DecidingScreen),
    (EDITING, EditDialog),
    (LEAVING, LeaveDialog),
    (SETTINGS, SettingsScreen),
    (RECORDING, KeyDialog),
    (BROWSE, BrowseScreen),
    (RESETTING, ResetDialog),
]


@pytest.mark.parametrize(("commands", "owner"), ROOMS, ids=[owner.__name__ for _, owner in ROOMS])
def test_every_command_is_something_its_screen_can_do(commands: tuple[Command, ...], owner: type) -> None:
    assert [each.name for each in commands if not hasattr(owner, f"action_{each.called}")] == []


def test_a_name_means_one_command_everywhere() -> None:
    found: dict[str, Command] = {}
    for commands, _ in ROOMS:
        for command in commands:
            known = found.setdefault(command.name, command)
            assert (known.keys, known.called) == (command.keys, command.called)


def test_a_binding_bears_its_command_s_name_so_that_a_keymap_can_move_it() -> None:
    assert {binding.id for binding in bindings(REVIEW)} == {command.name for command in REVIEW if command.keys}


def test_four_buttons_hide_the_six_grades_and_the_other_way_round() -> None:
    four = {command.name for command in review_commands("four")}
    six = {command.name for command in review_commands("six")}
    assert {"again", "hard", "good", "easy"} <= four
    assert not four & {f"grade-{grade}" for grade in range(6)}
    assert not six & {"again", "hard", "good", "easy"}


def test_the_help_names_every_command_with_its_keys() -> None:
    groups = help_rows(review_commands("four"), {})
    helped = {key for rows in groups.values() for row in rows for key in row.keys}
    assert {key_name(key) for command in review_commands("four") for key in command.keys} <= helped


def test_commands_with_one_sentence_share_a_row() -> None:
    rows = help_rows(review_commands("four"), {})["Grading"]
    assert ("1", "2", "3", "4") in [row.keys for row in rows]


def test_the_help_shows_the_learner_s_own_keys() -> None:
    rows = help_rows(HOME, {"undo": "z"})["Grading"]
    assert [row.keys for row in rows] == [("z",)]


def test_help_rows_wrap_within_the_width() -> None:
    for name, rows in help_rows(review_commands("six"), {}).items():
        margin = max(len(keys_words(row)) for row in rows)
        for line, _ in group_lines(name, rows, margin, 52):
            assert sum(len(run.text) for run in line) <= 52
