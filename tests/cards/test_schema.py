from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # its types are a package of their own

from quizcv.cards.json_schema import deck_schema, schema_text
from quizcv.cards.reader.deck import read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.errors import ContentError
from tests.cards.strategies import decks

if TYPE_CHECKING:
    from quizcv.cards.model import Deck

ROOT = Path(__file__).parents[2]
HEAD = "deck: d\ncards:\n"
VALIDATOR = Draft202012Validator(deck_schema())


class EditorLoader(yaml.SafeLoader):
    """Types plain scalars as an editor does, by the core schema of YAML 1.2."""


EditorLoader.yaml_implicit_resolvers = {}
TYPES = {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}
for name, pattern in TYPES.items():
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(f"(?:{pattern})$"), None)
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda _loader, node: int(node.value))


def as_an_editor_sees(text: str) -> Any:
    return yaml.load(text, Loader=EditorLoader)  # noqa: S506  a safe loader, with fewer types


def is_valid(text: str) -> bool:
    return bool(VALIDATOR.is_valid(as_an_editor_sees(text)))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(deck_schema())


def test_the_shipped_schema_is_the_one_that_is_printed() -> None:
    text = (ROOT / "content" / "decks" / "deck.schema.json").read_text(encoding="utf-8")
    assert text == schema_text() + "\n", "run: quizcv schema > content/decks/deck.schema.json"
    assert json.loads(text) == deck_schema()


def test_every_field_is_described() -> None:
    schema = deck_schema()
    for name, model in [("deck", schema), *schema["$defs"].items()]:
        assert model["description"], name
        for field, entry in model["properties"].items():
            assert entry["description"], f"{name}.{field}"


@pytest.mark.parametrize("path", sorted((ROOT / "content" / "decks").glob("*.yaml")), ids=lambda path: path.name)
def test_shipped_decks_are_valid_and_name_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=deck.schema.json\n")
    assert not list(VALIDATOR.iter_errors(as_an_editor_sees(text)))


def test_the_deck_with_all_kinds_is_valid() -> None:
    assert is_valid((Path(__file__).parent / "decks" / "all-kinds.yaml").read_text(encoding="utf-8"))


@settings(max_examples=50)
@given(decks())
def test_what_quizcv_writes_is_valid(deck: Deck) -> None:
    assert not list(VALIDATOR.iter_errors(as_an_editor_sees(write_deck(deck))))


@pytest.mark.parametrize(
    "card",
    ["{front: no, back: 12}", "{front: 1.10, back: true, reverse: true}", "{id: 2012, front: a, back: b}"],
)
def test_what_an_editor_takes_for_numbers_is_text_to_both(card: str) -> None:
    assert is_valid(f"{HEAD}  - {card}\n")
    assert read_deck_text(f"{HEAD}  - {card}\n").cards


@pytest.mark.parametrize(
    "deck",
    [
        "deck: d\n",
        "cards: []\n",
        "deck: A b\ncards: []\n",
        "deck: d\ncards: {}\n",
        "deck: d\ncolour: red\ncards: []\n",
        HEAD + "  - {front: a}\n",
        HEAD + "  - {front: a, back: b, reverse: maybe}\n",
        HEAD + "  - {front: a, back: b, text: c}\n",
        HEAD + "  - {front: a, back: b, tags: c}\n",
        HEAD + "  - {front: a, back: b, source: {line: no}}\n",
        HEAD + "  - {front: a, back: b, id: A b}\n",
        HEAD + "  - {front: a, back: ''}\n",
        HEAD + "  - front: a\n    back:\n",
        HEAD + "  - {kind: cloze, front: a, back: b}\n",
        HEAD + "  - {kind: clozed, text: '{{a}}'}\n",
        HEAD + "  - {kind: choice, front: a, options: [b], answer: b}\n",
        HEAD + "  - {kind: choice, front: a, options: [b, c], answer: []}\n",
        HEAD + "  - {kind: problem, front: a, answer: b}\n",
        HEAD + "  - {kind: problem, given: {n: 1..3}, front: a, answer: n, mistakes: [{answer: n}]}\n",
        "deck: d\ncards: []\ndrafts: [{line: 3}]\n",
    ],
)
def test_what_the_schema_refuses_the_reader_refuses_too(deck: str) -> None:
    assert not is_valid(deck)
    with pytest.raises(ContentError):
        read_deck_text(deck)
