"""Decks come from strangers: each trick is refused with its place, quickly, and nothing of it reaches a terminal."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.model import BasicCard
from quizcv.cards.reader.deck import read_deck_text
from quizcv.errors import ContentError
from quizcv.yamltext.dialect import MOST_CARDS

HEAD = "deck: d\ncards:\n"


def faults(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_deck_text(text, "d.yaml")
    return [str(each) for each in caught.value.diagnostics]


def test_a_billion_laughs_are_no_joke() -> None:
    names = "abcdefghi"
    rows = [f"{name}: &{name} [{', '.join(['*' + before] * 9)}]" for before, name in pairwise(names)]
    found = faults("\n".join(["deck: d", "a: &a [lol, lol]", *rows, "cards: []", ""]))
    assert found[0].startswith(
        "d.yaml:2:1: unknown key 'a'; a deck has deck, title, group, language, tags, source, cards, drafts"
    )
    assert (
        "d.yaml:2:4: anchors such as &a are not used in decks; take it out, or quote a text that begins with &" in found
    )
    assert any(each.startswith("d.yaml:3:8: aliases such as *a are not used in decks") for each in found)


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!!python/name:os.system", "!!binary", "!!set", "!custom", "!!str"]
)
def test_tags_are_refused_and_nothing_is_built_from_them(tag: str) -> None:
    found = faults(f"{HEAD}  - front: {tag} [touch /tmp/x]\n    back: b\n")
    assert any("tags such as" in each and each.startswith("d.yaml:3:12:") for each in found)


def test_an_endless_alias_is_refused() -> None:
    assert any("aliases such as *a" in each for each in faults("deck: &a d\ncards: [*a]\n"))


@pytest.mark.parametrize("opening", ["[\n  ", "{a:\n  ", "- "])
def test_deep_nesting_is_refused_at_once(opening: str) -> None:
    begun = time.perf_counter()
    found = faults("deck: d\ncards:\n  " + opening * 200_000)
    assert any("nested more than 12 levels deep" in each for each in found)
    assert time.perf_counter() - begun < 2


def test_too_many_cards_are_refused() -> None:
    found = faults("deck: d\ncards:\n" + "- {}\n" * (MOST_CARDS + 1))
    assert f"d.yaml:{MOST_CARDS + 3}:3: a list of more than 200,000 entries; split the deck into several files" in found


def test_a_thousand_faults_are_told_and_then_no_more() -> None:
    found = faults(HEAD + "  - x\n" * 5000)
    assert len(found) == 1001
    assert found[0] == "d.yaml:0:0: and more; mend these first 1,000 faults"


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000 is a control character"),
        ("\x07", "U+0007 is a control character"),
        ("\x1b", "U+001B is a control character"),
        ("\x7f", "U+007F is a control character"),
        ("\x85", "U+0085 is a control character"),
        ("\x9b", "U+009B is a control character"),
        ("\u202e", "U+202E is a character that turns the direction of writing round"),
        ("\u2067", "U+2067 is a character that turns the direction of writing round"),
        ("\u2028", "U+2028 is a line separator that editors don't show"),
        ("\ufeff", "U+FEFF is a byte order mark inside the text"),
        ("\r", "a carriage return without a line feed; save the file with LF or CRLF line ends"),
    ],
)
def test_control_characters_are_refused_with_their_place(character: str, name: str) -> None:
    found = faults(f"{HEAD}  - front: a\n    back: ab{character}c\n  - bogus\n")
    assert found[0].startswith(f"d.yaml:4:13: {name}")
    assert any("a card has keys" in each for each in found), "reading went on"
    assert all(each.isprintable() for each in found)


@pytest.mark.parametrize("escape", [r"\e[31m", r"\0", r"\x9b", r"\u202E", r"\L", r"\N", r"\r"])
def test_control_characters_made_by_escapes_are_refused(escape: str) -> None:
    (found,) = faults(f'{HEAD}  - front: a\n    back: "x{escape}"\n')
    assert found.startswith("d.yaml:4:11: the escape for U+")
    assert found.isprintable()


def test_control_characters_in_keys_never_reach_a_message() -> None:
    found = faults(f'{HEAD}  - front: a\n    "ba\\e[31mck": b\n')
    assert all(each.isprintable() for each in found)
    assert len(found) == 2


def test_markup_is_only_text() -> None:
    text = "[@click=app.quit]x[/] <script> \\x1b[0m {{7*7}} $(rm -rf /) `id` %s {0.__class__}"
    card = read_deck_text(f"{HEAD}  - front: '{text}'\n    back: b\n").cards[0]
    assert isinstance(card, BasicCard)
    assert card.front == text


@pytest.mark.parametrize(
    ("card", "fault"),
    [
        ("- front: What is this: a colon\n    back: b", "3:24: there is a ': ' inside this text; put the whole text in quotes"),
        ("- front: {{7x7}} or 3x3\n    back: b", "3:20: a text that begins with a brace needs quotes, or |"),
        ("- front: [1, 2] or 3\n    back: b", "3:19: a text that begins with a bracket needs quotes, or |"),
        (
            "- {kind: problem, answer: n, mistakes: [{answer: floor((n - k)/s) + 1, says: This counts too: add 1.}]}",
            "3:95: there is a ': ' inside the text 'This counts too: add 1.'; put the whole text in quotes",
        ),
        ("- front: *bold* text\n    back: b", "a text that begins with * needs quotes"),
        ("- front: `code`\n    back: b", "3:12: a text that begins with a backtick needs quotes, or |"),
        ("- front: @mention\n    back: b", "3:12: a text that begins with @ needs quotes, or |"),
        ("- front: ![x](y.png)\n    back: b", "3:13: a text that begins with ! needs quotes, or |"),
        ("- front: %s\n    back: b", "3:12: a text that begins with % needs quotes, or |"),
        ("- front: a\n\tback: b", "a tab where YAML wants spaces; indent with spaces"),
        ("- front: 'a\n    back: b", "3:12: quotes that were opened are not closed"),
        ("- front: 'it's'\n    back: b", "check"),
        ("- front: a\n   back: b", "check"),
        ("- front: a\n    back", "no `key: text`; write a colon and a space"),
        ("- front: |x\n    back: b", "a text that begins with |"),
    ],
)  # fmt: skip
def test_yaml_that_can_not_be_read_is_told_in_plain_words(card: str, fault: str) -> None:
    found = faults(f"{HEAD}  {card}\n")
    assert fault in found[-1]


@given(st.text(max_size=300))
def test_whatever_the_text_there_is_a_deck_or_a_list_of_faults(text: str) -> None:
    for deck in (text, HEAD + text, f"{HEAD}  - front: {text}\n    back: b\n"):
        try:
            read_deck_text(deck, "d.yaml")
        except ContentError as error:
            told = [each.message for each in error.diagnostics]
        else:
            told = ["a deck"]
        assert told
        assert all(each.isprintable() for each in told)
