"""The form for a new card: every key, what it tells, and that nothing is lost."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from quizcv.cards.reader.deck import read_deck
from quizcv.tui import editing
from quizcv.tui.adding.draft import Draft, Form, deck_to_begin_with, other_deck, tags_of
from quizcv.tui.adding.screen import AddingScreen
from tests.tui.conftest import DECK
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench
    from tests.tui.driving import Driver

    Bencher = Callable[..., Bench]


@asynccontextmanager
async def form(
    bench: Bench, size: tuple[int, int] = (80, 24), deck: str = ""
) -> AsyncIterator[tuple[Driver, AddingScreen]]:
    async with running(bench, "home", size, log=False) as driver:
        driver.app.begin_adding(deck)
        await driver.pilot.pause()
        screen = driver.app.screen
        assert isinstance(screen, AddingScreen)
        yield driver, screen


async def write(driver: Driver, screen: AddingScreen, front: str, back: str = "") -> None:
    """Puts texts into the boxes, as typing would; each key through the pilot takes 80 ms."""
    screen.front.text, screen.back.text = front, back
    await driver.pilot.pause()


def where(screen: AddingScreen) -> str:
    """The box that has the cursor."""
    return (screen.focused.id or "") if screen.focused is not None else ""


def last_card(places: Places, deck: str = "looks") -> object:
    return read_deck(places.decks / f"{deck}.yaml").cards[-1]._replace(line=0)


async def test_a_card_typed_on_home_is_in_its_deck_and_counts_at_once(bench_of: Bencher, places: Places) -> None:
    async with running(bench_of(), "home") as driver:
        before = driver.bench.outlook().loads[0].total
        await driver.press("n")
        screen = driver.app.screen
        assert isinstance(screen, AddingScreen)
        await driver.press("a", "?", "enter", "q", "tab", "b", "ctrl+s")
        assert "Added looks/a-q" in driver.text
        assert "1 added" in driver.text
        assert (screen.front.text, screen.back.text, where(screen)) == ("", "", "front")
        await driver.press("escape")
        assert driver.bench.outlook().loads[0].total == before + 1
        card = read_deck(places.decks / "looks.yaml").cards[-1]
        assert (getattr(card, "front", ""), getattr(card, "back", "")) == ("a?\nq", "b")
    assert (places.decks / "looks.yaml").read_text(encoding="utf-8").startswith(DECK)


@pytest.mark.parametrize("form_of", Form)
def test_every_kind_becomes_the_card_it_says(form_of: Form) -> None:
    fields = Draft(form_of, "A {{b}}", "c", " x,  y z ,x,").fields
    assert fields["tags"] == ["x", "y z"]
    assert fields.get("kind", "basic") == {"reversed": "basic"}.get(form_of, form_of)
    assert fields.get("reverse", False) is (form_of is Form.REVERSED)


async def test_the_kind_is_chosen_by_key_and_by_mouse_and_kept(bench_of: Bencher, places: Places) -> None:
    async with form(bench_of()) as (driver, screen):
        await driver.press("ctrl+t", "ctrl+t", "ctrl+t")
        assert screen.form is Form.CLOZE
        assert not screen.back.display
        await write(driver, screen, "SSD predicts from {{six}} maps of {{different sizes}}.")
        assert "[...]" in driver.text
        assert "the first of 2" in driver.text
        await driver.press("ctrl+s")
        assert getattr(last_card(places), "text", "").startswith("SSD predicts")
        assert screen.form is Form.CLOZE
        await driver.pilot.click("#kind", offset=(36, 0))
        assert str(screen.form) == "typed"
        await write(driver, screen, "Which block?", "MBConv")
        await driver.press("ctrl+s")
        assert getattr(last_card(places), "answer", "") == "MBConv"


async def test_what_is_wrong_is_told_in_its_place_as_one_types_and_what_is_missing_when_it_is_saved(
    bench_of: Bencher, places: Places
) -> None:
    async with form(bench_of()) as (driver, screen):
        assert "✗" not in driver.text
        await write(driver, screen, "Front", "![](/etc/hosts.png)")
        assert "Back ✗ the picture" in driver.text
        await write(driver, screen, "", "Back")
        assert "✗" not in driver.text
        await driver.press("ctrl+s")
        assert "Front ✗ a basic card needs one" in driver.text
        assert where(screen) == "front"
        await write(driver, screen, "[@click=app.quit]$\\foo$", "[b]")
        assert "unknown command \\foo" in driver.text
        screen.tags.value = "a\u202eb"
        await driver.pilot.pause()
        assert "✗ U+202E" in driver.text
        await driver.press("ctrl+s")
    assert (places.decks / "looks.yaml").read_text(encoding="utf-8") == DECK


async def test_what_the_deck_asks_already_is_told_and_saved_by_the_second_key(
    bench_of: Bencher, places: Places
) -> None:
    async with form(bench_of()) as (driver, screen):
        await write(driver, screen, "what is the **receptive field** of a unit?", "b")
        await driver.press("ctrl+s")
        assert "asked already by looks/field in line 5; ^s again" in " ".join(driver.text.split())
        await write(driver, screen, "what is the **receptive field** of a unit?", "c")
        await driver.press("ctrl+s")
        assert screen.added == 0
        await driver.press("ctrl+s")
        assert (screen.added, getattr(last_card(places), "back", "")) == (1, "c")


async def test_a_deck_is_chosen_among_one_s_own_or_begun(bench_of: Bencher, places: Places) -> None:
    bench = bench_of(shipped_decks=True)
    (places.decks / "other.yaml").write_text("deck: other\ntitle: The other\ncards: []\n", encoding="utf-8")
    bench.library.reload()
    async with form(bench, deck="looks") as (driver, screen):
        screen.deck.focus()
        await driver.press("down")
        assert (screen.deck.value, "The other" in driver.text) == ("other", True)
        await driver.press("up")
        assert screen.deck.value == "looks"
        await driver.pilot.click("#deck-note")
        assert screen.deck.value == "other"
        for name, told in (
            ("cnn-faq", "✗ not a deck of yours"),
            ("A b", "✗ no name for a deck"),
            ("fresh", "a new deck"),
        ):
            screen.deck.value = name
            await write(driver, screen, "Front", "back")
            assert told in driver.text
            await driver.press("ctrl+s")
            assert screen.added == (name == "fresh")
        assert getattr(last_card(places, "fresh"), "front", "") == "Front"
        assert "fresh" in [deck.name for deck in bench.library.decks]
        assert sorted(each.name for each in places.decks.iterdir()) == ["fresh.yaml", "looks.yaml", "other.yaml"]


async def test_a_card_not_saved_is_asked_about_and_never_lost(bench_of: Bencher, places: Places) -> None:
    async with form(bench_of()) as (driver, screen):
        await write(driver, screen, "Front", "back")
        await driver.press("escape")
        assert "This card is not saved" in driver.text
        await driver.press("escape")
        assert driver.app.screen is screen
        assert screen.front.text == "Front"
        await driver.press("escape", "s")
        assert driver.app.screen is not screen
        assert getattr(last_card(places), "front", "") == "Front"
        driver.app.begin_adding()
        await driver.pilot.pause()
        again = driver.app.screen
        assert isinstance(again, AddingScreen)
        again.front.text = "x"
        await driver.press("escape", "s")
        assert driver.app.screen is again  # it is no card yet
        await driver.press("escape", "d")
        assert driver.app.screen is not again


async def test_a_deck_that_can_t_be_written_leaves_the_card_in_the_form(
    bench_of: Bencher, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with form(bench_of()) as (driver, screen):
        await write(driver, screen, "Front", "back")

        def full(_path: Path, _text: str) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("quizcv.lasting.write_whole", full)
        await driver.press("ctrl+s")
        assert "no space left on device" in driver.text
        assert screen.front.text == "Front"
        monkeypatch.undo()
        (places.decks / "looks.yaml").write_text("deck: looks\ncards:\n  - front: x\n", encoding="utf-8")
        await driver.press("ctrl+s")
        assert "needs `back:`" in " ".join(driver.text.split())
        assert screen.front.text == "Front"


async def test_the_small_window_draws_the_card_in_the_form_s_place(bench_of: Bencher) -> None:
    async with form(bench_of(), (60, 18)) as (driver, screen):
        await write(driver, screen, "Side of $\\frac{a}{b}$?", "$x^2$")
        assert "Question" not in driver.text
        await driver.press("f2")
        assert "── Answer" in driver.text
        assert "x²" in driver.text
        await driver.press("pagedown", "pageup", "f2")
        assert "Tags" in driver.text
        await driver.pilot.resize_terminal(120, 40)
        await driver.pilot.pause()
        assert "── Answer" in driver.text
        assert "Tags" in driver.text
        assert screen.check_action("draw_card", ()) is False


async def test_tab_goes_through_the_boxes_and_enter_on_from_a_line(bench_of: Bencher) -> None:
    async with form(bench_of()) as (driver, screen):
        await driver.press("tab", "tab")
        assert where(screen) == "tags"
        await driver.press("shift+tab")
        assert where(screen) == "back"
        screen.deck.focus()
        await driver.press("enter")
        assert where(screen) == "front"
        await driver.press("f1")
        assert "Put the card into its deck" in " ".join(driver.text.split())


async def test_keys_that_come_all_at_once_go_into_their_boxes(bench_of: Bencher, places: Places) -> None:
    async with form(bench_of()) as (driver, screen):
        for key in ("a", "b", "c", "tab", "d", "shift+tab", "e", "ctrl+s"):  # as a slow line delivers them
            driver.app.post_message(Key(key, key if len(key) == 1 else None))
        await driver.pilot.pause()
        await driver.pilot.pause()
        assert (screen.added, getattr(last_card(places), "front", ""), getattr(last_card(places), "back", "")) == (
            1,
            "abce",
            "d",
        )


# The editor


async def test_the_editor_opens_at_the_card_and_a_deck_it_breaks_is_told(
    bench_of: Bencher, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = places.decks / "looks.yaml"
    opened: list[list[str]] = []

    def edit(command: list[str]) -> int:
        opened.append(command)
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("deck: looks", "dek: looks") if len(opened) == 1 else text.replace("dek:", "deck:")
        )
        return 0

    monkeypatch.setattr(editing, "run_editor", edit)
    monkeypatch.setattr("quizcv.tui.application.QuizcvApp.suspend", lambda _app: _nothing())
    async with form(bench_of(editor="vim")) as (driver, screen):
        await write(driver, screen, "Front", "back")
        await driver.press("ctrl+e")
        line = DECK.rstrip("\n").count("\n") + 2
        assert opened == [["vim", f"+{line}", str(path)]]
        assert "The deck can't be read as it is now" in driver.text
        await driver.press("e")
        assert (len(opened), screen.added) == (2, 1)
        assert "The deck was read again." in driver.text
        await driver.press("ctrl+e")
        assert opened[-1][1] == f"+{line + 2}"
        screen.deck.value = "nowhere"
        await driver.press("ctrl+e")
        assert "There is no such deck yet" in driver.text
        assert len(opened) == 3


class _nothing:  # noqa: N801  a context that does nothing, named as what it does
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


# What needs no screen


def test_the_deck_to_begin_with_is_the_one_asked_for_or_the_one_written_last(bench_of: Bencher, places: Places) -> None:
    bench = bench_of(shipped_decks=True)
    try:
        decks = places.decks
        assert deck_to_begin_with(bench.library, decks, "looks") == "looks"
        assert deck_to_begin_with(bench.library, decks, "cnn-faq") == "looks"
        assert other_deck(bench.library, "nothing", -1) == "looks"
        (decks / "looks.yaml").unlink()
        bench.library.reload()
        assert deck_to_begin_with(bench.library, decks, "") == "my-cards"
        assert other_deck(bench.library, "nothing", 1) == "nothing"
    finally:
        bench.close()


def test_tags_have_commas_between_them() -> None:
    assert tags_of(" a b ,, c,a  b") == ["a b", "c"]
    assert tags_of("") == []
