"""The search language: what is typed is read as said, what can't be read is told with its place and its mend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.model import Kind
from quizcv.cards.searching import (
    ALL,
    And,
    Compare,
    Field,
    Has,
    Is,
    Match,
    Measure,
    Not,
    Or,
    Query,
    SearchError,
    Sign,
    State,
    Text,
    parse,
    render,
)
from quizcv.cards.searching.language import Term, fold
from quizcv.cards.searching.parsing import DEEPEST
from quizcv.cards.searching.texts import LONGEST_FRONT, front, said

CNN = Has(Field.DECK, "cnn")
LOSS = Has(Field.TAG, "loss")
DUE = Is(State.DUE)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Stride", Text("stride")),
        ("ÜBUNG", Text("übung")),
        ("卷積", Text("卷積")),
        ('" two \t words"', Text("two words")),
        ('"as ""sub"""', Text('as "sub"')),
        ('5"kernel', Text('5"kernel')),
        ("\\frac{a}{b}", Text("\\frac{a}{b}")),
        ("C:\\path", Text("c:\\path")),
        ("16:9", Text("16:9")),
        ("f(x)", Text("f(x)")),
        ("note:", Text("note:")),
        ("k<3", Text("k<3")),
        ('"or"', Text("or")),
        ('"is:due"', Text("is:due")),
        ("order", Text("order")),
        ("deck:cnn", CNN),
        ("DECK:CNN", CNN),
        ('deck:"cnn"', CNN),
        ("deck:cnn*", Has(Field.DECK, "cnn", Match.PREFIX)),
        ('tag:"A b"', Has(Field.TAG, "a b")),
        ('tag:"A b"*', Has(Field.TAG, "a b", Match.PREFIX)),
        ('tag:"A b*"', Has(Field.TAG, "a b", Match.PREFIX)),
        ("tag:*", Has(Field.TAG, "", Match.PREFIX)),
        ("kind:cloze", Has(Field.KIND, "cloze")),
        ("id:What-is", Has(Field.ID, "what-is")),
        ("id:cnn/what*", Has(Field.ID, "cnn/what", Match.PREFIX)),
        ("is:due", DUE),
        ("Is:LEECH", Is(State.LEECH)),
        ("ease<2", Compare(Measure.EASE, Sign.LESS, 200)),
        ("ease>=2.5", Compare(Measure.EASE, Sign.AT_LEAST, 250)),
        ("ease=1.35", Compare(Measure.EASE, Sign.EQUAL, 135)),
        ("interval>30", Compare(Measure.INTERVAL, Sign.MORE, 30)),
        ("lapses!=3", Compare(Measure.LAPSES, Sign.UNEQUAL, 3)),
        ("due<=-7", Compare(Measure.DUE, Sign.AT_MOST, -7)),
        ("-is:due", Not(DUE)),
        ('-"a b"', Not(Text("a b"))),
        ("-(is:due tag:loss)", Not(And((DUE, LOSS)))),
        ("stride is:due -tag:loss", And((Text("stride"), DUE, Not(LOSS)))),
        ("stride and pad", And((Text("stride"), Text("pad")))),
        ("a b or c d", Or((And((Text("a"), Text("b"))), And((Text("c"), Text("d")))))),
        ("a OR b Or c", Or((Text("a"), Text("b"), Text("c")))),
        ("a (b or c)", And((Text("a"), Or((Text("b"), Text("c")))))),
        ("(a)", Text("a")),
        ("(f(x) or g)", Or((Text("f(x)"), Text("g")))),
        ('"a""b"', Text('a"b')),
    ],
)
def test_a_search_is_read_as_written(text: str, term: Term) -> None:
    assert parse(text) == Query(term)
    assert parse(render(Query(term))) == Query(term)


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_an_empty_search_finds_every_card(text: str) -> None:
    assert parse(text) == ALL
    assert render(ALL) == ""


