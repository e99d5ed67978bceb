from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from quizcv.errors import ContentError, QuizcvError, UsageError
from quizcv.lasting import write_whole
from quizcv.settings import (
    BOUNDS,
    CHOICES,
    THEMES,
    Places,
    Settings,
    content_folder,
    load_settings,
)
from quizcv.settings.changing import parse_setting, reset_setting, save_setting
from quizcv.tui.themes import theme_names

if TYPE_CHECKING:
    from pathlib import Path

NAMES = Settings._fields


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def told(file: Path) -> list[str]:
    """Each fault as `line:column: message`."""
    with pytest.raises(ContentError) as caught:
        load_settings(file)
    return [str(fault).removeprefix(f"{file}:") for fault in caught.value.diagnostics]


# Where things are


def test_one_home_holds_everything(home: Path) -> None:
    places = Places.from_environment()
    assert places.data == home
    assert places.database_path == home / "quizcv.db"
    assert {places.decks, places.backups, places.cache.parent} == {home / "decks", home / "backups", home / "cache"}
    assert places.settings == home / "settings.toml"
    assert places.content == content_folder()


def test_single_places_can_be_overridden(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZCV_DATABASE", str(tmp_path / "other.db"))
    monkeypatch.setenv("QUIZCV_DECKS", str(tmp_path / "cards"))
    places = Places.from_environment()
    assert (places.database_path, places.decks) == (tmp_path / "other.db", tmp_path / "cards")
    assert places.settings == home / "settings.toml"


def test_a_tilde_means_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("QUIZCV_HOME", "~/learning")
    monkeypatch.setenv("QUIZCV_DATABASE", "~/log.db")
    places = Places.from_environment()
    assert (places.data, places.database_path) == (tmp_path / "learning", tmp_path / "log.db")


def test_a_log_on_a_server_has_no_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert home.is_dir()
    monkeypatch.setenv("QUIZCV_DATABASE", "postgresql+psycopg://host/quizcv")
    assert Places.from_environment().database_path is None
    monkeypatch.setenv("QUIZCV_DATABASE", "sqlite:////tmp/quizcv.db")
    assert str(Places.from_environment().database_path) == "/tmp/quizcv.db"  # noqa: S108  named, never opened


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("named", [":memory:", "sqlite:///:memory:", "sqlite:///:memory:?cache=shared", "sqlite://"])
def test_a_log_in_memory_is_refused_since_it_would_not_last(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZCV_DATABASE", named)
    with pytest.raises(UsageError, match="a log in memory would be gone when the command ends; name a file"):
        Places.from_environment()


def test_without_a_home_the_platform_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUIZCV_HOME")
    places = Places.from_environment()
    assert places.data.name == "quizcv"
    assert places.cache.parent != places.data


def test_the_shipped_content_is_there() -> None:
    assert content_folder().is_dir()


# Reading


def test_without_a_file_everything_is_as_it_comes(file: Path) -> None:
    assert load_settings(file) == Settings()


def test_what_the_file_says_counts_and_the_rest_is_as_it_comes(file: Path) -> None:
    file.write_text('new_per_day = 5\nfuzz = true\nscheduler = "sm2-text"  # to the letter\n', encoding="utf-8")
    assert load_settings(file) == Settings(new_per_day=5, fuzz=True, scheduler="sm2-text")


@pytest.mark.parametrize("name", BOUNDS)
def test_every_number_has_its_bounds(name: str, file: Path) -> None:
    low, high = BOUNDS[name]
    for value in (low, high):
        file.write_text(f"{name} = {value}\n", encoding="utf-8")
        assert getattr(load_settings(file), name) == value
    for value in (low - 1, high + 1):
        file.write_text(f"\n{name} = {value}\n", encoding="utf-8")
        assert told(file) == [f"2:1: {name} lies between {low} and {high}, not {value}"]


def test_every_number_is_bounded_and_every_default_allowed() -> None:
    numbers = {
        name
        for name, default in Settings._field_defaults.items()
        if isinstance(default, int) and not isinstance(default, bool)
    }
    assert numbers == BOUNDS.keys()
    for name, default in Settings._field_defaults.items():
        if name in BOUNDS:
            low, high = BOUNDS[name]
            assert low <= default <= high
        if name in CHOICES:
            assert default in CHOICES[name]


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_is_one_of_those_there_are(name: str, file: Path) -> None:
    for value in CHOICES[name]:
        file.write_text(f'{name} = "{value}"\n', encoding="utf-8")
        assert getattr(load_settings(file), name) == value
    file.write_text(f'{name} = "other"\n', encoding="utf-8")
    assert told(file) == [f"1:1: {name} can't be 'other'; it is one of {', '.join(CHOICES[name])}"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('new_per_day = "5"', "new_per_day takes a whole number, not '5'"),
        ("new_per_day = 5.0", "new_per_day takes a whole number, not 5.0"),
        ("new_per_day = true", "new_per_day takes a whole number, not True"),
        ("fuzz = 1", "fuzz takes true or false, not 1"),
        ("theme = 3", "theme takes a text in quotes, not 3"),
        ("new_per_dya = 5", "there is no setting 'new_per_dya'; did you mean 'new_per_day'?"),
        ("zzz = 5", "there is no setting 'zzz'; take the line out"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line_and_the_mend(line: str, message: str, file: Path) -> None:
    file.write_text(f"# mine\nanimations = false\n{line}\n", encoding="utf-8")
    assert told(file) == [f"3:1: {message}"]


def test_all_wrong_settings_are_told_at_once(file: Path) -> None:
    file.write_text("new_per_day = -1\nrollover_hour = 24\nfuzz = 0\n", encoding="utf-8")
    assert [fault.split(":")[0] for fault in told(file)] == ["1", "2", "3"]


def test_a_file_that_is_no_toml_is_told_with_its_place(file: Path) -> None:
    file.write_text("fuzz = true\nnew_per_day: 5\n", encoding="utf-8")
    (fault,) = told(file)
    assert fault.startswith("2:")
    assert fault.endswith("write lines like: new_per_day = 20")


def test_a_file_that_is_no_text_is_told(file: Path) -> None:
    file.write_bytes(b"fuzz = true\ntheme = '\xff'\n")
    assert told(file) == ["2:0: this is no UTF-8; save the file as UTF-8"]


# What is typed


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("new_per_day", "30", 30),
        ("fuzz", "on", True),
        ("fuzz", "No", False),
        ("scheduler", "sm2-text", "sm2-text"),
        ("editor", "", ""),
    ],
)
def test_a_typed_value_is_read_by_its_setting(name: str, text: str, value: object) -> None:
    assert parse_setting(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("new_per_day", "many", "new_per_day takes a whole number, not 'many'"),
        ("new_per_day", "--5", "new_per_day takes a whole number, not '--5'"),
        ("new_per_day", "-5", "new_per_day lies between 0 and 9999, not -5"),
        pytest.param(
            "new_per_day", "9" * 5000, f"new_per_day lies between 0 and 9999, not {'9' * 20}", id="5000 digits"
        ),
        ("fuzz", "maybe", "fuzz takes true or false, not 'maybe'"),
        ("buttons", "five", "buttons can't be 'five'; it is one of four, six"),
        ("fuz", "on", "there is no setting 'fuz'; did you mean 'fuzz'?"),
        ("fuzz=on", "", "there is no setting 'fuzz=on'; put a space where the = is"),
    ],
)
def test_an_unusable_typed_value_is_told(name: str, text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_setting(name, text)
    assert str(caught.value) == message


# Writing


def test_saving_a_setting_keeps_every_other_line(file: Path) -> None:
    before = "# my settings\r\n\r\nnew_per_day = 5 # few\r\n  fuzz   =   true\r\ntheme = 'x'"
    file.write_bytes(before.encode())
    save_setting(file, "new_per_day", 7)
    save_setting(file, "animations", value=False)
    assert (
        file.read_bytes().decode()
        == before.replace("new_per_day = 5 # few", "new_per_day = 7 # few") + "\r\nanimations = false\r\n"
    )


def test_the_comment_of_a_changed_line_stays(file: Path) -> None:
    file.write_text("editor = \"a # b\"  # mine\nfuzz = true# so\ntheme='nord' #\n", encoding="utf-8")
    save_setting(file, "editor", "vi")
    save_setting(file, "fuzz", value=False)
    save_setting(file, "theme", "ansi")
    assert file.read_text(encoding="utf-8") == 'editor = "vi"  # mine\nfuzz = false# so\ntheme="ansi" #\n'


@pytest.mark.parametrize("broken", [b"garbage ][ =\n", b"nope = 3\n", b"fuzz = 3\n", b"[more]\na = 1\n", b"# \xff\n"])
def test_a_file_with_other_faults_is_told_and_left_as_it_is(broken: bytes, file: Path) -> None:
    file.write_bytes(broken)
    with pytest.raises(ContentError):
        save_setting(file, "new_per_day", 3)
    assert file.read_bytes() == broken


def test_a_wrong_setting_can_be_mended_by_setting_it(file: Path) -> None:
    file.write_text("new_per_day = -3  # fewer\n", encoding="utf-8")
    save_setting(file, "new_per_day", 3)
    assert file.read_text(encoding="utf-8") == "new_per_day = 3  # fewer\n"


def test_what_only_looks_like_a_setting_is_not_changed(file: Path) -> None:
    before = 'editor = """\nfuzz = true\n"""\n'
    file.write_text(before, encoding="utf-8")
    with pytest.raises(ContentError, match="change it by hand"):
        save_setting(file, "fuzz", value=False)
    assert file.read_text(encoding="utf-8") == before


def test_the_themes_are_those_of_the_app() -> None:
    assert theme_names() == THEMES


@pytest.mark.parametrize("name", ["zzz", ""])
def test_an_unknown_theme_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(UsageError, match=r"theme can't be .*; it is one of quizcv-dark, quizcv-light, ansi"):
        parse_setting("theme", name)


def test_a_name_in_quotes_is_the_same_setting(file: Path) -> None:
    file.write_text('"new_per_day" = 5\n', encoding="utf-8")
    save_setting(file, "new_per_day", 6)
    assert load_settings(file).new_per_day == 6


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(text=st.text())
def test_any_text_comes_back_as_it_was_saved(text: str, file: Path) -> None:
    if text.encode("utf-8", "replace").decode() == text:
        save_setting(file, "editor", text)
        assert load_settings(file).editor == text


def test_the_folder_of_the_settings_is_made(tmp_path: Path) -> None:
    file = tmp_path / "not" / "yet" / "settings.toml"
    save_setting(file, "fuzz", value=True)
    assert file.read_text(encoding="utf-8") == "fuzz = true\n"


def test_settings_that_cant_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder", encoding="utf-8")
    file = tmp_path / "taken" / "settings.toml"
    with pytest.raises(
        QuizcvError, match=r"the settings .* can't be written: .*; allow writing to the file and its folder"
    ):
        save_setting(file, "fuzz", value=True)


def test_settings_for_which_there_is_no_room_ask_for_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("quizcv.settings.changing.write_whole", full)
    with pytest.raises(QuizcvError, match=r"can't be written: No space left on device; free some space and try again$"):
        save_setting(tmp_path / "settings.toml", "fuzz", value=True)


def test_a_file_is_replaced_whole_and_keeps_its_rights(file: Path) -> None:
    file.write_text("old", encoding="utf-8")
    file.chmod(0o600)
    write_whole(file, "new\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.glob(".settings*")) == []


def test_a_write_that_fails_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, "new")
    assert file.read_text(encoding="utf-8") == "old"
    assert [each.name for each in file.parent.iterdir() if each.is_file()] == ["settings.toml"]


def test_a_link_to_the_settings_stays_a_link(tmp_path: Path, file: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("fuzz = true\n", encoding="utf-8")
    file.symlink_to(real)
    save_setting(file, "fuzz", value=False)
    assert file.is_symlink()
    assert real.read_text(encoding="utf-8") == "fuzz = false\n"


# Tables, and setting back


def test_a_setting_is_put_before_the_table_of_keys_and_a_key_into_it(file: Path) -> None:
    save_setting(file, "keys.undo", ["u", "ctrl+r"])
    save_setting(file, "fuzz", value=True)
    save_setting(file, "keys.flag", "F")
    assert file.read_text(encoding="utf-8") == 'fuzz = true\n[keys]\nundo = ["u", "ctrl+r"]\nflag = "F"\n'
    assert load_settings(file).keys == (("undo", ["u", "ctrl+r"]), ("flag", "F"))


def test_a_table_of_keys_stands_apart_from_the_settings_above_it(file: Path) -> None:
    file.write_text("fuzz = true", encoding="utf-8")
    save_setting(file, "keys.undo", "z")
    save_setting(file, "animations", value=False)
    assert file.read_text(encoding="utf-8") == 'fuzz = true\n\nanimations = false\n[keys]\nundo = "z"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[keys]\nundo = "u"  # mine\nflag = "F"\n', '[keys]\nundo = "z"  # mine\nflag = "F"\n'),
        ('keys.undo = "u"\n', 'keys.undo = "z"\n'),
        (
            '[keys]\nundo = [ # two\n  "u",\n  "x", # odd\n] # end\nflag = "F"\n',
            '[keys]\nundo = "z" # end\nflag = "F"\n',
        ),
        ('[ "keys" ]\n"undo" = "u"\n', '[ "keys" ]\n"undo" = "z"\n'),
    ],
)
def test_a_key_is_changed_where_it_stands(before: str, after: str, file: Path) -> None:
    file.write_text(before, encoding="utf-8")
    save_setting(file, "keys.undo", "z")
    assert file.read_text(encoding="utf-8") == after


