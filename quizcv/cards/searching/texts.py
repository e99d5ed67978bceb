"""What a card's row in the library's cache says: the text that is searched, and the line it is listed by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from quizcv.cards.searching.language import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_UNSAID: Final = frozenset({"was", "tolerance", "source", "tags", "reverse", "several"})
LONGEST_FRONT: Final = 200
REVERSE: Final = "reverse"


def said(fields: Mapping[str, Any]) -> str:
    """All that a card says, folded for comparison: the front in the first line, each further text on lines of its own.

    Args:
        fields: The card's own, as its row keeps them in JSON.
    """
    parts = []
    for name, value in fields.items():
        if name == "text":
            parts.append(_without_braces(value))
        elif name == "template":
            parts += [value["front"], *_strings(each for part, each in value.items() if part != "front")]
        elif name not in _UNSAID:
            parts += (value,) if isinstance(value, str) else _strings(value)
    parts[0] = " ".join(parts[0].split())
    return fold("\n".join(parts))


def front(fields: Mapping[str, Any], sibling: str = "") -> str:
    """What a card asks, as written, on one line and cut to `LONGEST_FRONT` characters.

    Of a cloze that is its text with `[...]`, or the hint in brackets, in place of what the sibling blanks out; of a card asked from back
    to front, its back; of a problem of a family, the family's name.

    Args:
        fields: The card's own, as its row keeps them in JSON.
        sibling: What its key has after the colon.
    """
    if "text" in fields:
        text = _blanked(fields["text"], sibling)
    elif "template" in fields:
        text = fields["template"]["front"]
    elif sibling == REVERSE:
        text = fields["back"]
    else:
        text = fields.get("front") or fields["family"]
    return " ".join(text.split())[:LONGEST_FRONT]


def _without_braces(text: str) -> str:
    """A cloze with its blanks filled in; what they hint at stands behind."""
    if "::" not in text:
        return text.replace("{{", "").replace("}}", "")
    from quizcv.cards.cloze import blanks  # noqa: PLC0415  few blanks have numbers or hints

    found = blanks(text)
    return "\n".join([_filled(text, [blank.text for blank in found]), *(blank.hint for blank in found if blank.hint)])


def _blanked(text: str, sibling: str) -> str:
    from quizcv.cards.cloze import blanks  # noqa: PLC0415  only for clozes

    return _filled(
        text,
        [f"[{blank.hint or '...'}]" if str(blank.number) == sibling else blank.text for blank in blanks(text)],
    )


def _filled(text: str, fillings: Iterable[str]) -> str:
    """A cloze with these texts in place of its blanks."""
    from quizcv.cards.cloze import blanks  # noqa: PLC0415  as above

    parts, at = [], 0
    for blank, filling in zip(blanks(text), fillings, strict=True):
        parts += [text[at : blank.start], filling]
        at = blank.end
    return "".join((*parts, text[at:]))


def _strings(value: object) -> Iterator[str]:
    """The texts in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(value.values())
    elif not isinstance(value, (int, float)) and value is not None:
        for each in value:  # type: ignore[attr-defined]
            yield from _strings(each)
