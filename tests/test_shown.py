from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.shown import safe_json, shown, shown_line

DANGEROUS = [
    *map(chr, range(32)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
]


@pytest.mark.parametrize("character", [each for each in DANGEROUS if each not in "\n\t"])
def test_what_a_terminal_would_obey_is_not_shown(character: str) -> None:
    assert shown(f"a{character}b") == "ab"


def test_an_escape_sequence_loses_its_power() -> None:
    assert shown("\x1b[31mred\x1b]0;title\x07") == "[31mred]0;title"


@given(st.text())
def test_harmless_text_is_shown_as_it_is(text: str) -> None:
    harmless = "".join(each for each in text if each not in DANGEROUS or each in "\n\t")
    assert shown(harmless) == harmless


def test_half_a_character_can_be_printed() -> None:
    assert shown("a\udc80b").encode() == "a\ufffdb".encode()


def test_a_line_stays_one_line() -> None:
    assert shown_line("two\n  lines\tand a \x1btab") == "two lines and a tab"


@given(st.text(alphabet=st.characters()))
def test_json_loses_nothing_and_commands_no_terminal(text: str) -> None:
    written = safe_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert shown(written) == written


def test_json_writes_letters_as_letters() -> None:
    assert safe_json(["感受野", "k²"]) == '["感受野", "k²"]'
