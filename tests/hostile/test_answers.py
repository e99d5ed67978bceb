"""Answers as nobody should type them: each gets a verdict, in time, that any terminal can show; nothing is run."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from quizcv.cards.asking import ask
from quizcv.cards.checking import check, read
from quizcv.cards.deckinfo import DeckInfo
from quizcv.cards.reader.deck import read_deck_text
from quizcv.cards.verdict import Judgement
from tests.hostile.promises import Case, cases
from tests.hostile.sandbox import OBEYED, Sandbox

DECK = """\
deck: q
cards:
  - {id: number, kind: numeric, front: How many?, answer: 42, unit: layers}
  - {id: near, kind: numeric, front: How many?, answer: 1e300, tolerance: 1%}
  - {id: word, kind: typed, front: Which?, answer: degradation, accept: ["(a+)+$"]}
  - {id: formula, kind: symbolic, front: Which?, answer: k^2*c_in*c_out + c_out}
  - {id: option, kind: choice, front: Which?, options: [a, b], answer: b}
  - {id: options, kind: choice, front: Which?, options: [a, b, c], answer: [b, c]}
  - {id: shape, kind: problem, given: {n: 1..99}, front: "{n}?", answer: [n, n, 3], expects: shape}
  - {id: list, kind: problem, given: {n: 1..99}, front: "{n}?", answer: [n, n + 1], expects: list}
  - {id: set, kind: problem, given: {n: 1..99}, front: "{n}?", answer: [n, n + 1], expects: set}
"""
CHECKED = ("number", "formula")
"""The kinds whose checks say what the corpus promises; the others promise their bounds."""


def typed(case: Case) -> str:
    """What is typed."""
    return str(case.more["text"]) * int(case.more.get("times", 1))


@pytest.mark.parametrize("case", cases("answers"), ids=str)
def test_whatever_is_typed_gets_a_verdict_in_time(case: Case) -> None:
    deck = read_deck_text(DECK)
    info = DeckInfo(name=deck.name, title=deck.title, path=Path("q.yaml"), total=len(deck.cards), shipped=False)
    begun = time.process_time()
    for card in deck.cards:
        question = ask(info, card, "", 7)
        verdict = check(question, typed(case))
        told = " ".join((verdict.read_as, verdict.diagnosis, read(question, typed(case))))
        assert not OBEYED.search(told)
        assert len(told) < 700
        if card.id in CHECKED and case.says:
            assert verdict.judgement is Judgement.INVALID
            assert case.says[0] in told
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("card", ["number", "word", "formula", "option", "shape"])
def test_what_was_typed_is_in_the_log_and_on_the_terminal_as_text(card: str, sandbox: Sandbox) -> None:
    (sandbox.decks / "q.yaml").write_text(DECK, encoding="utf-8")
    nasty = "\x1b]52;c;x\x07\u202e[@click=app.quit]x[/] '; DROP TABLE event; --"
    run = sandbox.run("answer", f"q/{card}", "--response", nasty, "--json")
    assert run.code == 0
    if run.json["event"]:
        assert nasty in [each.get("response") for each in map(_object, sandbox.run("log", "--json").out.splitlines())]
    assert sandbox.run("answer", f"q/{card}", "--response", nasty).code == 0


def _object(line: bytes) -> dict[str, object]:
    return dict(json.loads(line))


def test_hostile_lines_typed_into_the_plain_review_end_it_in_order(sandbox: Sandbox) -> None:
    (sandbox.decks / "q.yaml").write_text(DECK, encoding="utf-8")
    lines = [typed(case) for case in cases("answers") if len(typed(case)) < 2000]
    noise = "\n".join(lines).encode() + b"\n\xff\xfe\n\0\n\x1b[A\n" + b"\x00" * 100 + b"\n"
    run = sandbox.run("review", "--plain", typed=noise)
    assert run.code == 0
    assert sandbox.run("doctor").code == 0
