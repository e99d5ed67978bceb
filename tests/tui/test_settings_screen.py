"""The settings' screen: everything explained, changed in its place, and written into the file at once."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from quizcv.settings import Settings
from quizcv.settings.registry import REGISTRY
from quizcv.tui.home.screen import HomeScreen
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.settings.commands import SETTINGS
from quizcv.tui.settings.explaining import explained
from quizcv.tui.settings.recording import KeyDialog
from quizcv.tui.settings.rows import heading_line, row_line, rows_of
from quizcv.tui.settings.screen import SettingsScreen
from quizcv.tui.widgets.page import Page
from tests.tui.driving import Driver, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.screen import Screen

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

BEFORE = "# mine\nshipped_decks = false  # only my own\nanimations = false\n"


@pytest.fixture
def held(places: Places) -> Places:
    """A settings file with remarks in it."""
    places.settings.parent.mkdir(parents=True, exist_ok=True)
    places.settings.write_text(BEFORE, encoding="utf-8")
    return places


class Setting(Driver):
    """The app with the settings in front."""

    @property
    def screen(self) -> SettingsScreen:
        screen = next(each for each in self.app.screen_stack if isinstance(each, SettingsScreen))
        assert isinstance(screen, SettingsScreen)
        return screen

    @property
    def file(self) -> str:
        return self.bench.places.settings.read_text(encoding="utf-8")

    @property
    def name(self) -> str:
        assert self.screen.row is not None
        return self.screen.row.name

    def value(self, name: str) -> Any:
        """What the app goes by now."""
        return getattr(self.bench.settings, name)

    def at(self, screen: type[Screen[Any]]) -> bool:
        """Whether this kind of screen is in front."""
        return isinstance(self.app.screen, screen)

    def point(self, name: str) -> None:
        """Points at a setting or a command, as many arrows would."""
        self.screen.point([row.name for row in self.screen.list.rows].index(name))


@asynccontextmanager
async def settings(bench: Bench, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Setting]:
    async with running(bench, "home", size, log=False) as driver:
        await driver.press("comma")
        yield Setting(driver.app, driver.pilot)


# The list, without a screen


def test_every_setting_and_every_command_has_its_line() -> None:
    rows = rows_of(Settings(), {})
    assert [row.name for row in rows[: len(REGISTRY)]] == [setting.name for setting in REGISTRY]
    names = [row.name for row in rows]
    assert len(names) == len(set(names))
    assert {"keys.undo", "keys.again", "keys.begin", "keys.close", "keys.change-setting"} <= set(names)
    undo = next(row for row in rows if row.name == "keys.undo")
    assert (undo.group, undo.value, undo.screens) == ("Keys: Home", "u", ("Home", "Review", "Browse"))


def test_words_narrow_the_list_by_title_name_value_and_sentence() -> None:
    assert [row.name for row in rows_of(Settings(), {}, "rollover")] == ["rollover_hour"]
    assert [row.name for row in rows_of(Settings(), {}, "take back latest")] == ["keys.undo"]
    assert "fuzz" in [row.name for row in rows_of(Settings(), {}, "SCHEDULE off")]
    assert rows_of(Settings(), {}, "xyzzy") == ()


def test_what_the_learner_has_set_bears_a_dot() -> None:
    rows = rows_of(Settings(new_per_day=7), {"undo": "ctrl+r"})
    assert [row.name for row in rows if row.own] == ["new_per_day", "keys.undo"]
    lines = ["".join(run.text for run in row_line(row, 60, here=row.own)) for row in rows]
    dotted = [line.split() for line in lines if "•" in line]
    assert dotted == [["›", "New", "cards", "a", "day", "7", "•"], ["›", "Undo", "^r", "•"]]


@pytest.mark.parametrize("width", [40, 56, 72])
def test_every_line_and_every_explanation_fits_its_width(width: int) -> None:
    rows = rows_of(Settings(editor="a very long program --with many --options " * 3, sync_folder="/資料夾" * 30), {})
    lines = [line for row in rows for line in (row_line(row, width, here=True), heading_line(row.group, width))]
    for row in rows:
        for brief in (False, True):
            lines += [
                line
                for block in explained(row, Settings(), KeyNames(SETTINGS, {}), brief=brief)
                for line in block(width)
            ]
    assert all(cell_len("".join(run.text for run in line)) <= width for line in lines)


def test_an_explanation_tells_choices_bounds_default_and_when_it_takes_effect() -> None:
    def told(name: str, *, brief: bool = False) -> str:
        row = next(row for row in rows_of(Settings(), {}) if row.name == name)
        blocks = explained(row, Settings(), KeyNames(SETTINGS, {}), brief=brief)
        return " ".join("".join(run.text for run in line) for block in blocks for line in block(200))

    assert "A number from 0 to 99999; 0: no limit. Default: no limit. Takes effect at once." in told("reviews_per_day")
    assert "● four: Again" in told("buttons")
    assert "○ six: All six" in told("buttons")
    assert "○" not in told("buttons", brief=True)
    assert "One of four, six." in told("buttons", brief=True)
    assert "Takes effect from the next review on." in told("buttons")
    assert "On: Home, Review, Browse." in told("keys.undo")


# Changing


@pytest.mark.usefixtures("held")
async def test_switches_and_choices_change_at_a_key_and_are_saved_with_the_remarks_kept(bench_of: Bencher) -> None:
    async with settings(bench_of()) as driver:
        driver.point("fuzz")
        await driver.press("enter")
        assert driver.file == BEFORE + "fuzz = true\n"
        assert driver.value("fuzz")
        await driver.press("space")
        assert driver.file == BEFORE + "fuzz = false\n"
        driver.point("buttons")
        await driver.press("right")
        assert driver.value("buttons") == "six"
        assert "Saved; it takes effect from the next review on." in driver.text
        await driver.press("h")
        assert driver.value("buttons") == "four"
        await driver.press("slash", "b")
        assert "Saved" not in driver.text  # what was saved is out of sight, or another line is pointed at
        await driver.press("escape")
        driver.point("buttons")
        await driver.press("d")
        assert "buttons" in driver.file  # it has its default value already: nothing to set back
        await driver.press("l", "backspace")
        assert "buttons" not in driver.file
        assert driver.value("buttons") == "four"


@pytest.mark.usefixtures("held")
async def test_a_number_is_checked_while_it_is_typed(bench_of: Bencher) -> None:
    async with settings(bench_of()) as driver:
        assert driver.name == "new_per_day"
        await driver.press("enter", "9", "9", "9", "9", "9")
        assert "✗ new_per_day lies between 0 and 9999, not 99999" in driver.text
        await driver.press("enter")
        assert driver.value("new_per_day") == 20
        await driver.press("backspace", "enter")
        assert driver.value("new_per_day") == 9999
        assert driver.file == BEFORE + "new_per_day = 9999\n"
        await driver.press("right")
        assert driver.value("new_per_day") == 9999
        await driver.press("left")
        assert driver.value("new_per_day") == 9998


@pytest.mark.usefixtures("held")
async def test_an_empty_box_for_a_number_is_no_fault_yet_and_saves_nothing(bench_of: Bencher) -> None:
    async with settings(bench_of()) as driver:
        await driver.press("enter", "backspace")
        assert "✗" not in driver.text
        assert str(driver.screen.notice._said.words) == "A number from 0 to 9999."
        await driver.press("enter")
        assert (driver.value("new_per_day"), driver.file) == (20, BEFORE)


@pytest.mark.usefixtures("held")
async def test_a_text_is_typed_and_escape_leaves_it_as_it_was(bench_of: Bencher) -> None:
    async with settings(bench_of()) as driver:
        driver.point("sync_folder")
        await driver.press("enter", "a")
        assert "✗ sync_folder is a whole path" in driver.text
        await driver.press("escape")
        assert driver.file == BEFORE
        assert driver.at(SettingsScreen)
        await driver.press("enter")
        driver.screen.query_one("#value", Input).value = "~/Sync/quizcv"
        await driver.press("enter")
        assert driver.value("sync_folder") == "~/Sync/quizcv"
        await driver.press("escape")
        assert driver.at(HomeScreen)


@pytest.mark.usefixtures("held")
async def test_looks_and_decks_change_at_once(bench_of: Bencher, tmp_path: Path) -> None:
    (tmp_path / "content" / "decks").mkdir(parents=True)
    shipped = "deck: shipped\ncards:\n  - {id: a, front: b, back: c}\n"
    (tmp_path / "content" / "decks" / "shipped.yaml").write_text(shipped, encoding="utf-8")
    bench = bench_of()
    bench.places = bench.places._replace(content=tmp_path / "content")
    async with settings(bench) as driver:
        driver.point("theme")
        await driver.press("right")
        assert driver.app.theme == "quizcv-light"
        driver.point("animations")
        await driver.press("enter")
        assert driver.app.animation_level == "full"
        driver.point("shipped_decks")
        await driver.press("enter")
        assert [deck.name for deck in driver.bench.library.decks] == ["shipped", "looks"]
        assert driver.file.startswith("# mine\nshipped_decks = true  # only my own\n")
        driver.point("rollover_hour")
        await driver.press("right")
        assert driver.bench.clock.rollover_hour == 5


@pytest.mark.usefixtures("held")
async def test_enter_on_the_theme_offers_them_all_and_keeps_the_one_taken(bench_of: Bencher) -> None:
    async with settings(bench_of()) as driver:
        driver.point("theme")
        await driver.press("enter", *"nord", "down", "enter")
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        assert driver.app.theme == "nord"
        assert 'theme = "nord"' in driver.file
        assert "nord •" in driver.text


async def test_faults_in_the_file_are_told_with_their_lines_and_change_nothing(bench_of: Bencher, held: Places) -> None:
    async with settings(bench_of(new_per_day=5)) as driver:
        broken = BEFORE + "new_per_dya = 3\n[keys]\nundo = 3\n"
        held.settings.write_text(broken, encoding="utf-8")
        await driver.press("right")
        assert "✗ line 4: there is no setting 'new_per_dya'; did you mean 'new_per_day'?" in driver.text
        assert "✗ Not changed: first mend what is wrong in the settings file." in driver.text
        assert (driver.file, driver.value("new_per_day")) == (broken, 20)
        held.settings.write_text(broken.replace("new_per_dya = 3\n", ""), encoding="utf-8")
        await driver.press("right")
        assert "✗ line 7: undo takes a key or a list of keys in quotes" in " ".join(driver.text.split())
        assert driver.value("new_per_day") == 21


async def test_a_file_that_is_broken_already_still_opens_the_screen(bench_of: Bencher, held: Places) -> None:
    held.settings.write_text("fuzz = maybe\n", encoding="utf-8")
    async with settings(bench_of(), (60, 18)) as driver:
        assert "✗ line 1: this is no TOML" in driver.text
        assert "New cards a day" in driver.text


@pytest.mark.usefixtures("held")
async def test_a_file_that_can_t_be_written_is_told(bench_of: Bencher, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: object, _text: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quizcv.settings.changing.write_whole", full)
    async with settings(bench_of()) as driver:
        await driver.press("right")
        assert "✗ Not changed: the settings" in driver.text
        assert driver.value("new_per_day") == 20


# Moving and finding


@pytest.mark.usefixtures("held")
async def test_every_key_that_moves(bench_of: Bencher) -> None:
    async with settings(bench_of()) as driver:
        at = []
        for key in ("down", "k", "up", "home", "tab", "shift+tab", "end", "g", "G", "pageup", "pagedown", "j"):
            await driver.press(key)
            at.append(driver.name)
        last = at[2]
        groups = [row.group for row in driver.screen.list.rows]
        assert at[:2] == ["reviews_per_day", "new_per_day"]
        assert last.startswith("keys.")
        assert groups.index("Answering") == [row.name for row in driver.screen.list.rows].index(at[4])
        assert (at[3], at[5], at[6], at[7], at[8]) == ("new_per_day", "new_per_day", last, "new_per_day", last)
        assert (at[10], at[11]) == (last, "new_per_day")


@pytest.mark.usefixtures("held")
async def test_words_find_a_setting_and_escape_shows_all_again(bench_of: Bencher) -> None:
    async with settings(bench_of(), (60, 18)) as driver:
        assert "words to find" not in driver.text
        await driver.press("slash", *"leech")
        assert {row.name for row in driver.screen.list.rows} >= {"leech_lapses", "suspend_leeches"}
        await driver.press("enter", "right")
        assert driver.value("leech_lapses") == 9
        await driver.press("escape")
        assert len(driver.screen.list.rows) > 50
        assert driver.name == "leech_lapses"


@pytest.mark.usefixtures("held")
async def test_a_click_points_and_a_second_one_changes(bench_of: Bencher) -> None:
    async with settings(bench_of(), (120, 40)) as driver:
        line = driver.screen.list.line_of([row.name for row in driver.screen.list.rows].index("fuzz"))
        await driver.pilot.click("#listed", offset=(5, line))
        assert driver.name == "fuzz"
        await driver.pilot.click("#listed", offset=(5, line))
        await driver.pilot.pause()
        assert driver.value("fuzz")


async def test_the_file_opens_in_the_editor_at_the_line_and_is_read_again(
    bench_of: Bencher, held: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizcv.tui.editing import Edited  # noqa: PLC0415  beside its one use

    opened: list[int] = []

    def edit(_app: object, _setting: str, _file: object, line: int) -> Edited:
        opened.append(line)
        held.settings.write_text(BEFORE.replace("animations = false", "animations = true"), encoding="utf-8")
        return Edited()

    monkeypatch.setattr("quizcv.tui.editing.edit", edit)
    async with settings(bench_of()) as driver:
        driver.point("animations")
        await driver.press("e")
        assert opened == [3]
        assert driver.value("animations")


# Keys


@pytest.mark.usefixtures("held")
async def test_a_key_is_pressed_for_a_command_added_to_it_and_set_back(bench_of: Bencher) -> None:
    async with settings(bench_of()) as driver:
        driver.point("keys.undo")
        await driver.press("enter")
        assert driver.at(KeyDialog)
        await driver.press("question_mark")
        assert "? is 'help' on the screen 'Home'" in " ".join(driver.text.replace("│", " ").split())
        await driver.press("ctrl+r")
        assert driver.file == BEFORE + '\n[keys]\nundo = "ctrl+r"\n'
        assert driver.app.own_keys == {"undo": "ctrl+r"}
        await driver.press("a", "f8")
        assert 'undo = ["ctrl+r", "f8"]' in driver.file
        assert "^r f8 •" in driver.text
        await driver.press("enter", "escape")
        assert driver.app.own_keys == {"undo": "ctrl+r,f8"}
        await driver.press("d")
        assert driver.file == BEFORE + "\n[keys]\n"
        assert driver.app.own_keys == {}


@pytest.mark.usefixtures("held")
async def test_a_key_that_is_taken_can_be_swapped(bench_of: Bencher) -> None:
    async with settings(bench_of()) as driver:
        driver.point("keys.bury")
        await driver.press("enter", "s")
        assert "s is 'suspend' on the screen 'Review'" in " ".join(driver.text.replace("│", " ").split())
        assert "enter takes it, and 'suspend' has b then." in " ".join(driver.text.replace("│", " ").split())
        assert "enter swap" in driver.text
        await driver.press("enter")
        assert driver.app.own_keys == {"suspend": "b", "bury": "s"}
        assert driver.value("keys") == (("suspend", "b"), ("bury", "s"))
        await driver.press("d")
        assert "✗ Not changed: b is 'suspend'" in " ".join(driver.text.split())
        assert driver.app.own_keys == {"suspend": "b", "bury": "s"}


@pytest.mark.usefixtures("held")
async def test_no_swap_is_offered_that_would_take_a_third_command_s_key(bench_of: Bencher) -> None:
    async with settings(bench_of()) as driver:
        driver.point("keys.undo")
        await driver.press("enter", "s")
        assert "s is 'statistics' on the screen 'Home'. Press another key." in " ".join(
            driver.text.replace("│", " ").split()
        )
        assert "enter swap" not in driver.text
        await driver.press("enter")
        assert "enter is 'begin' on the screen 'Home'" in " ".join(driver.text.replace("│", " ").split())


@pytest.mark.usefixtures("held")
async def test_new_keys_work_at_once_on_the_screen_behind_and_on_this_one(bench_of: Bencher) -> None:
    async with settings(bench_of()) as driver:
        driver.point("keys.close-settings")
        await driver.press("enter", "f7")
        await driver.press("q")
        assert driver.at(SettingsScreen)
        driver.point("keys.settings")
        await driver.press("enter", "S", "f7")
        assert driver.at(HomeScreen)
        await driver.press("comma")
        assert driver.at(HomeScreen)
        await driver.press("S")
        assert driver.at(SettingsScreen)


async def test_help_and_palette_know_the_screen(bench_of: Bencher) -> None:
    async with settings(bench_of()) as driver:
        await driver.press("question_mark")
        lines = driver.app.screen.query_one("#dialog-text", Page).lines(60)
        told = " ".join(" ".join("".join(run.text for run in line) for line in lines).split())
        for words in (
            "Change what is pointed at",
            "Set it back",
            "one key more",
            "Go to the next or the previous heading",
        ):
            assert words in told


# The file written by others while the app is open


async def test_a_setting_changed_elsewhere_is_taken_in_at_once_and_a_fault_leaves_all_as_it_was(
    bench_of: Bencher, places: Places
) -> None:
    bench = bench_of()
    async with running(bench, "home", (120, 40), notices=True) as driver:
        write = places.settings.write_text
        write("shipped_decks = false\nnew_per_day = 3\n[keys]\nstatistics = 'F'\n", encoding="utf-8")
        driver.app.look_around()
        await driver.pilot.pause()
        assert bench.settings.new_per_day == 3
        assert isinstance(driver.app.screen, HomeScreen)
        assert driver.app.screen.outlook.new == 3
        assert driver.app.own_keys == {"statistics": "F"}
        write("shipped_decks = false\nnew_per_day = many\n", encoding="utf-8")
        driver.app.look_around()
        await driver.pilot.pause()
        told = "".join(driver.text.split())
        assert f"{places.settings.name}:2:" in told
        assert "allissetasitwas" in told
        assert bench.settings.new_per_day == 3


async def test_a_review_goes_on_with_its_settings_and_the_next_one_has_the_new(
    bench_of: Bencher, places: Places
) -> None:
    bench = bench_of()
    before = bench.settings
    async with running(bench, "home") as driver:
        await driver.press("enter")
        places.settings.write_text("shipped_decks = false\nbuttons = 'six'\n", encoding="utf-8")
        driver.app.look_around()
        assert bench.settings == before
        await driver.press("q", "enter")
        assert bench.settings == before._replace(buttons="six", animations=True)
        assert [button.grade for button in driver.review.buttons] == list(range(6))


async def test_the_open_settings_show_what_was_changed_elsewhere_and_what_is_wrong(
    bench_of: Bencher, places: Places
) -> None:
    async with settings(bench_of()) as driver:
        places.settings.write_text(BEFORE + "new_per_day = 7\n", encoding="utf-8")
        driver.app.look_around()
        await driver.pilot.pause()
        assert driver.value("new_per_day") == 7
        assert next(row.value for row in driver.screen.list.rows if row.name == "new_per_day") == "7"
        places.settings.write_text(BEFORE + "new_per_day = -7\n", encoding="utf-8")
        driver.app.look_around()
        await driver.pilot.pause()
        assert driver.screen.faults
        assert driver.value("new_per_day") == 7
