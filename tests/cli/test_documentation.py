"""docs/commands.md names every command, every argument and every option, and its JSON is what the commands print."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from quizcv.cli.catalogue import COMMANDS
from quizcv.cli.root import root
from tests.cli.support import documented_json

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
SECTIONS = dict(
    re.findall(r"^### quizcv (\w+)(.*?)(?=^##|\Z)", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
)
CONTEXT = click.Context(root, info_name="quizcv")


def test_every_command_has_its_section_and_no_other_has_one() -> None:
    assert sorted(SECTIONS) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_section_names_every_argument_and_option(name: str) -> None:
    command = root.get_command(CONTEXT, name)
    assert command is not None
    heading = SECTIONS[name].partition("\n")[0]
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            assert parameter.make_metavar(CONTEXT).strip("[].{}").replace("]...", "") in heading, parameter.name
        elif parameter.name == "as_json":
            assert "JSON: `" in SECTIONS[name]
        else:
            assert parameter.opts[-1] in SECTIONS[name]


def test_what_the_page_says_of_json_can_be_read() -> None:
    assert documented_json("due")["decks"] == [
        {"deck": None, "title": None, "due": None, "new": None, "total": None, "suspended": None}
    ]
    assert documented_json("families") == [{"family": None, "topic": None, "title": None, "source": None}]