FAULTS = [
    ("is:dead", 4, "there is no state 'dead'; the states are: due, new, "),
    ("a is:leach", 6, "there is no state 'leach'; did you mean 'leech'?"),
    ("is:", 1, "no name stands after is:; write one, as in is:due"),
    ("deck: cnn", 1, "no name stands after deck:; write one"),
    ("kind:numeri", 6, "there is no kind 'numeri'; did you mean 'numeric'?"),
    ("kind:foo*", 6, "there is no kind 'foo'; the kinds are: basic, "),
    ("tga:loss x", 1, "there is no field 'tga:'; did you mean tag:?"),
    (
        "colour:red x",
        1,
        "there are deck:, tag:, kind:, id:, is: and comparisons like ease<2; or put the words in quotation marks",
    ),
    ("reps>3", 1, "no number is called 'reps'; the numbers are: ease, interval, lapses, due; or "),
    ("a lapse>=2 b", 3, "no number is called 'lapse'; did you mean 'lapses'?"),
    ("ease:2 x", 1, "there is no field 'ease:'; compare it, as in ease=2.5"),
    ("ease<", 1, "no number stands after ease<; write one, as in ease<2.5"),
    ("a ease<x", 8, "'x' is no number that ease can have; write one as in ease<2.5"),
    ("ease<2,5", 6, "'2,5' is no number that ease can have; write one as in ease<2.5"),
    ("ease<2.505", 6, "an ease has two decimals at most"),
    ("interval>2.5", 10, "interval is a whole number; write one as in interval>30"),
    ("due<=12345678901", 6, "is no number that due can have; write days from today as in due<=7"),
    ('a "batch', 3, "this quotation mark is never closed; close it"),
    ('tag:"batch', 5, "this quotation mark is never closed; close it"),
    ('" "', 1, "nothing stands between the quotation marks"),
    ("(a b", 1, "this bracket is never closed; close it"),
    ("a) b", 2, "there is no open bracket for this one to close"),
    ("()", 1, "nothing stands between the brackets"),
    ("a or", 3, "nothing stands on one side of 'or'"),
    ("or a", 1, "nothing stands on one side of 'or'"),
    ("a or or b", 3, "nothing stands on one side of 'or'"),
    ("a and", 3, "nothing stands on one side of 'and'"),
    ("and a", 1, "nothing stands on one side of 'and'"),
    ("a - b", 3, "nothing stands after the minus"),
    ("-or a", 1, "put the word in quotation marks"),
    ("--json", 1, "a minus excludes a term, and here are two"),
    ("(" * (DEEPEST + 1) + "a", DEEPEST + 1, f"more than {DEEPEST} brackets"),
    ("is:archived is:new", 13, "an archived card is not asked, so it has no other state; leave this out"),
]


@pytest.mark.parametrize(("text", "column", "told"), FAULTS)
def test_a_fault_is_told_with_its_place_and_its_mend(text: str, column: int, told: str) -> None:
    with pytest.raises(SearchError) as raised:
        parse(text)
    assert raised.value.column == column
    assert told in raised.value.told
    assert str(raised.value) == f"the search, at character {column}: {raised.value.told}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('stride "batch no', 'stride "batch no"'),
        ("stride (a or b", "stride (a or b)"),
        ("stride or", "stride"),
        ("stride and", "stride"),
        ("stride -", "stride"),
        ("stride -i", "stride -i"),
        ("stride is:", "stride"),
        ("stride is:d", "stride"),
        ("stride is:due", "stride is:due"),
        ("stride -is:d", "stride"),
        ("stride (is:", "stride"),
        ("stride tag:", "stride"),
        ("stride ease", "stride ease"),
        ("stride ease<", "stride"),
        ("stride ease<2.", "stride"),
        ("stride due<=-", "stride"),
        ('stride tag:"', "stride"),
        ('stride "', "stride"),
        ("stride (", "stride"),
        ("stride https:/", 'stride "https:/"'),
    ],
)
def test_while_it_is_typed_the_end_is_forgiven_what_it_lacks(text: str, meant: str) -> None:
    assert parse(text, unfinished=True) == parse(meant)


@pytest.mark.parametrize("field", Field)
def test_a_name_being_typed_counts_as_the_beginning_of_one(field: Field) -> None:
    assert parse(f"a {field}:c", unfinished=True).term == And((Text("a"), Has(field, "c", Match.TYPING)))
    assert parse(f'a {field}:"c', unfinished=True).term == And((Text("a"), Has(field, "c", Match.TYPING)))
    assert Has(field, "c", Match.TYPING).fits("choice")


@pytest.mark.parametrize(
    "text", ["is:d x", "is:x", "tga:loss x", "ease<x", "ease<2.505", "a)", "--x", "deck: a", "or a", "(a or ) b"]
)
def test_a_fault_that_typing_on_does_not_mend_is_told_at_once(text: str) -> None:
    with pytest.raises(SearchError):
        parse(text, unfinished=True)


