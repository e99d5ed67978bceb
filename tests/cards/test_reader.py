from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.cards.model import BasicCard, ChoiceCard, NumericCard, ProblemCard
from quizcv.cards.reader.deck import read_deck, read_deck_text
from quizcv.errors import ContentError
from quizcv.problems.values import Spread

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "deck: d\ncards:\n"


def faults(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_deck_text(text, "d.yaml")
    return [str(each) for each in caught.value.diagnostics]


def only_card(text: str) -> object:
    (card,) = read_deck_text(HEAD + text).cards
    return card


def test_scalars_stay_the_text_that_was_written() -> None:
    for text in ("no", "12:30", "1.10", "007", "null", "~", "1e3", "2026-01-01", "0x1F", "=", "On"):
        card = only_card(f"  - front: {text}\n    back: {text}\n")
        assert isinstance(card, BasicCard)
        assert (card.front, card.back) == (text, text)


def test_a_deck_says_everything_about_itself() -> None:
    deck = read_deck_text("deck: d\ntitle: T\nlanguage: zh-Hant\ntags: [a, b]\nsource: ../n.md\ncards: []\n", "x.yaml")
    assert (deck.name, deck.title, deck.language, deck.tags, deck.source) == (
        "d",
        "T",
        "zh-Hant",
        ("a", "b"),
        "../n.md",
    )
    assert read_deck_text("deck: d\ncards: []\n").title == "d"


def test_cards_know_their_line() -> None:
    deck = read_deck_text(HEAD + "  - front: a\n    back: b\n\n  # c\n  - {front: c, back: d}\n")
    assert [card.line for card in deck.cards] == [3, 7]


def test_numbers_are_exact_and_keep_how_they_were_written() -> None:
    card = only_card("  - {kind: numeric, front: a, answer: 1_000.50, tolerance: 3sf}\n")
    assert isinstance(card, NumericCard)
    assert (str(card.answer), card.written, card.tolerance.spread) == ("2001/2", "1_000.50", Spread.FIGURES)


def test_a_list_as_answer_asks_for_all_that_apply() -> None:
    card = only_card("  - {kind: choice, front: a, options: [x, y, z], answer: [x]}\n")
    assert isinstance(card, ChoiceCard)
    assert card.several
    assert card.answer == ("x",)


def test_a_template_is_read_with_its_parts() -> None:
    card = only_card("  - {kind: problem, given: {n: 1..9}, front: 'Twice {n}?', answer: 2*n}\n")
    assert isinstance(card, ProblemCard)
    assert card.template is not None
    assert card.template.parts["given"] == {"n": "1..9"}


def test_a_card_without_an_id_is_known_by_its_text_alone() -> None:
    first = read_deck_text(HEAD + "  - {front: a, back: b}\n").cards[0]
    moved = read_deck_text(HEAD + "  - {front: c, back: d}\n  - {front: a, back: b, why: w, tags: [t]}\n").cards[1]
    edited = read_deck_text(HEAD + "  - {front: a, back: c}\n").cards[0]
    assert first.id == moved.id
    assert first.id.startswith("h-")
    assert first.id != edited.id


def test_a_byte_order_mark_and_crlf_change_nothing(tmp_path: Path) -> None:
    text = HEAD + "  - front: a\n    back: |\n      one\n      two\n"
    plain, windows = tmp_path / "a.yaml", tmp_path / "b.yaml"
    plain.write_bytes(text.encode())
    windows.write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    assert read_deck(plain).cards == read_deck(windows).cards


def test_joiners_and_all_scripts_are_text() -> None:
    text = "👩‍💻 می‌خواهم 殘差連接 ½ עברית"
    card = only_card(f"  - front: {text}\n    back: b\n")
    assert isinstance(card, BasicCard)
    assert card.front == text


def test_every_fault_of_a_file_is_told_at_once_and_in_its_order() -> None:
    found = faults(
        """\
deck: A b
titel: x
cards:
  - front: a
    bakc: b
  - front: [1]
    back: ''
    reverse: yes
    source: {line: x, foo: 3}
  - kind: choise
  - kind: choice
    front: a
    options: [a, b, b]
    answer: [c, a]
  - id: b
    front: a
    text: a {{b}}
  - id: b
    front: a
    back: b
  - plain
    words
  - id: X 1
    front: a
    back: b
    tags: a
    hint:
"""
    )
    assert found == [
        "d.yaml:1:7: deck 'A b' is no slug; use small letters, digits and hyphens: 'a-b'",
        "d.yaml:2:1: unknown key 'titel'; did you mean 'title'?",
        "d.yaml:5:5: unknown key 'bakc'; did you mean 'back'?",
        "d.yaml:6:12: front takes a text, not a list; quote a text that begins with [",
        "d.yaml:7:5: back is empty; write it, or take the line out",
        "d.yaml:8:14: reverse: write true or false",
        "d.yaml:9:20: line: write a line number, counted from 1",
        "d.yaml:9:23: unknown key 'foo'; a source has line and heading, a mistake answer, says and perhaps when",
        "d.yaml:10:11: 'choise' is no kind of card; did you mean 'choice'?",
        "d.yaml:13:21: the option 'b' stands there twice; take one out",
        "d.yaml:14:14: 'c' is none of the options; write it as it stands among the options",
        "d.yaml:15:5: a basic card needs `back:`; add it",
        "d.yaml:17:5: 'text' does not belong to a basic card; take it out, or write kind: cloze",
        "d.yaml:18:9: the id 'b' is already taken by the card in line 15; choose another one",
        "d.yaml:21:5: a card has keys: write - front: ... and back: ... below it",
        "d.yaml:23:9: id 'X 1' is no slug; use small letters, digits and hyphens: 'x-1'",
        "d.yaml:26:11: tags takes a list, not a text; write [a, b], or a line with - for each entry",
        "d.yaml:27:5: hint is empty; write it, or take the line out",
    ]


@pytest.mark.parametrize(
    ("deck", "fault"),
    [
        ("", "d.yaml:0:0: the file is empty; a deck begins with `deck: its-name`"),
        ("# only a comment\n", "d.yaml:0:0: the file is empty; a deck begins with `deck: its-name`"),
        ("- a\n", "d.yaml:1:1: this is no deck; a deck begins with `deck: its-name` and has its cards below `cards:`"),
        (
            "just words\n",
            "d.yaml:1:1: this is no deck; a deck begins with `deck: its-name` and has its cards below `cards:`",
        ),
        ("deck: d\n", "d.yaml:1:1: a deck needs `cards:`; add it"),
        (
            "deck: d\ncards: none\n",
            "d.yaml:2:8: cards takes a list, not a text; write [a, b], or a line with - for each entry",
        ),
        (
            "deck: d\ncards: []\n---\ndeck: e\n",
            "d.yaml:3:1: a second document begins here; write one deck a file, without `---` between",
        ),
        ("deck: d\ndeck: e\ncards: []\n", "d.yaml:2:1: the key 'deck' is already in line 1; keep one of the two"),
        (
            "deck: d\nlanguage: 1\ncards: []\n",
            "d.yaml:2:11: language '1' is no language tag; write it like en or zh-Hant",
        ),
        (f"deck: {'a' * 101}\ncards: []\n", "d.yaml:1:7: deck is longer than 100 characters; shorten it"),
        ("deck: d\n? [a]\n: b\ncards: []\n", "d.yaml:2:3: a key must be a word; quote a text that begins with { or ["),
        (
            "deck: d\ncards: []\ndrafts: [a, {line: 0, question: q}]\n",
            "d.yaml:3:10: a draft has keys: write - question: ...",
        ),
    ],
)
def test_a_deck_that_is_none_is_told_what_to_write(deck: str, fault: str) -> None:
    assert faults(deck)[0] == fault


@pytest.mark.parametrize(
    ("card", "fault"),
    [
        ("{kind: [a], front: a}", "3:12: this is no kind of card; the kinds are basic, cloze, choice, numeric, typed, symbolic, problem"),
        ("{kind: '', front: a}", "3:6: '' is no kind of card; the kinds are basic, cloze, choice, numeric, typed, symbolic, problem"),
        ("{kind: numeric, front: a, answer: '1,000'}", "3:39: '1,000' is no number; write it without separators: 1000"),
        ("{kind: numeric, front: a, answer: many}", "3:39: 'many' is no number; write it like 138357544, 0.5, 1e-3 or 3/4"),
        ("{kind: numeric, front: a, answer: 1/0}", "3:39: '1/0' is no number; write it like 138357544, 0.5, 1e-3 or 3/4"),
        ("{kind: numeric, front: a, answer: 1, tolerance: some}", "3:53: 'some' is no tolerance; write 1%, 0.5 or 3sf, or leave it out for an exact answer"),
        ("{kind: choice, front: a, options: [x], answer: x}", "3:39: options needs at least 2 entries"),
        ("{kind: choice, front: a, options: [GroupNorm, BatchNorm], answer: Groupnorm}", "3:71: 'Groupnorm' is none of the options; did you mean 'GroupNorm'?"),
        ("{kind: choice, front: a, options: [x, y], answer: [x, x]}", "3:59: the answer 'x' stands there twice; take one out"),
        ("{kind: choice, front: a, options: [x, y], answer: {x: y}}", "3:55: answer takes a text, not a mapping; quote a text that begins with {"),
        ("{kind: choice, front: a, options: [x, y], answer: []}", "3:55: answer needs at least 1 entry"),
        ("{kind: typed, front: a, answer: b, accept: []}", "3:48: accept needs at least 1 entry"),
        ("{kind: symbolic, front: a, answer: k +* 2}", "3:43: '*' can't stand here"),
        ("{kind: symbolic, front: a, answer: ((9**9)**9999)**9999}", "3:47: a number gets too large to calculate with; at most 4,096 bits"),
        ("{kind: symbolic, front: a, answer: 1/0 + k}", "3:41: division by zero"),
        ("{kind: symbolic, front: a, answer: k^99999999999999}", "3:41: a number gets too large to calculate with; at most 4,096 bits"),
        ("{kind: cloze, text: no blank}", "3:25: a cloze needs a blank; put {{ }} round the words to ask for"),
        ("{kind: cloze, text: 'open {{x'}", "3:31: {{ opens a blank that }} never closes; count the braces inside it"),
        ("{kind: cloze, text: 'it''s open {{x'}", "3:37: {{ opens a blank that }} never closes; count the braces inside it"),
        ("{kind: cloze, text: 'a {{}} b'}", "3:28: this blank is empty; write the words to ask for between {{ and }}"),
        ("{kind: cloze, text: '{{c1::x}}'}", "3:26: write {{1::...}}, not {{c1::...}}, to give a blank its number"),
        ("{front: a, back: b, source: 12}", "3:33: source takes keys with values below it, not a text"),
        ("{front: a, back: b, <<: c}", "3:25: merge keys (<<) are not used in decks; write the keys out"),
        ("{front: a, back: b, colour: c}", "3:25: unknown key 'colour'; a basic card has id, was, hint, why, tags, source, kind, front, back, reverse"),
        ("{kind: problem, given: {n: 1..99}, front: '{n}', solves: {equation: n == p + 1, unknown: p}}", "3:5: a problem card needs `answer:`; add it, or let quizcv check --fix find it"),
        ("{kind: problem, family: conv-output, given: {n: 1..9}}", "3:42: 'given' comes from the family; take it out, or take out family: and write the problem here"),
        ("{kind: problem, given: {n: 1..99}, front: '{n}', answer: n, network: vgg16}", "3:65: 'network' goes with a family about networks; take it out, or add family:"),
        ("{kind: problem, given: {n: 1..99}, front: '{n}', answer: n, tolerance: 1 percent}", "3:76: '1 percent' is no tolerance; write 1%, 0.5 or 3sf, or leave it out for an exact answer"),
        ("{kind: cloze, text: '{{a}}', family: c}", "3:34: 'family' does not belong to a cloze card; take it out, or write kind: problem"),
        ("{front: a, back: '![x](../y.png)'}", "3:23: the picture '../y.png' leaves the deck's folder; put it below that folder, without .. in its path"),
        ("{front: a, back: 'b ![x](/etc/passwd)'}", "3:25: the picture '/etc/passwd' lies elsewhere; put it below the deck's folder and write figures/name.png"),
        ("{front: a, back: '![x](https://e.org/y.png)'}", "3:23: the picture 'https://e.org/y.png' lies elsewhere; put it below the deck's folder and write figures/name.png"),
        ("{front: a, back: '![x](figures/%2e%2e/%2e%2e/y)'}", "3:23: the picture 'figures/%2e%2e/%2e%2e/y' leaves the deck's folder; put it below that folder, without .. in its path"),
        ("{kind: choice, front: a, options: ['![x](../y.png)', z], answer: z}", "3:41: the picture '../y.png' leaves the deck's folder; put it below that folder, without .. in its path"),
        ("{kind: problem, given: {n: 1..9}, front: 'a {m}', answer: 2*n}", "3:50: unknown name 'm'; write {{...}} for braces that stay"),
        ("{kind: problem, given: {n: 1..9}, front: a, answer: 2*n, mistakes: [{answer: n, say: a}]}", "3:85: unknown key 'say'; did you mean 'says'?"),
        ("{kind: problem, given: {n: 1..9}, front: a, answer: 2*n, steps: [n, 3*o]}", "3:75: unknown name 'o'; the names here are n"),
    ],
)  # fmt: skip
def test_a_fault_in_a_card_has_its_column_and_its_mend(card: str, fault: str) -> None:
    assert faults(f"{HEAD}  - {card}\n") == [f"d.yaml:{fault}"]


def test_a_fault_inside_a_block_has_its_own_line_and_column() -> None:
    text = "  - kind: cloze\n    text: |\n\n      One {{blank}}\n      and {{another\n    why: x\n"
    assert faults(HEAD + text)[0].startswith("d.yaml:7:11: {{ opens a blank")
    folded = "  - kind: cloze\n    text: >-\n      One {{blank}}\n      and\n      {{another\n"
    assert faults(HEAD + folded)[0].startswith("d.yaml:7:7: {{ opens a blank")
    wrapped = "  - kind: cloze\n    text: One {{blank}}\n        and {{another\n"
    assert faults(HEAD + wrapped)[0].startswith("d.yaml:5:13: {{ opens a blank")


def test_an_old_id_may_not_be_taken_from_a_card_that_is_still_there() -> None:
    text = "  - {id: a, front: a, back: b}\n  - {id: b, was: a, front: c, back: d}\n  - {id: c, was: e, front: e, back: f}\n"
    text += "  - {id: f, was: e, front: g, back: h}\n"
    assert faults(HEAD + text) == [
        "d.yaml:4:18: was: a is still the id of the card in line 3; rename that one, or take this line out",
        "d.yaml:6:18: was: e is in the card in line 5 already; progress can follow one card only",
    ]


def test_a_card_may_have_been_in_another_deck_and_its_own_deck_may_be_named() -> None:
    text = "  - {id: a, was: other/a, front: a, back: b}\n  - {id: b, was: d/c, front: c, back: d}\n"
    assert [card.was for card in read_deck_text(HEAD + text).cards] == ["other/a", "d/c"]
    taken = "  - {id: a, front: a, back: b}\n  - {id: b, was: d/a, front: c, back: d}\n"
    assert faults(HEAD + taken) == [
        "d.yaml:4:18: was: a is still the id of the card in line 3; rename that one, or take this line out"
    ]


@pytest.mark.parametrize(
    ("was", "mend"),
    [("Old Deck/My Id", ": 'old-deck/my-id'"), ("a/b/c", ": 'a-b/c'"), ("/a", ": 'a'"), ("a/", ": 'a'")],
)
def test_a_former_key_has_the_form_of_a_key(was: str, mend: str) -> None:
    (fault,) = faults(f"{HEAD}  - {{id: a, was: {was}, front: a, back: b}}\n")
    assert fault.endswith(f"was {was!r} is no id and no deck/id; use small letters, digits and hyphens{mend}")


def test_the_same_card_twice_without_ids_is_told() -> None:
    found = faults(HEAD + "  - {front: a, back: b}\n  - {front: a, back: b}\n")
    assert found == ["d.yaml:4:1: this card stands in line 3 already; take one of the two out"]


def test_two_cards_in_one_line_are_still_two_cards() -> None:
    found = faults("deck: d\ncards: [{id: a, front: b, back: c}, {id: a, front: d, back: e}]\n")
    assert found == ["d.yaml:2:42: the id 'a' is already taken by the card in line 2; choose another one"]


def test_a_file_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"gone.yaml:0:0: the file can't be read: no such file or directory"):
        read_deck(tmp_path / "gone.yaml")
    with pytest.raises(ContentError, match="the file can't be read: is a directory"):
        read_deck(tmp_path)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"deck: d\ntitle: caf\xe9\ncards: []\n", "2:11: the byte 0xE9 is no UTF-8; save the file as UTF-8"),
        (b"\xef\xbb\xbfdeck: \xff\n", "1:7: the byte 0xFF is no UTF-8; save the file as UTF-8"),
        ("deck: d\n".encode("utf-16"), "0:0: the file is written in UTF-16; save it as UTF-8"),
        (b"#" * (16 * 1024 * 1024 + 1), "0:0: the file is larger than 16 MiB; split the deck into several files"),
    ],
    ids=["latin-1", "behind a mark", "utf-16", "too large"],
)
def test_bytes_that_are_no_text_are_told_with_their_place(tmp_path: Path, data: bytes, fault: str) -> None:
    path = tmp_path / "d.yaml"
    path.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        read_deck(path)
    assert str(caught.value) == f"{path}:{fault}"


