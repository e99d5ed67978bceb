"""What is shipped is worth having: decks without faults, made from their notes, in our own words."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.checking import check
from quizcv.cards.checks import check_decks, deck_paths
from quizcv.cards.library import Library
from quizcv.cards.model import Deck, Kind, ProblemCard
from quizcv.cards.pictures import picture_path, pictures
from quizcv.cards.reader.deck import read_deck
from quizcv.cards.verdict import Judgement
from quizcv.mathtext import faults_in
from quizcv.notes.importing import import_into
from quizcv.problems.families import catalogue
from quizcv.problems.values import Expects
from quizcv.settings import Places

if TYPE_CHECKING:
    from quizcv.cards.question import Question

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
DECKS = sorted((CONTENT / "decks").glob("*.yaml"))
IMPORTED = [path for path in DECKS if re.search(r"^source: ", path.read_text(encoding="utf-8"), re.MULTILINE)]
NOTES = sorted((CONTENT / "notes").glob("*.md"))
SEEDS = sorted((ROOT / "tests" / "notes" / "seeds").glob("*.txt"))
SCHEMA_LINE = "# yaml-language-server: $schema=deck.schema.json"
GRAM = 8
SENTENCE = 5


@cache
def deck_of(path: Path) -> Deck:
    return read_deck(path)


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
class TestEveryShippedDeck:
    def test_reads_without_a_fault_and_bears_the_name_of_its_file(self, path: Path) -> None:
        deck = deck_of(path)

        assert deck.name == path.stem
        assert deck.title
        assert deck.cards

    def test_has_an_id_of_its_own_for_every_card(self, path: Path) -> None:
        deck = deck_of(path)

        assert [card.id for card in deck.cards if card.id.startswith("h-")] == []
        assert [card_id for card_id, count in Counter(card.id for card in deck.cards).items() if count > 1] == []

    def test_names_only_pictures_that_are_there(self, path: Path) -> None:
        for _, reference in pictures(path.read_text(encoding="utf-8")):
            assert picture_path(path.parent, reference).stat().st_size > 0

    def test_begins_with_the_line_by_which_editors_find_the_schema(self, path: Path) -> None:
        assert path.read_text(encoding="utf-8").splitlines()[0] == SCHEMA_LINE

    def test_keeps_no_drafts(self, path: Path) -> None:
        assert deck_of(path).drafts == ()


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> list[Question]:
    """Every shipped card in all the ways it is asked; what is drawn, from several seeds."""
    home = tmp_path_factory.mktemp("home")
    places = Places(
        home, str(home / "log.db"), home / "decks", home / "backups", home / "set.toml", home / "cache.db", CONTENT
    )
    library = Library.load(places)
    drawn = range(8)
    asked = [library.question(key, seed) for key in library.keys() for seed in drawn]  # noqa: SIM118  a method, no mapping
    return [question for question in asked if question.seed in {None, *drawn}]


def test_everything_asked_and_answered_holds_only_math_that_can_be_laid_out(questions: list[Question]) -> None:
    texts = {
        (question.card, text)
        for question in questions
        for text in (
            question.prompt,
            question.answer.text,
            question.why,
            *question.hints,
            *question.options,
            *(step.text for step in question.steps),
            *(mistake.says for mistake in question.mistakes),
        )
    }

    assert [(card, faults_in(text)) for card, text in sorted(texts) if faults_in(text)] == []


def test_what_stands_on_the_back_is_right_when_it_is_typed(questions: list[Question]) -> None:
    checked = [question for question in questions if question.expects is not Expects.SELF]

    assert [
        (each.card, each.seed) for each in checked if check(each, typed(each)).judgement is not Judgement.RIGHT
    ] == []


def typed(question: Question) -> str:
    if question.expects is Expects.FORMULA:
        return question.answer.formula
    if question.expects in {Expects.CHOICE, Expects.CHOICES}:
        return ", ".join(str(question.options.index(text) + 1) for text in question.answer.texts)
    return question.answer.text


def test_a_known_mistake_is_told_what_went_wrong(questions: list[Question]) -> None:
    for question in questions:
        for mistake in question.mistakes:
            verdict = check(question, mistake.answer.text)

            assert verdict.judgement is Judgement.WRONG, (question.card, question.seed, mistake)
            assert mistake.says in verdict.diagnosis, (question.card, question.seed, mistake)


def test_quizcv_check_finds_nothing_to_mend() -> None:
    found = check_decks(deck_paths([CONTENT / "decks"]), seeds=40)

    assert found.files == len(DECKS)
    assert (found.errors, found.warnings) == ((), ())


def test_every_kind_of_card_is_among_the_first_of_some_deck() -> None:
    first_week = 4
    kinds = {Kind.BASIC} if IMPORTED else set()
    for path in DECKS:
        deck = deck_of(path)
        kinds |= {kind_of(card) for card in deck.cards[: 2 * first_week]}

    assert kinds == set(Kind)


def kind_of(card: object) -> Kind:
    return Kind(type(card).__name__.removesuffix("Card").lower())


OF_CNN_PROBLEMS = (
    "conv-output", "conv-params", "pool-output", "iou", "bottleneck-weights", "same-padding", "depthwise-separable",
    "receptive-field-chain", "focal-loss-value", "fc-after-flatten", "transposed-conv", "fpn-level", "pyramid-anchors",
)  # fmt: skip
"""The cards of a deck that was shipped once and has been dissolved."""


def test_the_progress_of_a_dissolved_deck_has_somewhere_to_go() -> None:
    heirs = {card.was: f"{path.stem}/{card.id}" for path in DECKS for card in deck_of(path).cards if card.was}

    assert [name for name in OF_CNN_PROBLEMS if f"cnn-problems/{name}" not in heirs] == []
    assert "cnn-problems" not in {path.stem for path in DECKS}


def test_every_family_is_asked_by_exactly_one_card_of_the_decks_of_problems() -> None:
    asked = Counter(
        card.family
        for path in DECKS
        for card in deck_of(path).cards
        if isinstance(card, ProblemCard) and card.family and deck_of(path).group == "Problems"
    )

    assert [name for name, count in asked.items() if count > 1] == []
    assert [each.name for each in catalogue() if each.name not in asked] == []


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
class TestEveryShippedNote:
    def test_imported_again_changes_no_byte_of_its_deck(self, path: Path, tmp_path: Path) -> None:
        shutil.copytree(CONTENT, tmp_path / "content")
        deck = tmp_path / "content" / "decks" / f"{path.stem}.yaml"
        before = deck.read_bytes()

        report = import_into(tmp_path / "content" / "notes" / path.name, deck.parent)

        assert deck.read_bytes() == before
        assert report.changes.kept == tuple(card.id for card in read_deck(deck).cards)

    def test_leaves_nothing_unanswered_unfinished_or_wrong(self, path: Path) -> None:
        report = import_into(path, CONTENT / "decks", dry_run=True)

        assert report.unanswered == ()
        assert report.placeholders == ()
        assert report.left_out == ()
        assert [claim for claim in report.claims if claim.verdict != "holds"] == []

    def test_has_a_deck_made_from_it(self, path: Path) -> None:
        assert f"source: ../notes/{path.name}" in (CONTENT / "decks" / f"{path.stem}.yaml").read_text(encoding="utf-8")

    def test_holds_only_math_that_can_be_laid_out(self, path: Path) -> None:
        assert list(faults_in(path.read_text(encoding="utf-8"))) == []

    def test_has_no_line_longer_than_a_sentence_or_two(self, path: Path) -> None:
        longest = 260

        assert [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > longest] == []


def words_of(text: str) -> list[str]:
    """Words alone: formulas, figures, code and the titles of papers are nobody's sentences."""
    text = re.sub(r"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`", " ", text, flags=re.DOTALL)
    text = re.sub(r"^\s*(?:- )?(?:#+ .*|\*\*[^*]+\*\*\s*)$", " ", text, flags=re.MULTILINE)
    return re.findall(r"[^\W\d_]+", text.lower())


