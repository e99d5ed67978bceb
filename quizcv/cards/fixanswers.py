"""`quizcv check --fix`: the answers of inverse questions whose author left them out, and not one other byte changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.yamltext.faults import Faults
from quizcv.yamltext.tree import Map, Row, build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


class Unanswered(NamedTuple):
    """A problem that says what it solves and leaves its answer out.

    Args:
        deck: The deck's name.
        name: The card's id; empty if it has none.
        parts: What is written.
        node: The same with its places.
    """

    deck: str
    name: str
    parts: Mapping[str, object]
    node: Map


def unanswered(root: object, fallback: str) -> Iterator[Unanswered]:
    """The problems of a deck's tree that leave out the answer to their equation.

    Args:
        root: The tree.
        fallback: The deck's name if none is written.
    """
    from quizcv.cards.reader.problems import parts_of  # noqa: PLC0415  only to check

    if not isinstance(root, Map):
        return
    deck, rows = root.get("deck"), root.get("cards")
    for node in rows if isinstance(rows, Row) else ():
        if isinstance(node, Map) and isinstance(node.get("solves"), Map) and not node.get("answer"):
            name = node.get("id")
            yield Unanswered(
                deck if isinstance(deck, str) and deck else fallback,
                name if isinstance(name, str) else "",
                parts_of(node),
                node,
            )


def with_answers(text: str, fallback: str = "deck") -> tuple[str, list[tuple[int, str]]]:
    """The text of a deck with the answers that solve its inverse questions.

    Args:
        text: A deck, perhaps with other faults; with its own line ends and byte order mark.
        fallback: The deck's name if none is written.

    Returns:
        The text, and line and formula of each answer that was written.
    """
    from quizcv.cards.proofs import suggestion  # noqa: PLC0415  SymPy, only to fix

    offset = len(text) - len(text.removeprefix("\ufeff"))
    body = text[offset:]
    parts = [text[:offset]]
    end = 0
    written = []
    for each in unanswered(build(body, Faults("-")), fallback):
        answer, _ = suggestion(each.parts, each.deck, each.name)
        if answer and "answer" not in each.node:
            place = each.node.key_place("solves")
            parts += [body[end:place], _inserted(answer, body, place, flow=body.startswith("{", each.node.index))]
            end = place
            written.append((body.count("\n", 0, place) + 1, answer))
    return "".join([*parts, body[end:]]), written


def _inserted(answer: str, body: str, place: int, *, flow: bool) -> str:
    """The characters that give a problem its answer, in front of what it solves."""
    if flow:
        key = '"answer"' if body[place] == '"' else "answer"
        return f'{key}: "{answer}", '
    newline = body.find("\n", place)
    line_end = "\r\n" if newline > 0 and body[newline - 1] == "\r" else "\n"
    column = place - body.rfind("\n", 0, place) - 1
    return f"answer: {answer}{line_end}{' ' * column}"


def fix_answers(path: Path) -> list[tuple[int, str]]:
    """Writes the answers that solve the inverse questions of a deck file; the file is left alone if none is missing.

    Raises:
        ContentError: The file can't be read.
    """
    from quizcv.cards.saving import update  # noqa: PLC0415  pydantic and yaml, only to fix
    from quizcv.yamltext.text import text_of  # noqa: PLC0415

    written: list[tuple[int, str]] = []

    def change(before: bytes | None) -> str | None:
        fixed, written[:] = with_answers(text_of(before, path), path.stem)
        return fixed if written else None

    update(path, change, is_checked=True)
    return written
