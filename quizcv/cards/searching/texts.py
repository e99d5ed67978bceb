"""What a card's row in the library's cache says: the text that is searched, and the line it is listed by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from quizcv.cards.searching.language import without_capitals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_UNSAID: Final = frozenset({"was", "tolerance", "source", "tags", "reverse", "several"})
LONGEST_FRONT: Final = 200
REVERSE: Final = "reverse"


def said(fields: Mapping[str, Any]) -> str:
    """All that a card says, folded for comparison, each text on a line of its own, the front first.

    Args:
        fields: The card's own, as its row keeps them in JSON.
    """
    parts: list[str] = []
    for name, value in fields.items():
        if name == "text":
            parts += _without_braces(value)
        elif name == "template":
            parts += [value["front"], *_strings([each for part, each in value.items() if part != "front"])]
        elif name not in _UNSAID:
            parts += (value,) if isinstance(value, str) else _strings(value)
    return without_capitals("\n".join(map(_on_one_line, parts)))


def front(fields: Mapping[str, Any], sibling: str = "") -> str:
    """What a card asks, as written, on one line and cut to `LONGEST_FRONT` characters.

    Of a cloze that is its text with `[...]`, or the hint in brackets, in place of what the sibling blanks out; of a card asked from back
    to front, its back; of a problem of a family, the family's name.

    Args:
        fields: The card's own, as its row keeps them in JSON.
        sibling: What its key has after the colon.
    """
    if "text" in fields:
        from quizcv.cards.asking import blanked  # noqa: PLC0415  only for clozes

        text = blanked(fields["text"], int(sibling))
    elif "template" in fields:
        text = fields["template"]["front"]
    elif sibling == REVERSE:
        text = fields["back"]
    else:
        text = fields.get("front") or fields["family"]
    return " ".join(text.split())[:LONGEST_FRONT]


def _on_one_line(text: str) -> str:
    """A text with single spaces; most texts are so already, and a look at that is quicker than to part and join them."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def _without_braces(text: str) -> list[str]:
    """A cloze with its blanks filled in, and what they hint at."""
    if "::" not in text:
        return [text.replace("{{", "").replace("}}", "")]
    from quizcv.cards.cloze import blanks  # noqa: PLC0415  few blanks have numbers or hints

    parts, hints, at = [], [], 0
    for blank in blanks(text):
        parts += [text[at : blank.start], blank.text]
        hints += [blank.hint] if blank.hint else []
        at = blank.end
    return ["".join((*parts, text[at:])), *hints]


def _strings(value: object) -> Iterator[str]:
    """The texts in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
