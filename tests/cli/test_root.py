"""The listing, the help, usage errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from quizcv import __version__
from quizcv.cli.catalogue import COMMANDS
from quizcv.cli.root import root

if TYPE_CHECKING:
    from tests.cli.support import Quizcv

CONTEXT = click.Context(root, info_name="quizcv")


def command(name: str) -> click.Command:
    found = root.get_command(CONTEXT, name)
    assert found is not None
    return found


def test_the_help_lists_every_command(quizcv: Quizcv) -> None:
    ended = quizcv("--help")
    assert ended.code == 0
    for name, entry in COMMANDS.items():
        assert name in ended.out
        assert entry.summary in ended.out


def test_short_and_long_help_are_the_same(quizcv: Quizcv) -> None:
    assert quizcv("-h") == quizcv("--help")


def test_the_version_is_the_packages(quizcv: Quizcv) -> None:
    assert quizcv("--version").out == f"quizcv {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_listing_says_of_a_command_what_its_own_help_says(name: str) -> None:
    help_text = command(name).help
    assert help_text is not None
    assert help_text.split("\n\n")[0].replace("\n", " ") == COMMANDS[name].summary
    assert command(name).name == name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_and_every_parameter_a_help_text(name: str) -> None:
    found = command(name)
    assert found.epilog is not None
    assert "Example: " in found.epilog
    assert f"quizcv {name}" in found.epilog
    for parameter in found.params:
        assert parameter.help, f"{name}: {parameter.name} has no help"


def test_a_mistyped_command_is_told_the_nearest(quizcv: Quizcv) -> None:
    ended = quizcv("scedule")
    assert ended.code == 2
    assert ended.out == ""
    assert "quizcv: there is no command 'scedule'; did you mean 'schedule'?" in ended.err


def test_an_unknown_option_is_told_with_the_usage(quizcv: Quizcv) -> None:
    ended = quizcv("schedule", "44", "--shceduler", "sm2")
    assert ended.code == 2
    assert "'--shceduler'" in ended.err
    assert "--scheduler" in ended.err
    assert "usage: quizcv schedule [OPTIONS] GRADES..." in ended.err
    assert "more: quizcv schedule --help" in ended.err


def test_a_missing_argument_is_a_usage_error(quizcv: Quizcv) -> None:
    ended = quizcv("schedule")
    assert ended.code == 2
    assert "GRADES" in ended.err
