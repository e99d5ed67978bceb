"""Decks of every kind for Hypothesis: texts as people and importers write them, with all that YAML could misread."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from quizcv.cards.content import content_hash
from quizcv.cards.model import (
    BasicCard,
    Card,
    ChoiceCard,
    ClozeCard,
    Deck,
    Draft,
    NumericCard,
    ProblemCard,
    Source,
    SymbolicCard,
    TypedCard,
)
from quizcv.cards.numbers import number_text
from quizcv.problems.template import Template
from quizcv.problems.values import Spread, Tolerance
from quizcv.yamltext.faults import UNSAFE

AWKWARD = [
    "no", "yes", "true", "null", "~", "12:30", "1.10", "007", "1e3", "0x1F", "2026-01-01", "-", "- a", "?", "? a", ":", ": a",
    "a: b", "a:", "a #b", "#b", "a#b", "'", "''", "it's", '"q"', "it's \"q\"", "\\", "a\\n", "{a}", "{{7x7}} or 3x3", "[1, 2]",
    "*bold*", "&x", "!x", "%x", "@x", "`x`", "|", "|-", ">", "> quoted", "---", "...", "<<", "=", ",", "a, b", "a]", "a}", " lead",
    "   deep", "\tt", "a\tb", "a\n", "a\nb", " a\nb", "\n\na", "a\n\n\nb", "a\n   b\n c", "a\n \nb", "```\ncode: x\n```", "- a\n- b",
    "a: b\nc: d", "# head\ntext", "卷積：核", "殘差\n連接", "「引號」", "👩‍💻", "é", "$\\frac{a}{b}$", "$x_{1}$", "a\u00a0b", "x" * 130, "字" * 130,
    "word " * 40, "key: " * 30, "'" * 20, "%TAG", "--- a", "\u3000全形",
]  # fmt: skip

characters = st.characters(exclude_categories=["Cs"]).filter(lambda each: not UNSAFE.match(each) and each != "\r")
texts = (
    st.one_of(
        st.sampled_from(AWKWARD),
        st.text(characters, max_size=40),
        st.lists(st.sampled_from([*AWKWARD, "\n", " ", ": "]), max_size=6).map("".join),
    )
    .map(str.rstrip)
    .filter(lambda text: bool(text.strip()) and "![" not in text)
)
lists = st.lists(texts, min_size=1, max_size=4, unique=True).map(tuple)
slugs = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True)
words = texts.filter(lambda text: not set("{}`$:\\") & set(text))


@st.composite
def shared(draw: st.DrawFn) -> dict[str, object]:
    """What every kind may have."""
    return {
        "id": "",
        "hint": draw(st.just("") | texts),
        "why": draw(st.just("") | texts),
        "tags": draw(st.just(()) | lists),
        "source": draw(
            st.none() | st.builds(Source, st.none() | st.integers(1, 999_999_999), st.none() | texts, st.none() | slugs)
        ),
    }


@st.composite
def clozes(draw: st.DrawFn) -> str:
    """A cloze's text."""
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        hint = draw(st.just("") | words.map(lambda text: "::" + text.strip()))
        number = draw(st.just("") | st.integers(1, 9).map(lambda each: f"{each}::"))
        parts.append(f"{draw(words)}{{{{{number}{draw(words)}{hint}}}}}")
    return "".join(parts)


@st.composite
def numerics(draw: st.DrawFn) -> dict[str, object]:
    """Answer, spelling and tolerance of a numeric card."""
    answer = Fraction(draw(st.integers(-(10**9), 10**9)), draw(st.sampled_from([1, 2, 3, 7, 1000])))
    amount = Fraction(draw(st.integers(1, 999)), draw(st.sampled_from([1, 3, 10, 10_000])))
    spread = draw(st.sampled_from(list(Spread)))
    tolerance = {
        Spread.EXACT: Tolerance(),
        Spread.ABSOLUTE: Tolerance(Spread.ABSOLUTE, amount),
        Spread.RELATIVE: Tolerance(Spread.RELATIVE, amount / 1000),
        Spread.FIGURES: Tolerance(Spread.FIGURES, Fraction(amount.numerator % 15 + 1)),
    }[spread]
    return {"answer": answer, "written": number_text(answer), "tolerance": tolerance, "unit": draw(st.just("") | texts)}


