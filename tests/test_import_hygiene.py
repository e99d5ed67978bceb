"""Nobody pays for what is not used: what the quick commands load, read from a fresh process's own list of modules.

Textual costs 190 ms to import, SymPy 300, SQLModel 370, pydantic 130, yaml 20. A command that answers in 70 ms can afford none.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "textual",
    "rich",
    "sympy",
    "mpmath",
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "pydantic",
    "yaml",
    "markdown_it",
    "PIL",
}
NEEDLESS = {
    "asyncio",
    "subprocess",
    "tempfile",
    "urllib.request",
    "http",
    "email",
    "importlib.metadata",
    "quizcv.tui",
    "quizcv.notes",
}
PROGRAM = """
import sys
from quizcv.__main__ import main
code = main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""


def loaded_by(*arguments: str, home: Path, **environment: str) -> set[str]:
    """The modules a command leaves loaded, with its packages."""
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QUIZCV_HOME": str(home), **environment},
    )
    assert finished.returncode == 0, finished.stderr
    return set(finished.stderr.splitlines()[-1].split())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose decks were read once before: the shipped ones, whose files are not of this very second."""
    home = tmp_path_factory.mktemp("home")
    loaded_by("due", home=home)
    return home


@pytest.mark.parametrize(
    "arguments",
    [
        ["due", "--json"],
        ["due"],
        ["next", "--json"],
        ["--help"],
        ["--version"],
        ["due", "--help"],
        ["where"],
        ["schedule", "444"],
        ["completion", "zsh"],
        [],
    ],
    ids=" ".join,
)
def test_a_quick_command_loads_nothing_heavy(arguments: list[str], home: Path) -> None:
    assert not loaded_by(*arguments, home=home) & HEAVY


@pytest.mark.parametrize("arguments", [["due", "--json"], ["--help"], ["--version"]], ids=" ".join)
def test_the_quickest_load_nothing_needless_either(arguments: list[str], home: Path) -> None:
    assert not loaded_by(*arguments, home=home) & NEEDLESS


def test_the_next_card_loads_no_openssl_and_no_fractions_unless_it_needs_them(home: Path) -> None:
    assert not loaded_by("next", "cnn-faq", "--json", home=home) & {
        *NEEDLESS,
        "_hashlib",
        "fractions",
        "decimal",
        "secrets",
    }


@pytest.mark.parametrize("words", ["quizcv re", "quizcv due c", "quizcv show cnn-faq/w", "quizcv answer --"])
def test_completion_loads_nothing_heavy(words: str, home: Path) -> None:
    asked = {"_QUIZCV_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    assert not loaded_by(home=home, **asked) & HEAVY


def test_the_help_imports_no_command(home: Path) -> None:
    commands = {f"quizcv.cli.{path.stem}" for path in Path(__file__).parents[1].glob("quizcv/cli/*.py")}
    lean = {"quizcv.cli.root", "quizcv.cli.catalogue", "quizcv.cli.workspace", "quizcv.cli.__init__"}
    assert not loaded_by("--help", home=home) & (commands - lean)


LATER = (
    *("quizcv.notes", "quizcv.tui.importing", "quizcv.tui.settings", "quizcv.tui.keys.keymap", "quizcv.tui.keys.rooms"),
    *("quizcv.settings.registry", "quizcv.settings.changing"),
)


def test_the_first_screens_load_nothing_of_the_importer_or_the_settings(home: Path) -> None:
    program = "import sys, quizcv.tui.app, quizcv.tui.application, quizcv.tui.home.screen, quizcv.tui.review.screen; print(*sys.modules)"
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert home.is_dir()
    loaded = finished.stdout.split()
    assert [name for name in loaded if name.startswith(LATER)] == []


def test_a_log_in_a_file_loads_nothing_of_a_server(home: Path) -> None:
    """SQLAlchemy's PostgreSQL costs every review 2 MiB."""
    program = (
        "import sys\nfrom quizcv.clock import Clock\nfrom quizcv.progress.store import Store\n"
        "from quizcv.settings import Places\nwith Store.open(Places.from_environment(), Clock()): print(*sys.modules)"
    )
    environment = {**os.environ, "QUIZCV_HOME": str(home)}
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    loaded = finished.stdout.split()
    assert "sqlalchemy.dialects.sqlite" in loaded
    assert [name for name in loaded if "postgresql" in name or name.startswith(("psycopg", "alembic"))] == []


def test_a_module_of_the_house_is_no_program_of_its_own(home: Path) -> None:
    """Packages stay import-free, so that a room can be entered without its neighbours."""
    finished = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, quizcv.cards, quizcv.problems, quizcv.progress, quizcv.tui; print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert home.is_dir()
    assert not set(finished.stdout.split()) & HEAVY
