"""What is fuzzed: for each target, where its input comes from and what must hold of it.

Input comes from grammars, and from real files with pieces taken out, doubled, moved and put in. A target raises `AssertionError`, or
whatever it should not have raised.
"""

from __future__ import annotations

import functools
import itertools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from quizcv.cards.asking import ask, siblings
from quizcv.cards.checking import check, read
from quizcv.cards.deckinfo import DeckInfo
from quizcv.cards.reader.deck import read_deck_bytes, read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.errors import ContentError
from quizcv.mathtext import block, cells, faults_in, line, plain
from quizcv.notes.importing import import_note
from quizcv.notes.source import decode
from quizcv.problems.drawing import DrawError
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.show import to_text
from quizcv.problems.formula.tokens import MAX_BITS
from quizcv.problems.network.reading import read_network
from quizcv.settings import load_settings
from quizcv.shown import shown
from quizcv.tui.render.layout import lay_out
from quizcv.tui.render.wrapping import width_of
from tests.hostile.promises import FOLDER, files
from tests.hostile.sandbox import OBEYED, ROOT
from tests.hostile.test_answers import DECK
from tests.mathtext.strategies import ROUGH, SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.cards.question import Question

LARGEST_SEED: Final = 6_000
"""Characters of a real file that are taken, from a random place."""
PIECES: Final = (
    *"[]{}()<>|\\/*&!%@`'\"#:,-?=+^_~$.; \n\t\r", "\n\n", "  ", "---\n", "- ", "{{", "}}", "::", "![a](", "](", "$$", "\\frac{", "\\left(",
    "\\begin{cases}", "&x ", "*x", "!!x ", "<<: ", "id: ", "kind: cloze\n", "deck: ", "<b>", "<!--", "-->", "```\n", "| ", "?", "？", "Q: ",
    "\x00", "\x07", "\x1b[31m", "\x1b]52;c;x\x07", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\ud800", "\u0301" * 9, "👩‍👩‍👧", "漢字", "١٢",
    "９", "1e999", "9^9^9", "0/0", "-" * 40, "(" * 40, "__import__('os')", "[@click=app.quit]", "&#x202e;", "&#xF0000;", "%s", "${a}", "../../x",
)  # fmt: skip


def seeds(*patterns: str) -> list[str]:
    """The texts of real files."""
    return [path.read_text("utf-8", "replace") for pattern in patterns for path in sorted(ROOT.glob(pattern))]