TEMPLATES = [
    {"given": {"n": "1..9"}, "front": "Twice {n}?", "answer": "2*n"},
    {
        "given": {"n": "32..224", "k": ["3", "5", "7"], "long": ["1111111111"] * 12},
        "where": ["n >= k"],
        "front": "a: ${n}\\times{k}$ {{x}}\n- b",
        "answer": "floor((n - k)/2) + 1",
        "answers": ["floor((n - k)/2) + 2 - 1"],
        "steps": ["n - k", "floor((n - k)/2) + 1"],
        "mistakes": [{"answer": "n + 1000", "says": "no: # {n}"}, {"answer": "n + 2000", "says": "it's\n  so"}],
        "tolerance": "1%",
        "unit": "px",
        "suffixes": "true",
    },
    {
        "given": {"n": "24..64", "k": ["3", "5"], "o": "n + 4 - k"},
        "front": "{n} {k} {o}",
        "answer": "2",
        "solves": {"equation": "o == n + 2*p - k", "unknown": "p", "choose": "smallest"},
    },
    {"given": {"c": "1..9", "h": "1..9"}, "front": "Shape?", "answer": ["c", "h + 1"], "expects": "shape"},
]

cards: st.SearchStrategy[Card] = st.one_of(
    st.builds(lambda s, f, b, r: BasicCard(**s, front=f, back=b, reverse=r), shared(), texts, texts, st.booleans()),
    st.builds(lambda s, t: ClozeCard(**s, text=t), shared(), clozes()),
    st.builds(
        lambda s, f, o, several: ChoiceCard(
            **s, front=f, options=(*o, "other"), answer=o if several else o[:1], several=several
        ),
        shared(), texts, lists.filter(lambda each: "other" not in each), st.booleans(),
    ),
    st.builds(lambda s, f, n: NumericCard(**s, front=f, **n), shared(), texts, numerics()),
    st.builds(lambda s, f, a, o: TypedCard(**s, front=f, answer=a, accept=o), shared(), texts, texts, st.just(()) | lists),
    st.builds(lambda s, f: SymbolicCard(**s, front=f, answer="k^2*c_in*c_out + c_out"), shared(), texts),
    st.builds(lambda s, t: ProblemCard(**s, template=Template.parse(t)), shared(), st.sampled_from(TEMPLATES)),
)  # fmt: skip
drafts = st.builds(
    lambda question, line, reason, answer: Draft(question=question, line=line, reason=reason, answer=answer),
    texts, st.none() | st.integers(1, 9999), st.just("") | texts, st.just("") | texts,
)  # fmt: skip


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """A deck that the reader could have read; cards have ids, or the hash of their text."""
    drawn = draw(st.lists(cards, max_size=4, unique_by=content_hash))
    ids = draw(st.lists(slugs, min_size=len(drawn) * 2, max_size=len(drawn) * 2, unique=True))
    named = []
    for number, card in enumerate(drawn):
        identity = ids[number] if draw(st.booleans()) else f"h-{content_hash(card)}"
        named.append(card._replace(id=identity, was=ids[len(drawn) + number] if draw(st.booleans()) else ""))
    return Deck(
        name=draw(slugs),
        path="-",
        title=draw(texts),
        language=draw(st.sampled_from(["en", "zh-Hant", "de"])),
        tags=draw(st.just(()) | lists),
        source=draw(st.just("") | texts),
        cards=tuple(named[:2]),
        archive=tuple(named[2:3]),
        taken_out=tuple(named[3:]),
        imported=tuple(draw(st.lists(st.text("0123456789abcdef.", min_size=1, max_size=13), max_size=23))),
        drafts=tuple(draw(st.lists(drafts, max_size=2))),
        group=draw(st.just("") | texts),
    )


def without_lines(deck: Deck) -> Deck:
    """The deck as it was before it was written: cards do not know their lines yet."""
    cards, archive, taken_out = (
        tuple(card._replace(line=0) for card in each) for each in (deck.cards, deck.archive, deck.taken_out)
    )
    return deck._replace(cards=cards, archive=archive, taken_out=taken_out)
