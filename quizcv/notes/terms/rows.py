"""Paragraphs whose rows each begin with a term of their own: bold, labelled, or broken on purpose."""

from __future__ import annotations

import re

from quizcv.notes.inline import bold_lead
from quizcv.notes.outline import Block, Shape

_ROW = re.compile(
    r"(?:\*\*|__)[^*_\n]{1,80}(?:\*\*|__)\s*(?:[:：(（]|[-–—]\s)|(?:\*\*|__)[^*_\n]{1,80}[:：](?:\*\*|__)\s*\S"
)
_LABEL_ROW = re.compile(
    r"\s*(?P<label>(?!https?\b|[-*+>|#])[^\W\d_][^\s:：.,，。;!?]{0,30}(?:\s[^\s:：.,，。;!?]{1,30}){0,4}?)\s?(?::\s|：)\s*\S"
)
_FEW_ROWS = 3


def bold_rows(block: Block) -> list[Block]:
    """A paragraph's rows, if each begins with a bold term; otherwise the block itself."""
    if block.shape is not Shape.PARAGRAPH or "\n" not in block.text:
        return [block]
    rows = block.text.split("\n")
    if parts := _continued(rows, block.line):
        return parts
    if not (all(_ROW.match(row.strip()) for row in rows) or _are_broken_rows(rows) or _are_labels(rows)):
        return [block]
    return [
        Block(Shape.PARAGRAPH, row.strip().rstrip("\\").rstrip(), block.line + number)
        for number, row in enumerate(rows)
    ]


def _continued(rows: list[str], line: int) -> list[Block]:
    """Labelled rows, some of which go on in rows without a label; empty unless most rows begin with a label of their own."""
    labels = [_LABEL_ROW.match(row) for row in rows]
    found = [label["label"].casefold() for label in labels if label]
    if not labels[0] or len(found) == len(rows) or len(found) * 3 < len(rows) * 2 or len(set(found)) < _FEW_ROWS:
        return []
    starts = [place for place, label in enumerate(labels) if label]
    ends = [*starts[1:], len(rows)]
    return [
        Block(Shape.PARAGRAPH, "\n".join(row.strip().rstrip("\\").rstrip() for row in rows[start:end]), line + start)
        for start, end in zip(starts, ends, strict=True)
    ]


def _are_broken_rows(rows: list[str]) -> bool:
    """Whether rows that end in a hard break each begin with a bold term or a label, and say something of it."""
    if not all(row.endswith(("  ", "\\")) for row in rows[:-1]):
        return False
    leads = [bold_lead(row.strip()) for row in rows]
    return all(bold and rest.strip(" :：.\\") for bold, rest in leads) or all(_LABEL_ROW.match(row) for row in rows)


def _are_labels(rows: list[str]) -> bool:
    """Whether three rows or more each begin with a label of their own: `Kernel: ...` above `Stride: ...` above `Padding: ...`."""
    labels = [found["label"].casefold() for row in rows if (found := _LABEL_ROW.match(row))]
    return _FEW_ROWS <= len(rows) == len(labels) == len(set(labels))
