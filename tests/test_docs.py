"""What the pages say is true: their examples are read and run here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizcv.cards.reader.deck import read_deck_text
from quizcv.notes.importing import import_into
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.parser import parse
from quizcv.problems.network.layers import JOINS, KINDS
from quizcv.problems.network.reading import read_network_text
from quizcv.problems.network.shape import COMMON

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def decks() -> list[tuple[str, str]]:
    found = []
    for page in ("decks.md", "problems.md"):
        for block in blocks(page, "yaml"):
            if block.startswith("deck:"):
                found.append((page, block))
            elif block.startswith("  - "):
                found.append((page, f"deck: example\ncards:\n{block}"))
    return found


@pytest.mark.parametrize(("page", "deck"), decks())
def test_every_example_of_a_deck_can_be_read(page: str, deck: str) -> None:
    assert read_deck_text(deck, page).cards


@pytest.mark.parametrize("network", blocks("networks.md", "yaml"))
def test_every_example_of_a_network_can_be_read(network: str) -> None:
    read = read_network_text(network, "networks.md")

    assert read.parameters
    assert read.rows[-1].output == (10,)


def test_the_page_on_networks_names_every_kind_of_layer_and_every_key() -> None:
    page = (DOCS / "networks.md").read_text(encoding="utf-8")

    for word in (*KINDS, *JOINS, *COMMON, *(key for kind in KINDS.values() for key in kind.keys)):
        assert re.search(rf"`{word}\b", page), word


def test_the_page_on_decks_has_an_example_of_every_kind() -> None:
    cards = [card for page, deck in decks() if page == "decks.md" for card in read_deck_text(deck).cards]

    assert len({type(card) for card in cards}) == len(
        re.findall(r"^\*\*\w+\*\*: ", (DOCS / "decks.md").read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_the_note_on_the_page_on_importing_becomes_the_deck_on_that_page(tmp_path: Path) -> None:
    (note,) = blocks("importing.md", "markdown")
    (deck,) = blocks("importing.md", "yaml")
    (tmp_path / "residual.md").write_text(note, encoding="utf-8")

    report = import_into(tmp_path / "residual.md", tmp_path)

    assert re.sub(r"^(?:    source|imported): .*\n", "", report.text, flags=re.MULTILINE) == deck


def test_the_errors_on_the_page_on_problems_are_those_of_the_formula_language() -> None:
    page = (DOCS / "problems.md").read_text(encoding="utf-8")
    shown = re.findall(r"`([^`]+)` gives `([^`]+)`", page)

    assert shown
    for formula, message in shown:
        with pytest.raises(FormulaError) as error:
            parse(formula, {"n", "k", "s", "p"})
        assert str(error.value) == message


def test_every_link_from_page_to_page_leads_somewhere() -> None:
    links = [
        (page.name, target)
        for page in [*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
        for target in re.findall(
            r"\]\((?!https?://|#)([^)#\s]+)", re.sub("`[^`]*`", "", page.read_text(encoding="utf-8"))
        )
        if not (page.parent / target).exists()
    ]

    assert links == []
