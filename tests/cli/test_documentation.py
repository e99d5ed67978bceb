"""docs/commands.md names every command, every argument and every option, and its JSON is what the commands print."""

from __future__ import annotations

import re
import shlex
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from quizcv.cards.library import Library
from quizcv.cli.catalogue import COMMANDS
from quizcv.cli.root import root
from quizcv.progress.finding import keys_of
from quizcv.settings import Places
from tests.cli.support import documented_json

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The decks that come with quizcv."""
    home = tmp_path_factory.mktemp("home")
    places = Places.from_environment()._replace(decks=home / "decks", cache=home / "decks.db")
    with closing(Library.load(places)) as library:
        yield library


@pytest.mark.parametrize("name", COMMANDS)
def test_the_cards_and_decks_of_an_example_exist(name: str, shipped: Library) -> None:
    command = root.get_command(CONTEXT, name)
    assert command is not None
    words = shlex.split((command.epilog or "").removeprefix("Example: "))[2:]
    decks = {deck.name for deck in shipped.decks}
    metavars = {parameter.name for parameter in command.params if isinstance(parameter, click.Argument)}
    if "card" in metavars:
        assert shipped.resolve(words[0]) == words[0]
    if "decks" in metavars:
        assert {word for word in words if word[0].isalpha()} <= decks
    if name == "search":
        assert keys_of(words[0], Places.from_environment(), shipped, date(2026, 3, 1))
