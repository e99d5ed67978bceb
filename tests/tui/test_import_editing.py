"""On the import's screen, cards that are more than question and answer are edited as YAML, and checked before they are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.model import ChoiceCard, ProblemCard
from quizcv.notes.importing import import_to
from quizcv.tui import editing
from quizcv.tui.importing.deciding import Verb
from quizcv.tui.importing.written import HEAD
from tests.tui.importing_notes import deciding, deck_of, note_in, verbs, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.cards.model import Card
    from quizcv.tui.bench import Bench
    from tests.tui.importing_notes import ImportDriver

    Bencher = Callable[..., Bench]

NOTE = r"""# Sizes

- How large is the output of a convolution?
  - $o = \lfloor (i + 2p - k)/s \rfloor + 1$, where $i$ is the input size, $p$ the padding, $k$ is the kernel size and $s$ is the stride.
"""
CHOICE = """\
deck: small
title: Sizes
source: {note}
cards:
  - id: which-is-odd
    kind: choice
    front: Which kernel size is usual?
    options: [two, three]
    answer: three
"""
UNFIT = """\
deck: small
title: Sizes
source: {note}
cards:
  - id: unfit
    kind: problem
    given: {{n: [1, 2]}}
    where: ["n > 5"]
    front: How many? Take {{n}}.
    answer: 2*n + 1
"""


class Editor:
    """Stands for the learner's editor: what it is given, and what it leaves."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.found: list[str] = []
        self.change: Callable[[str], str] = str
        self.code = 0

    def run(self, command: list[str]) -> int:
        file = Path(command[-1])
        text = file.read_text(encoding="utf-8")
        self.commands.append(command)
        self.found.append(text)
        file.write_text(self.change(text), encoding="utf-8")
        return self.code

    def left(self) -> list[str]:
        """The files that are still there."""
        return [command[-1] for command in self.commands if Path(command[-1]).exists()]


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> Editor:
    found = Editor()
    monkeypatch.setattr("textual.drivers.headless_driver.HeadlessDriver.can_suspend", True, raising=False)
    monkeypatch.setattr(editing, "run_editor", found.run)
    return found


async def to_card(driver: ImportDriver, kind: type[Card]) -> None:
    entries = driver.screen.lists[driver.screen.tab]
    driver.screen.go(next(number for number, each in enumerate(entries) if isinstance(each.card, kind)))
    await driver.pilot.pause()


async def edited(driver: ImportDriver, kind: type[Card]) -> None:
    await to_card(driver, kind)
    await driver.press("e")
    await driver.settled()


def problem_of(driver: ImportDriver) -> ProblemCard:
    return next(card for card in deck_of(driver.bench).cards if isinstance(card, ProblemCard))


async def test_a_problem_is_edited_as_yaml_shown_and_written_with_its_id_and_its_memory(
    bench_of: Bencher, tmp_path: Path, editor: Editor
) -> None:
    note = note_in(tmp_path, NOTE)
    editor.change = lambda text: text.replace("(padding)", "(zeros on each side)").replace("- id: ", "- id: other-")
    async with deciding(bench_of(editor="vi"), note) as driver:
        before = next(c for c in driver.screen.plan.report.deck.cards if isinstance(c, ProblemCard))
        await edited(driver, ProblemCard)
        (command,) = editor.commands
        row = int(command[1].removeprefix("+"))
        assert editor.found[0].startswith(HEAD)
        assert editor.found[0].split("\n")[row - 1].startswith(f"  - id: {before.id}")
        assert editor.left() == []
        assert verbs(driver) == [Verb.WRITE]
        await to_card(driver, ProblemCard)
        assert "zeros on each" in words(driver)
        await driver.press("w")
        await driver.settled()
        after = problem_of(driver)
        assert after.id == before.id
        assert after.source == before.source
        assert after.template is not None
        assert "(zeros on each side)" in str(after.template.parts["front"])
    report = import_to(note, driver.bench.places.decks / "small.yaml")
    assert report.changes.conflicts == ()
    assert next(card for card in report.deck.cards if isinstance(card, ProblemCard)).template == after.template


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: problem", "kind: problems", "problems"),
        ("+ 1", "+ 1/(s - s)", "Not kept"),
        ("    steps:", "    stepps:", "stepps"),
    ],
)
async def test_what_can_t_be_a_card_is_told_and_there_again_the_next_time(
    bench_of: Bencher, tmp_path: Path, editor: Editor, old: str, new: str, told: str
) -> None:
    editor.change = lambda text: text.replace(old, new)
    async with deciding(bench_of(), note_in(tmp_path, NOTE)) as driver:
        await edited(driver, ProblemCard)
        assert "Not kept" in words(driver)
        assert told in words(driver)
        assert verbs(driver) == []
        assert new in editor.change(editor.found[0])
        editor.change = lambda text: text.replace(new, old).replace("(padding)", "(zeros)")
        await driver.press("e")
        await driver.settled()
        assert new in editor.found[1]
        assert verbs(driver) == [Verb.WRITE]


async def test_a_file_that_is_left_as_it_was_or_with_a_code_decides_nothing(
    bench_of: Bencher, tmp_path: Path, editor: Editor
) -> None:
    async with deciding(bench_of(), note_in(tmp_path, NOTE)) as driver:
        await edited(driver, ProblemCard)
        assert "Nothing of it was changed." in words(driver)
        editor.change, editor.code = (lambda _: "rubbish"), 1
        await edited(driver, ProblemCard)
        assert "left with code 1" in words(driver)
        editor.change, editor.code = (lambda _: ""), 0
        await edited(driver, ProblemCard)
        assert "Not kept" in words(driver)
        assert verbs(driver) == []


async def test_a_choice_of_one_s_own_is_edited_as_yaml_too(bench_of: Bencher, tmp_path: Path, editor: Editor) -> None:
    note = note_in(tmp_path, NOTE)
    bench = bench_of()
    bench.places.decks.mkdir(parents=True, exist_ok=True)
    (bench.places.decks / "small.yaml").write_text(CHOICE.format(note=note), encoding="utf-8")
    bench.library.reload()
    editor.change = lambda text: text.replace("[two, three]", "[two, three, four]").replace(
        "- two", "- two\n      - four"
    )
    async with deciding(bench, note) as driver:
        await edited(driver, ChoiceCard)
        await driver.press("w")
        await driver.settled()
        (choice,) = [card for card in deck_of(bench).cards if isinstance(card, ChoiceCard)]
        assert set(choice.options) == {"two", "three", "four"}


async def test_a_problem_of_one_s_own_that_no_numbers_fit_is_shown_by_its_words(
    bench_of: Bencher, tmp_path: Path
) -> None:
    note = note_in(tmp_path, NOTE)
    bench = bench_of()
    bench.places.decks.mkdir(parents=True, exist_ok=True)
    (bench.places.decks / "small.yaml").write_text(UNFIT.format(note=note), encoding="utf-8")
    bench.library.reload()
    async with deciding(bench, note) as driver:
        await to_card(driver, ProblemCard)
        entries = driver.screen.lists[driver.screen.tab]
        driver.screen.go(next(number for number, each in enumerate(entries) if each.card and each.card.id == "unfit"))
        await driver.pilot.pause()
        assert "How many?" in words(driver)


async def test_without_a_terminal_to_hand_over_it_is_told_what_to_do(bench_of: Bencher, tmp_path: Path) -> None:
    async with deciding(bench_of(), note_in(tmp_path, NOTE)) as driver:
        await edited(driver, ProblemCard)
        assert "edit the card there" in words(driver)
        assert verbs(driver) == []