@st.composite
def mutated(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    """A piece of a real text with a few things done to it."""
    text = draw(st.sampled_from(texts))
    if len(text) > LARGEST_SEED:
        start = draw(st.integers(0, len(text) - LARGEST_SEED))
        text = (text[:80] if draw(st.booleans()) else "") + text[start : start + LARGEST_SEED]
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        until = min(len(text), at + draw(st.integers(0, 60)))
        what = draw(st.sampled_from(["put in", "take out", "double", "put elsewhere", "letter"]))
        if what == "put in":
            text = text[:at] + draw(st.sampled_from(PIECES)) * draw(st.sampled_from([1, 1, 1, 2, 30])) + text[at:]
        elif what == "take out":
            text = text[:at] + text[until:]
        elif what == "double":
            text = text[:until] + text[at:until] * draw(st.sampled_from([1, 1, 5])) + text[until:]
        elif what == "put elsewhere":
            rest, to = text[:at] + text[until:], draw(st.integers(0, len(text)))
            text = rest[:to] + text[at:until] + rest[to:]
        else:
            text = text[:at] + draw(st.characters()) + text[at + 1 :]
    return text


def pieces(*more: str, most: int = 40) -> st.SearchStrategy[str]:
    """Texts of hostile pieces and of a target's own words."""
    return st.lists(st.sampled_from([*PIECES, *more]) | st.text(max_size=4), max_size=most).map("".join)


def printable(told: str) -> None:
    """A message says something, on one line, that a terminal can show."""
    assert told
    assert not OBEYED.search(told.replace("\t", ""))
    assert len(told) < 1000


# The targets


def deck(text: str) -> None:
    """A text is a deck, which can be written, read again and asked; or a list of faults with their places."""
    rows = text.count("\n") + 2
    try:
        found = read_deck_text(text, "d.yaml")
    except ContentError as error:
        told = error.diagnostics
    else:
        told = ()
    for each in told:
        assert 0 <= each.line <= rows
        printable(each.message)
    if told:
        return
    again = read_deck_text(write_deck(found), "d.yaml")
    assert [card.id for card in again.cards] == [card.id for card in found.cards]
    info = DeckInfo(found.name, found.title, Path("d.yaml"), len(found.cards), shipped=False)
    for card in itertools.islice(found.cards, 5):
        for sibling in itertools.islice(siblings(card), 2):
            try:
                question = ask(info, card, sibling, 1)
            except (DrawError, FormulaError):
                continue
            printable(shown(question.prompt).replace("\n", " ")[:900])
            on_the_screen(question.prompt)


def deck_bytes(data: bytes) -> None:
    """Bytes are a deck or a list of faults."""
    try:
        read_deck_bytes(data, Path("d.yaml"))
    except ContentError as error:
        for each in error.diagnostics:
            printable(each.message)


def note(text: str) -> None:
    """A note becomes a deck that can be written and read; importing it again changes nothing."""
    report = import_note(text, path="n.md")
    again = read_deck_text(write_deck(report.deck))
    assert [card.id for card in again.cards] == [card.id for card in report.deck.cards]
    for card in again.cards:
        for value in card:
            if isinstance(value, str):
                assert not OBEYED.search(value)
    if report.deck.cards:
        assert import_note(text, path="n.md", existing=again).changes.changed == ()


def note_bytes(data: bytes) -> None:
    """Any bytes are a text to the importer."""
    note(decode(data)[0])


def formula(text: str) -> None:
    """A formula has an exact value in bounds, or a reason why not; what is shown of it has the same value."""
    values: Any = {"n": 7, "k": 3, "s": 2}
    try:
        tree = parse(text, values)
        value = evaluate(tree, values)
    except FormulaError as error:
        printable(str(error))
        return
    assert abs(value.numerator).bit_length() <= MAX_BITS + 1
    assert value.denominator.bit_length() <= MAX_BITS + 1
    written = to_text(tree)
    try:
        assert evaluate(parse(written, values), values) == value
    except FormulaError as error:
        assert "too long" in str(error) or "more than" in str(error), f"{written!r}: {error}"  # noqa: PT017  a law of two outcomes


def mathematics(source: str) -> None:
    """A formula is laid out as a rectangle of cells with nothing in it that a terminal obeys, and on one line."""
    rows = block(source)
    assert len({cells(row) for row in rows}) <= 1
    for row in (*rows, line(source)):
        assert not OBEYED.search(row)
    assert "\n" not in line(source)
    for _, _, message in faults_in(f"${source}$"):
        printable(message)


def on_the_screen(text: str) -> None:
    """A text of Markdown fits its width, and nothing of it is obeyed."""
    for width in (12, 60):
        for row in lay_out(text, width):
            assert width_of(row) <= width
            assert not OBEYED.search("".join(run.text for run in row))
    assert not OBEYED.search(shown(plain(text)))


@functools.cache
def questions() -> tuple[Question, ...]:
    """A question of every kind."""
    found = read_deck_text(DECK)
    info = DeckInfo(found.name, found.title, Path("q.yaml"), len(found.cards), shipped=False)
    return tuple(ask(info, card, "", 7) for card in found.cards if card.id != "formula")


def answer(text: str) -> None:
    """An answer gets a verdict and, while it is typed, an echo; SymPy has a test of its own."""
    for question in questions():
        verdict = check(question, text)
        assert (verdict.read_as + verdict.diagnosis + read(question, text)).isprintable()
        assert check(question, text) == verdict


def network(text: str, folder: Path) -> None:
    """A file is a network with a table, or a list of faults."""
    path = folder / "n.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        found = read_network(path)
    except ContentError as error:
        for each in error.diagnostics:
            printable(each.message)
        return
    assert found.rows
    assert found.parameters >= 0


def settings(text: str, folder: Path) -> None:
    """A file has settings within their bounds, or faults."""
    path = folder / "settings.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        found = load_settings(path)
    except ContentError as error:
        for each in error.diagnostics:
            printable(shown(each.message).replace("\n", " ")[:900])
        return
    assert 0 <= found.rollover_hour <= 23
    assert tomllib.loads(path.read_text(encoding="utf-8-sig")).keys() <= set(found._fields)


@dataclass(frozen=True)
class Target:
    """Something that is fuzzed.

    Args:
        run: What must hold.
        inputs: Where its input comes from.
        needs_folder: Whether it writes its input into a file.
    """

    run: Callable[..., None]
    inputs: st.SearchStrategy[Any]
    needs_folder: bool = False


_HEAD = "deck: d\ncards:\n"
_CARD = st.sampled_from(["  - id: a\n    front: {}\n    back: b\n", "  - kind: cloze\n    text: 'a {{{{{}}}}}'\n", "  - kind: symbolic\n    front: a\n    answer: {}\n",
                         "  - kind: numeric\n    front: a\n    answer: {}\n    tolerance: {}\n", "  - kind: choice\n    front: a\n    options: [{}]\n    answer: b\n",
                         "  - kind: problem\n    front: '{{a}}'\n    given: {{a: {}}}\n    answer: {}\n    steps: [{}]\n"])  # fmt: skip
_FORMULA = st.recursive(
    st.sampled_from(["n", "k", "s", "pi", "1", "0", "2.5", "1e9", "3/4", "1_000", "9" * 40]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "/", "//", "%", "^", "**"]), inner),
        st.builds("{}({})".format, st.sampled_from(["floor", "ceil", "round", "sqrt", "log2", "ln", "exp", "abs", "atan", "sum"]), inner),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max", "sum", "prod", "round"]), inner, inner),
        st.builds("-{}".format, inner),
    ),
    max_leaves=20,
)  # fmt: skip
DECK_SEEDS = tuple(seeds("content/decks/*.yaml", "tests/cards/decks/*.yaml")) + tuple(
    path.read_text("utf-8", "replace") for path in files("decks").values()
)
NOTE_SEEDS = tuple(seeds("content/notes/*.md", "tests/notes/seeds/*", "tests/hostile/corpus/notes/*"))
NETWORK_SEEDS = tuple(seeds("content/networks/*.yaml", "tests/hostile/corpus/networks/*.yaml"))
SETTING_SEEDS = tuple(seeds("tests/hostile/corpus/settings/*.toml"))
ANSWER_SEEDS = tuple(
    each["text"] for each in tomllib.loads((FOLDER / "answers.toml").read_text("utf-8")).values() if each["text"]
)