@given(st.text(max_size=60), st.data())
def test_whatever_is_typed_is_read_or_told(text: str, data: st.DataObject) -> None:
    pieces = st.sampled_from(
        ['"', "(", ")", "-", " or ", "is:", "ease<", "deck:", "*", "\0", "\ud800", text, "NEAR", "^", ":"]
    )
    hostile = "".join(data.draw(st.lists(pieces, max_size=12)))
    for unfinished in (False, True):
        for each in (text, hostile):
            try:
                query = parse(each, unfinished=unfinished)
            except SearchError as error:
                assert 1 <= error.column <= len(each)  # noqa: PT017  the column is the promise
            else:
                assert unfinished or parse(render(query)) == query


@pytest.mark.parametrize(
    "piece", ["a", '"', "(", "-", "a or ", "é", "a ", '""', "\0", "(a ", "-(", "is:due ", "is:", "kind:x", "ease<1"]
)
def test_ten_kilobytes_are_read_or_told(piece: str) -> None:
    text = piece * (10_240 // len(piece))
    for unfinished in (False, True):
        try:
            query = parse(text, unfinished=unfinished)
        except SearchError as error:
            assert len(str(error)) < 400  # noqa: PT017  the length is the promise
        else:
            assert unfinished or parse(render(query)) == query


WORDS = st.one_of(
    st.text(min_size=1, max_size=12).map(fold).filter(bool),
    st.sampled_from(
        ["or", "and", "is:", "deck:x", "ease<2", '"', "(", "-x", "foo:bar", "a b", "*", "note:", "x*", "due"]
    ),
)
NAMES = st.builds(
    Has,
    st.sampled_from([Field.DECK, Field.TAG, Field.ID]),
    WORDS.filter(lambda name: not name.endswith("*")),
    st.sampled_from([Match.WHOLE, Match.PREFIX]),
)
KINDS = st.builds(Has, st.just(Field.KIND), st.sampled_from([str(kind) for kind in Kind]))
STATES = st.sampled_from([Is(state) for state in State if state is not State.ARCHIVED])
COMPARISONS = st.builds(
    Compare, st.sampled_from(list(Measure)), st.sampled_from(list(Sign)), st.integers(-99_999, 99_999)
)
LEAVES: st.SearchStrategy[Term] = st.one_of(WORDS.map(Text), NAMES, KINDS, STATES, COMPARISONS)


def _inner(terms: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(terms, min_size=2, max_size=4).map(tuple)
    return st.one_of(terms.map(Not), several.map(And), several.map(Or))


@given(st.recursive(LEAVES, _inner, max_leaves=12))
def test_what_is_rendered_reads_as_the_same_search(term: Term) -> None:
    assert parse(render(Query(term))) == Query(term)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_capitals_and_the_way_an_accent_is_written_make_no_difference() -> None:
    assert fold("Re\u0301sume\u0301 STRASSE straße Ångström") == "résumé strasse strasse ångström"


def test_words_that_are_excluded_are_none_a_card_was_found_by() -> None:
    assert parse("a -b (c or -(d e)) a tag:f").words == ("a", "c")
    assert parse("-(is:archived)").mentions(State.ARCHIVED)
    assert not parse("archived").mentions(State.ARCHIVED)


@pytest.mark.parametrize(
    ("fields", "text", "line"),
    [
        ({"front": "A\nB", "back": "C", "hint": "D", "tags": ["no"]}, "a b\nc\nd", "A B"),
        ({"text": "One {{two}} three"}, "one two three", "One [...] three"),
        ({"text": "One {{1::two::a number}} three"}, "one two three\na number", "One [a number] three"),
        ({"front": "Q", "options": ["x", "Y"], "answer": ["Y"], "several": True}, "q\nx\ny\ny", "Q"),
        (
            {"template": {"given": {"k": ["1", "3"]}, "front": "Side {k}?", "answer": "k"}},
            "side {k}?\n1\n3\nk",
            "Side {k}?",
        ),
        ({"family": "conv-output", "network": "resnet50"}, "conv-output\nresnet50", "conv-output"),
        ({"front": "x" * 300, "back": "b", "source": [1, "heading", None]}, "x" * 300 + "\nb", "x" * LONGEST_FRONT),
    ],
)
def test_what_a_card_says_and_the_line_it_is_listed_by(fields: dict[str, object], text: str, line: str) -> None:
    assert said(fields) == text
    assert front(fields, "1" if "text" in fields else "") == line


def test_a_card_asked_from_back_to_front_is_listed_by_its_back() -> None:
    assert front({"front": "A", "back": "B", "reverse": True}, "reverse") == "B"
