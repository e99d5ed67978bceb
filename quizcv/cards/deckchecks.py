"""The checks of one deck: formulas in its texts, its pictures, its problems proven, each fault at its place.

A deck that is left out for its faults is looked through all the same, as far as it is YAML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.cards.content import content_hash
from quizcv.cards.fixanswers import unanswered
from quizcv.cards.model import Kind, ProblemCard
from quizcv.cards.pictures import picture_path, pictures
from quizcv.cards.proofs import Proofs, suggestion
from quizcv.cards.reader.cards import read_card
from quizcv.cards.reader.problems import place_of
from quizcv.errors import UsageError
from quizcv.mathtext import faults_in
from quizcv.yamltext.faults import Faults
from quizcv.yamltext.tree import Map, Row, build, spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quizcv.cards.model import Card, Deck
    from quizcv.errors import Diagnostic
    from quizcv.problems.proving import Finding

FORMULAS = {"numeric": frozenset({"answer"}), "symbolic": frozenset({"answer"})}
TEMPLATE_FORMULAS = frozenset({"given", "where", "answer", "answers", "steps", "tolerance", "when", "solves"})
"""Keys whose values are formulas of the formula language, not Markdown."""


class DeckCheck:
    """The checks of one deck that can be read."""

    def __init__(self, path: Path, text: str, deck: Deck) -> None:
        self.deck = deck
        self.folder = path.absolute().parent
        self.errors = Faults(str(path))
        self.warnings = Faults(str(path))
        self.errors.text = self.warnings.text = text.removeprefix("\ufeff")
        root = build(self.errors.text, Faults(str(path)))
        if not isinstance(root, Map):
            message = "a deck that was read has keys"
            raise TypeError(message)
        self.root = root

    @property
    def cards(self) -> Iterator[tuple[Card, Map]]:
        """The cards, with what was written."""
        rows = self.root["cards"]
        nodes = [node for node in rows if isinstance(node, Map)] if isinstance(rows, Row) else []
        return zip(self.deck.cards, nodes, strict=True)

    def error(self, node: Map, where: tuple[str | int, ...], message: str) -> None:
        """An error at a place below a node."""
        self.errors.at(spot(node, where)[0], message)

    def texts(self) -> None:
        """Formulas, pictures and missing ids."""
        for card, node in self.cards:
            if card.id == f"h-{content_hash(card)}" and "id" not in node:
                message = (
                    "this card has no id; its progress is lost when its text changes; quizcv check --fix gives it one"
                )
                self.warnings.at(node.index, message)
            if self.warnings.are_enough:
                return
            for place, text in _texts(node, _formulas_of(node)):
                _check_math(place, text, self.warnings)
                for offset, reference in pictures(text):
                    try:
                        picture_path(self.folder, reference)
                    except UsageError as error:
                        self.warnings.inside(place, text, offset, str(error))

    def begin(self, proofs: Proofs) -> None:
        """Begins to prove the deck's problems."""
        for card, _ in self.cards:
            if isinstance(card, ProblemCard):
                proofs.begin(card, self.deck.name)

    def problems(self, proofs: Proofs) -> None:
        """Tells what came of proving the deck's problems."""
        for card, node in self.cards:
            if isinstance(card, ProblemCard):
                _tell(proofs.of(card, self.deck.name), card, node, self.errors, self.warnings)


def _tell(findings: Iterable[Finding], card: ProblemCard, node: Map, errors: Faults, warnings: Faults) -> None:
    """Adds what is wrong with a problem, at its place."""
    for finding in findings:
        where = place_of(finding.field) if card.template else ("family",)
        faults = errors if finding.level == "error" else warnings
        faults.at(spot(node, where)[0], finding.message)


class BrokenDeckCheck:
    """The checks of a deck that is left out for its faults, as far as it is YAML: its sound problems are proven all the same."""

    def __init__(self, path: Path, text: str, told: Iterable[Diagnostic]) -> None:
        self.path = path
        self.errors = Faults(str(path))
        self.warnings = Faults(str(path))
        self.errors.text = self.warnings.text = text.removeprefix("\ufeff")
        self.errors.found += told
        root = build(self.errors.text, Faults(str(path))) if text else None
        self.root = root if isinstance(root, Map) else None
        rows = self.root.get("cards") if self.root is not None else None
        self.rows = [
            (node, place)
            for node, place in (zip(rows, rows.places, strict=True) if isinstance(rows, Row) else ())
            if isinstance(node, Map)
        ]

    def texts(self) -> None:
        """What is wrong in the math of the texts."""
        for node, _ in self.rows:
            if self.warnings.are_enough:
                return
            for place, written in _texts(node, _formulas_of(node)):
                _check_math(place, written, self.warnings)

    def problems(self, proofs: Proofs) -> None:
        """Proves the problems that can be read, and tells the answers that inverse questions leave out."""
        written = self.root.get("deck") if self.root is not None else None
        deck = written if isinstance(written, str) and written else self.path.stem
        for node, place in self.rows:
            if node.get("kind") != Kind.PROBLEM:
                continue
            unread = Faults(str(self.path))
            unread.text = self.errors.text
            card = read_card(node, place, unread)
            if isinstance(card, ProblemCard):
                _tell(proofs.of(card, deck), card, node, self.errors, self.warnings)
        for each in unanswered(self.root, self.path.stem):
            answer, why = suggestion(each.parts, each.deck, each.name)
            message = (
                f"it is solved by answer: {answer}; quizcv check --fix writes it"
                if answer
                else f"write the answer: {why}"
            )
            self.errors.at(each.node.key_place("solves"), message)


def _formulas_of(node: Map) -> frozenset[str]:
    """The keys of a card whose values are formulas of the formula language."""
    return TEMPLATE_FORMULAS if "given" in node else FORMULAS.get(str(node.get("kind")), frozenset())


def _check_math(place: int, text: str, warnings: Faults) -> None:
    """Adds what is wrong in the math of a text."""
    if "$" not in text:
        return
    starts = [0, *(n + 1 for n, each in enumerate(text) if each == "\n")]
    for line, column, message in faults_in(text):
        warnings.inside(place, text, starts[line - 1] + column - 1, message)


def _texts(node: Map | Row, formulas: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The Markdown texts below a node, with their places."""
    if isinstance(node, Map):
        pairs = [(node.place(key), value) for key, value in node.items() if key not in formulas]
    else:
        pairs = list(zip(node.places, node, strict=True))
    for place, value in pairs:
        if isinstance(value, str):
            yield place, value
        else:
            yield from _texts(value, formulas)