def grams(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + GRAM]) for start in range(len(words) - GRAM + 1)}


def titles() -> str:
    """The headings and bold lines of our notes: names of papers, which are the same in every text about them."""
    lines = (line for path in NOTES for line in path.read_text(encoding="utf-8").splitlines())
    return " ".join(line for line in lines if re.match(r"\s*(?:- )?(?:#|\*\*[^*]+\*\*\s*$)", line))


@pytest.mark.skipif(not SEEDS, reason="the notes the importer is tested with are not in this copy")
@pytest.mark.parametrize("path", [*NOTES, *DECKS], ids=lambda path: path.name)
class TestTheWordsAreOurOwn:
    def test_no_eight_words_in_a_row_come_from_the_notes_of_others(self, path: Path) -> None:
        theirs = set().union(*(grams(words_of(seed.read_text(encoding="utf-8"))) for seed in SEEDS))
        named = re.sub(r"\W+", " ", titles().lower())
        shared = grams(words_of(path.read_text(encoding="utf-8"))) & theirs

        assert sorted(" ".join(gram) for gram in shared if " ".join(gram) not in named) == []

    def test_no_sentence_comes_from_the_notes_of_others(self, path: Path) -> None:
        named = re.sub(r"\W+", " ", titles().lower())
        ours = " " + " ".join(words_of(path.read_text(encoding="utf-8"))) + " "
        copied = []
        for seed in SEEDS:
            for sentence in re.split(r"[.?!:;\n。？！：；]", seed.read_text(encoding="utf-8")):
                words = words_of(sentence)
                text = " ".join(words)
                if len(words) >= SENTENCE and f" {text} " in ours and text not in named:
                    copied.append(text)

        assert copied == []


def test_the_page_of_keys_holds_every_row_of_the_help() -> None:
    from quizcv.settings import Settings  # noqa: PLC0415  Textual is slow to import and only this test needs it
    from quizcv.tui.commands import help_rows  # noqa: PLC0415  as above
    from quizcv.tui.keys.rooms import rooms  # noqa: PLC0415  as above

    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    rows = {
        f"| {' '.join(f'`{key}`' for key in row.keys)} | {row.help} |"
        for room in rooms(Settings())
        for group in help_rows([each for each in room.commands if each.keys], {}).values()
        for row in group
    }

    assert [row for row in sorted(rows) if row not in page] == []