def test_a_fault_of_shape_hides_no_fault_of_meaning_in_the_same_card() -> None:
    assert faults(
        """\
deck: d
cards:
  - kind: problem
    given: {n: 1..9}
    fornt: How much?
    answer: n +* 2
    steps: [n + m]
    mistakes:
      - {answer: n + q, whn: n > 2}
  - {kind: cloze, text: "a {{}} {{c1::b}}", hnit: x}
  - {kind: symbolic, answer: k + * 2, frnt: x}
  - {kind: numeric, front: x, answer: many, tolerance: lots, why: [a]}
"""
    ) == [
        "d.yaml:5:5: unknown key 'fornt'; did you mean 'front'?",
        "d.yaml:6:16: '*' can't stand here",
        "d.yaml:7:17: unknown name 'm'; the names here are n",
        "d.yaml:9:9: a mistake needs `says:`; add it",
        "d.yaml:9:22: unknown name 'q'; the names here are n",
        "d.yaml:9:25: unknown key 'whn'; did you mean 'when'?",
        "d.yaml:10:25: this blank is empty; write the words to ask for between {{ and }}",
        "d.yaml:10:25: write {{1::...}}, not {{c1::...}}, to give a blank its number",
        "d.yaml:10:45: unknown key 'hnit'; did you mean 'hint'?",
        "d.yaml:11:34: '*' can't stand here",
        "d.yaml:11:39: unknown key 'frnt'; did you mean 'front'?",
        "d.yaml:12:39: 'many' is no number; write it like 138357544, 0.5, 1e-3 or 3/4",
        "d.yaml:12:56: 'lots' is no tolerance; write 1%, 0.5 or 3sf, or leave it out for an exact answer",
        "d.yaml:12:67: why takes a text, not a list; quote a text that begins with [",
    ]


def test_a_cloze_tells_all_its_bad_blanks() -> None:
    text = "deck: d\ncards:\n  - {kind: cloze, text: a}\n  - kind: cloze\n    text: a {{}} b {{0::c}}\n"
    assert [each[:11] for each in faults(text)] == ["d.yaml:3:25", "d.yaml:5:13", "d.yaml:5:20"]
