from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from quizcv.cards.adding.inserting import with_cards
from quizcv.cards.model import BasicCard, ChoiceCard
from quizcv.cards.reader.deck import read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.errors import ContentError
from tests.cards.strategies import cards, decks, without_lines
from tests.cards.test_fixing import MESSY

if TYPE_CHECKING:
    from quizcv.cards.model import Card, Deck

NEW = BasicCard(id="new", front="Why: a # b?", back="- one\n- two")
IN_LINES = "  - id: new\n    front: 'Why: a # b?'\n    back: |\n      - one\n      - two"
IN_BRACES = "{id: new, front: 'Why: a # b?', back: \"- one\\n- two\"}"
AS_JSON = '{"id": "new", "front": "Why: a # b?", "back": "- one\\n- two"}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("deck: d\ncards:\n  - front: a\n    back: b\n", f"deck: d\ncards:\n  - front: a\n    back: b\n{IN_LINES}\n"),
        ("deck: d\ncards:\n  - front: a\n    back: b", f"deck: d\ncards:\n  - front: a\n    back: b\n{IN_LINES}"),
        ("deck: d\ncards: []\n", f"deck: d\ncards:\n{IN_LINES}\n"),
        ("deck: d\ncards: []", f"deck: d\ncards:\n{IN_LINES}"),
        ("deck: d\ncards: [ ]  # none yet\ntags: [x]\n", f"deck: d\ncards:  # none yet\n{IN_LINES}\ntags: [x]\n"),
        ("deck: d\ncards:\n  []\n", f"deck: d\ncards:\n  [{IN_BRACES}]\n"),
        ("{deck: d, cards: []}", f"{{deck: d, cards: [{IN_BRACES}]}}"),
        ('{"deck": "d", "cards": []}\n', f'{{"deck": "d", "cards": [{AS_JSON}]}}\n'),
        (
            "deck: d\ncards: [{front: a, back: b}] # c\n",
            f"deck: d\ncards: [{{front: a, back: b}}, {IN_BRACES}] # c\n",
        ),
        (
            "deck: d\ncards: [\n  {front: a, back: b} # c\n]\n",
            f"deck: d\ncards: [\n  {{front: a, back: b}}, # c\n  {IN_BRACES}\n]\n",
        ),
        (
            "deck: d\ncards: [\n  {front: a, back: b}, # c\n]\n",
            f"deck: d\ncards: [\n  {{front: a, back: b}}, # c\n  {IN_BRACES},\n]\n",
        ),
        (
            "deck: d\ncards:\n- {front: a, back: b}\n- {front: c, back: d}\n",
            f"deck: d\ncards:\n- {{front: a, back: b}}\n- {{front: c, back: d}}\n- {IN_BRACES}\n",
        ),
        (
            "deck: d\ncards:\n- front: a\n  back: b\n",
            "deck: d\ncards:\n- front: a\n  back: b\n- id: new\n  front: 'Why: a # b?'\n  back: |\n    - one\n    - two\n",
        ),
        (
            "deck: d\ncards:\n    -   front: a\n        back: b\narchive: []\n",
            (
                "deck: d\ncards:\n    -   front: a\n        back: b\n    -   id: new\n        front: 'Why: a # b?'\n"
                "        back: |\n          - one\n          - two\narchive: []\n"
            ),
        ),
        (
            "deck: d\ncards:\n  - front: a\n    back: b\n\n  - front: c\n    back: d\n\n# the end\n",
            f"deck: d\ncards:\n  - front: a\n    back: b\n\n  - front: c\n    back: d\n\n{IN_LINES}\n\n# the end\n",
        ),
        (
            "deck: d\ncards:\n  - front: a\n    back: |\n      b\n\n      c\n    # its own\n  # - front: out\n\ntags: [x]\n",
            f"deck: d\ncards:\n  - front: a\n    back: |\n      b\n\n      c\n    # its own\n  # - front: out\n{IN_LINES}\n\ntags: [x]\n",
        ),
        (
            "deck: d\ncards:\n  - front: a\n    back: b\n...\n",
            f"deck: d\ncards:\n  - front: a\n    back: b\n{IN_LINES}\n...\n",
        ),
        (
            "? cards\n: - front: a\n    back: 'b\n\n    c'\n? deck\n: d\n",
            f"? cards\n: - front: a\n    back: 'b\n\n    c'\n{IN_LINES}\n? deck\n: d\n",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_card_goes_to_the_end_of_the_list_in_the_style_of_the_file(
    before: str, after: str, newline: str, mark: str
) -> None:
    got = with_cards(mark + before.replace("\n", newline), [NEW])
    assert got == mark + after.replace("\n", newline)
    assert [card.id for card in read_deck_text(got).cards][-1] == "new"


def test_several_cards_come_in_their_order_and_a_messy_file_stays_messy() -> None:
    choice = ChoiceCard(id="pick", front="Which?", options=("a, b", "c"), answer=("c",))
    got = with_cards(MESSY, [NEW, choice])
    head, _, end = MESSY.partition("# the end")
    assert got.startswith(head.rstrip("\n"))
    assert got.endswith(f"\n# the end{end}")
    assert [card.id for card in read_deck_text(got).cards][-2:] == ["new", "pick"]


def test_json_stays_json() -> None:
    text = json.dumps({"deck": "d", "cards": [{"front": "a", "back": "b", "reverse": True}]}, indent=2)
    got = json.loads(with_cards(text, [NEW, NEW._replace(id="turned", reverse=True, tags=("x", "y"))]))
    assert got["cards"][1] == {"id": "new", "front": "Why: a # b?", "back": "- one\n- two"}
    assert got["cards"][2]["reverse"] is True
    assert got["cards"][2]["tags"] == ["x", "y"]


_EMPTY = re.compile(r"""(?m)^("?cards"?): \[\](?=\r?$)""")
DUMPED: dict[str, dict[str, Any]] = {
    "folded": {"indent": 4},
    "mixed": {"default_flow_style": None},
    "braces": {"default_flow_style": True},
    "quoted": {"default_style": '"'},
    "literal": {"default_style": "|"},
}


def in_another_layout(text: str, deck: Deck, layout: str) -> str:
    if layout == "json":
        fields = [{"id": card.id, "front": "f" + card.id, "back": "k"} for card in deck.cards]
        return json.dumps({"deck": deck.name, "cards": fields}, ensure_ascii=False)
    if (
        layout in DUMPED
    ):  # as PyYAML lays it out: texts folded over several lines, lists at the column of their key, braces
        tree = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  builds only texts, lists and mappings
        return str(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=30, **DUMPED[layout]))
    if layout == "windows":
        return "\ufeff" + text.replace("\n", "\r\n")
    return text.rstrip("\n") if layout == "no end" else text + "\n# the end\n\n"


@settings(max_examples=150)
@given(
    decks(),
    st.lists(cards, min_size=1, max_size=2),
    st.sampled_from(["json", "windows", "no end", "comments", *DUMPED]),
)
def test_any_card_can_join_any_deck_and_every_byte_stays(deck: Deck, new: list[Card], layout: str) -> None:
    text = in_another_layout(write_deck(deck), deck, layout)
    try:
        before = read_deck_text(text)
    except ContentError:  # what PyYAML makes of white space at the ends of texts, or a key of several lines
        reject()
    new = [card._replace(id=f"new-card-of-ours-{number}") for number, card in enumerate(new)]
    got = with_cards(text, new)
    after = read_deck_text(got)
    expected = without_lines(before._replace(cards=(*before.cards, *new)))
    assert without_lines(after) == expected
    assert [card.line for card in after.cards[: len(before.cards)]] == [card.line for card in before.cards]
    kept = text if layout in {"json", "braces"} else _EMPTY.sub(r"\1:", text)  # a list of lines has no brackets
    place = next((at for at, (one, two) in enumerate(zip(kept, got, strict=False)) if one != two), len(kept))
    assert any(got.endswith(kept[start:]) for start in range(place, -1, -1) if got.startswith(kept[:start]))