def test_keys_in_one_line_are_left_to_the_learner(file: Path) -> None:
    file.write_text('fuzz = true\nkeys = {undo = "u"}\n', encoding="utf-8")
    with pytest.raises(ContentError, match=r"2:1: keys\.undo can't be changed here; change it by hand"):
        save_setting(file, "keys.undo", "z")
    assert load_settings(file).keys == (("undo", "u"),)


def test_keys_that_are_no_table_are_told(file: Path) -> None:
    file.write_text("fuzz = true\nkeys = 3\n", encoding="utf-8")
    assert told(file) == ['2:1: keys is a table, [keys], with a line for each command: undo = "ctrl+r"']


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("# a\nfuzz = true\nnew_per_day = 3\n", "fuzz", "# a\nnew_per_day = 3\n"),
        ("fuzz = true # calm\nnew_per_day = 3\n", "fuzz", "# calm\nnew_per_day = 3\n"),
        ('[keys]\nundo = [\n"u"]\nflag="F"\n', "keys.undo", '[keys]\nflag="F"\n'),
        ("new_per_day = 3\n", "fuzz", "new_per_day = 3\n"),
    ],
)
def test_a_setting_that_is_set_back_leaves_the_file_and_its_remark_stays(
    before: str, name: str, after: str, file: Path
) -> None:
    file.write_text(before, encoding="utf-8")
    assert reset_setting(file, name) == (before != after)
    assert file.read_text(encoding="utf-8") == after


def test_without_a_file_nothing_is_set_back(file: Path) -> None:
    assert not reset_setting(file, "fuzz")
    assert not file.exists()


def test_what_only_looks_like_a_setting_is_not_taken_out(file: Path) -> None:
    file.write_text('keys = {undo = "u"}\n', encoding="utf-8")
    with pytest.raises(ContentError, match="change it by hand"):
        reset_setting(file, "keys.undo")
