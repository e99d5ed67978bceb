"""Every setting explains itself: the registry, what the file may hold, and the page of settings agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.write_settings import page, with_names
from quizcv.settings import BOUNDS, CHOICES, KEYS, Settings
from quizcv.settings.changing import parse_setting
from quizcv.settings.registry import GROUPS, REGISTRY, Setting, setting_named, written

ROOT = Path(__file__).resolve().parent.parent

every_setting = pytest.mark.parametrize("setting", REGISTRY, ids=[setting.name for setting in REGISTRY])


def test_whatever_may_be_set_has_its_words() -> None:
    assert sorted(setting.name for setting in REGISTRY) == sorted({*Settings._fields} - {KEYS})


def test_the_settings_of_a_group_stand_together() -> None:
    groups = [setting.group for setting in REGISTRY]
    assert groups == [group for group in GROUPS for setting in REGISTRY if setting.group == group]


@every_setting
def test_a_setting_has_a_short_title_and_whole_sentences(setting: Setting) -> None:
    assert 0 < len(setting.title) <= 24
    for words in (setting.help, *setting.choices.values()):
        assert words.endswith(".")
        assert words[0].isupper()
        assert len(words) <= 180


@every_setting
def test_each_choice_has_a_sentence(setting: Setting) -> None:
    if setting.name in CHOICES:
        assert tuple(setting.choices) == CHOICES[setting.name]
    assert {*setting.choices} <= {str(value) for value in setting.values}


@every_setting
def test_every_value_that_is_shown_can_be_typed(setting: Setting) -> None:
    for value in (setting.default, *setting.values, *(setting.bounds or ())):
        assert parse_setting(setting.name, written(value)) == value or (setting.name == "theme")
        assert setting.shown(value)


@every_setting
def test_odd_values_are_values_it_may_have(setting: Setting) -> None:
    low, high = setting.bounds or (0, 0)
    assert all(low <= value <= high if isinstance(value, int) else value == "" for value in setting.meaning)


def test_a_setting_is_found_by_its_name() -> None:
    assert setting_named("fuzz").title == "Spread due days"
    with pytest.raises(KeyError):
        setting_named("fuz")


def test_numbers_tell_their_bounds() -> None:
    assert setting_named("reviews_per_day").range_words() == "a number from 0 to 99999; 0: no limit"
    assert setting_named("rollover_hour").range_words() == "a number from 0 to 23"
    assert setting_named("buttons").range_words() == ""
    assert [setting.name for setting in REGISTRY if setting.bounds] == [s.name for s in REGISTRY if s.name in BOUNDS]


def test_the_page_of_settings_is_what_the_registry_says() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == page(), "write it anew: make settings"


def test_the_page_of_keys_names_every_command() -> None:
    held = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert held == with_names(held), "write it anew: make settings"