TARGETS: Final[dict[str, Target]] = {
    "deck": Target(
        deck,
        st.one_of(
            mutated(DECK_SEEDS),
            st.builds(lambda shape, text: _HEAD + shape.format(*[text.replace("\n", " ")] * 3), _CARD, pieces(most=8) | _FORMULA),
            pieces("cards:\n", "front: ", "back: ").map(_HEAD.__add__),
        ),
    ),
    "deck-bytes": Target(deck_bytes, st.binary(max_size=400) | mutated(DECK_SEEDS).map(lambda text: text.encode("utf-8", "surrogatepass")[:4000])),
    "note": Target(note, st.one_of(mutated(NOTE_SEEDS), pieces("What is it", "**a**", "= ", "A: ", "(2015)", "IoU", "0.5 %"))),
    "note-bytes": Target(note_bytes, st.binary(max_size=400)),
    "formula": Target(formula, st.one_of(_FORMULA, pieces("n", "k", "floor(", "sqrt", ",", most=12), st.text(max_size=30))),
    "mathematics": Target(mathematics, st.one_of(ROUGH, SOURCES.map(lambda each: each.latex))),
    "on-the-screen": Target(on_the_screen, pieces("**", "__", "~~", "$x^2$", "$", "1. ", "|a|b|\n|-|-|\n", "[a](http://b)", "<http://a>", "&amp;", "word ")),
    "answer": Target(answer, st.one_of(mutated(ANSWER_SEEDS), pieces("4", "2", "x", "layers", "degradation", "k^2", "c_in", ",", most=12))),
    "network": Target(network, mutated(NETWORK_SEEDS), needs_folder=True),
    "settings": Target(settings, mutated(SETTING_SEEDS) | pieces("fuzz = true\n", "theme = 'x'\n", "new_per_day = 5\n", "[a]\n"), needs_folder=True),
}  # fmt: skip
