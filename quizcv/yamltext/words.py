"""What libyaml says of a text it can't read, in words for who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.yamltext.faults import quote

if TYPE_CHECKING:
    import yaml

_BEGINNERS = {
    "{": "a brace",
    "[": "a bracket",
    "*": "*",
    "&": "&",
    "!": "!",
    "%": "%",
    "@": "@",
    "`": "a backtick",
    "|": "|",
}
_VALUE = re.compile(r"^\s*(?:- )*(?:[A-Za-z_][\w-]*:\s+|- )(.)")
_MEANINGS = {
    "mapping values are not allowed": (
        "there is a ': ' inside this text; put the whole text in quotes, or begin it with | on a line of its own"
    ),
    "found character '\\t'": "a tab where YAML wants spaces; indent with spaces",
    "unexpected end of stream": "quotes that were opened are not closed; close them, and double a ' inside '...'",
    "expected <block end>": (
        "this line does not fit the lines above; check its indentation, and quote a text with quotes inside"
    ),
    "did not find expected '-'": "this line does not fit the list above; check its indentation",
    "could not find expected ':'": "no `key: text`; write a colon and a space, and indent the further lines of a text",
    "did not find expected key": (
        "this is no `key: text` at the indentation of the keys above; check the indentation and the quotes"
    ),
    "invalid Unicode character escape": (
        "this escape is half a character or none; write the character itself, or one beyond \\uFFFF as \\U0001F600"
    ),
    "incompatible YAML document": "take the line that begins with % out",
    "unknown directive": "take the line that begins with % out",
    "undefined tag handle": "tags are not used here; quote a text that begins with !",
}
"""What libyaml says, and what it means for who wrote the file, with the mend."""


def in_plain_words(error: yaml.MarkedYAMLError, text: str, line: int, column: int) -> str:
    """What libyaml's message means for who wrote the file, and the mend.

    Args:
        error: What libyaml said.
        text: The whole file.
        line: Where it stopped, from 0.
        column: Likewise.
    """
    problem = error.problem or "it can't be read"
    rows = text.split("\n")
    row = rows[line] if line < len(rows) else ""
    begins = _VALUE.match(row)
    if "\t" in row[: len(row) - len(row.lstrip())]:
        return _MEANINGS["found character '\\t'"]
    inner = _colon_inside(row, column) if "expected ',' or" in problem else ""
    if inner:
        return f"there is a ': ' inside the text {quote(inner)}; put the whole text in quotes"
    if begins and begins[1] in _BEGINNERS and "mapping values" not in problem:
        return f"a text that begins with {_BEGINNERS[begins[1]]} needs quotes, or | and the text on the next line"
    for said, meaning in _MEANINGS.items():
        if said in problem:
            return meaning
    return f"this is no YAML: {problem}; check quotes and indentation"


_SECOND_COLON = re.compile(r"(?:^|[{,])\s*[^\s{}\[\],:'\"][^{}\[\],:]*:\s+(?P<text>[^\s{}\[\]'\"][^{},]*?):$")


def _colon_inside(row: str, column: int) -> str:
    """The text in braces that an unquoted colon breaks in two, if libyaml stopped at that colon; empty if it did not."""
    if not row.startswith(":", column):
        return ""
    before = _SECOND_COLON.search(row[: column + 1])
    return (before["text"] + re.split(r"[],}]", row[column:])[0]).strip() if before else ""
