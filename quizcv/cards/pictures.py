"""Pictures in a deck's texts: `![alt](figures/iou.png)`, only from below the deck's folder."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from quizcv.errors import UsageError

_PICTURE = re.compile(r"!\[[^\]]{0,500}+\]\(\s{0,9}+(?:<([^>]{0,500}+)>|([^)\s]{0,500}+))[^)]{0,500}+\)")
"""Possessive throughout: none of its parts could match by giving back, and a row of openings would be tried in all ways."""
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|~|\\")


def pictures(text: str) -> list[tuple[int, str]]:
    """The pictures a Markdown text names: where each begins in the text, and its path as written."""
    if "![" not in text:
        return []
    return [(match.start(), match[1] or match[2] or "") for match in _PICTURE.finditer(text)]


def without_far(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each picture that a deck can't hold (see `fault_of`) as its words, and those pictures as written."""
    far: list[str] = []

    def words(match: re.Match[str]) -> str:
        if not fault_of(match[1] or match[2] or ""):
            return match[0]
        far.append(match[0])
        return match[0][2 : match[0].index("]")].replace("![", "").strip()

    if "![" not in text:
        return text, ()
    near = _PICTURE.sub(words, text)
    if any(fault_of(reference) for _, reference in pictures(near)):
        near = near.replace("![", "[")
    return near, tuple(far)


def fault_of(reference: str) -> str:
    """What is wrong with a picture's path, and the mend; empty if nothing is."""
    path = unquote(reference)
    if not path.strip():
        return "a picture without a path; write ![what it shows](figures/name.png)"
    if _ELSEWHERE.match(path) or "\\" in path or "\0" in path:
        return f"the picture {reference!r} lies elsewhere; put it below the deck's folder and write figures/name.png"
    if ".." in PurePosixPath(path).parts:
        return f"the picture {reference!r} leaves the deck's folder; put it below that folder, without .. in its path"
    return ""


def picture_path(folder: Path | str, reference: str) -> Path:
    """The file of a picture, surely below the deck's folder: links that lead out of it are refused.

    Args:
        folder: The deck's folder.
        reference: The path as the text has it.

    Raises:
        UsageError: The path leaves the folder, or there is no such file.
    """
    fault = fault_of(reference)
    if fault:
        raise UsageError(fault)
    root = Path(folder).resolve()
    path = (root / unquote(reference)).resolve()
    if not path.is_relative_to(root):
        message = f"the picture {reference!r} is a link that leaves the deck's folder; put the file itself there"
        raise UsageError(message)
    if not path.is_file():
        message = f"there is no picture {path}; the deck names it as {reference!r}"
        raise UsageError(message)
    return path
