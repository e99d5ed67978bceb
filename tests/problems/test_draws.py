"""Draws are frozen: `tests/vectors/draws.json` holds what the log's seeds mean, for ever and on every machine.

A family whose numbers change gets a higher version, and its vectors are written anew by hand: `python -m tests.problems.test_draws NAME`
prints them.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.problems.drawing import Stream
from quizcv.problems.families import family
from quizcv.problems.template import Template
from quizcv.problems.values import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.problems.values import Instance

FILE = Path(__file__).parents[1] / "vectors" / "draws.json"
VECTORS: dict[str, Any] = (
    json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {"families": [], "streams": []}
)
SEEDS = (0, 1, 7, 2**32 - 1)
TEMPLATE = {
    "given": {
        "n": "32..224 by 32",
        "k": ["3", "5", "7"],
        "kind": ["max", "average"],
        "row": [["1", "2"], ["1/2", "3"]],
        "p": "0..k/2",
        "o": "floor((n + 2*p - k)/2) + 1",
    },
    "where": ["o % 2 == 0"],
    "front": "{n} {k} {kind} {row} {p}: side?",
    "answer": "o*sum(row)",
    "answers": ["o*sum(row) + 1000"],
    "steps": ["o = floor((n + 2*p - k)/2) + 1", "o*sum(row)"],
    "mistakes": [
        {"answer": "o", "says": "The row is missing."},
        {"answer": "(o + 1)*sum(row)", "when": "p > 0", "says": "One too many."},
    ],
}


def told(instance: Instance) -> dict[str, Any]:
    """The numbers of an instance; its words may be mended."""
    return {
        "seed": instance.seed,
        "values": {name: plain(value) for name, value in instance.values.items()},
        "answer": [str(number) for number in instance.answer.numbers],
    }


def whole(instance: Instance) -> dict[str, Any]:
    """All of an instance."""
    return {
        **told(instance),
        "prompt": instance.prompt,
        "text": instance.answer.text,
        "alternatives": [each.text for each in instance.alternatives],
        "steps": [step.text for step in instance.steps],
        "mistakes": [[each.answer.text, each.says] for each in instance.mistakes],
    }


def stream_told(deck: str, name: str, version: int, seed: int) -> dict[str, Any]:
    """What a stream gives: words over the end of a block, then numbers of each kind from a fresh one."""
    words, draws = Stream(deck, name, version, seed), Stream(deck, name, version, seed)
    return {
        "from": [deck, name, version, seed],
        "words": [words.word() for _ in range(18)],
        "below": [[each, draws.below(each)] for each in (1, 2, 3, 7, 1000, 3 * 2**30, 2**32 - 1, 2**32)],
        "integers": [
            [low, high, step, draws.integer(low, high, step)]
            for low, high, step in ((-5, 5, 1), (32, 224, 32), (0, 9, 4))
        ],
        "choice": draws.choice("abcdefg"),
        "sample": draws.sample(range(10), 5),
    }


@pytest.mark.parametrize("vector", VECTORS["streams"], ids=lambda each: "-".join(map(str, each["from"])))
def test_a_stream_gives_the_frozen_numbers(vector: dict[str, Any]) -> None:
    assert stream_told(*vector["from"]) == vector


@pytest.mark.parametrize("vector", VECTORS["streams"], ids=lambda each: "-".join(map(str, each["from"])))
def test_the_frozen_numbers_follow_from_the_words_of_the_documentation(vector: dict[str, Any]) -> None:
    """SHA-256 of names and block number, 32-bit words, high byte first, and a word modulo n unless it is in the last run."""
    deck, name, version, seed = vector["from"]

    def words() -> Iterator[int]:
        for block in count():
            digest = sha256(f"quizcv\0{deck}\0{name}\0{version}\0{seed}\0{block}".encode()).digest()
            yield from (int.from_bytes(digest[start : start + 4], "big") for start in range(0, 32, 4))

    assert [word for word, _ in zip(words(), range(18), strict=False)] == vector["words"]
    row = words()
    for number, drawn in vector["below"]:
        assert next(word % number for word in row if word < 2**32 - 2**32 % number) == drawn


@pytest.mark.parametrize("vector", VECTORS["families"], ids=lambda each: each["family"])
def test_a_family_draws_the_frozen_numbers(vector: dict[str, Any]) -> None:
    chosen = family(vector["family"])
    assert chosen.version == vector["version"], "a new version has new vectors"
    assert [told(chosen.draw("vectors", each["seed"])) for each in vector["instances"]] == vector["instances"]


def test_a_template_of_a_deck_draws_the_frozen_instances() -> None:
    template = Template.parse(TEMPLATE)
    assert [whole(template.draw("vectors", "card", seed)) for seed in SEEDS] == VECTORS["template"]


def vectors(names: list[str]) -> dict[str, Any]:
    """What the file holds for some families."""
    template = Template.parse(TEMPLATE)
    return {
        "streams": [
            stream_told(*each)
            for each in (("deck", "family", 1, 42), ("cnn-problems", "iou", 1, 0), ("d", "c", 2, 2**63 - 1))
        ],
        "template": [whole(template.draw("vectors", "card", seed)) for seed in SEEDS],
        "families": [
            {
                "family": name,
                "version": family(name).version,
                "instances": [told(family(name).draw("vectors", seed)) for seed in SEEDS],
            }
            for name in names
        ],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(vectors(sys.argv[1:]), indent=1, ensure_ascii=False) + "\n")
