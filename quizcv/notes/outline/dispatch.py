"""markdown-it's rules for blocks, asked only about lines that begin with one of their signs.

markdown-it puts every rule to every line, and looks through a paragraph twice, once for the underline of a heading. Here a table
tells which rules a line's first sign can begin; what comes of it is the same, but that a paragraph is one token instead of three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown_it.common.utils import mdTrim
from markdown_it.ruler import Ruler

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    Rule = Callable[[StateBlock, int, int, bool], bool]

_DIGITS: Final = "0123456789"
_BEGINS: Final[Mapping[str, str]] = {
    "fence": "`~",
    "math_block": "$\\",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+" + _DIGITS,
    "html_block": "<",
    "heading": "#",
}
"""The signs a block may begin with, by the rule that reads it.

No sign tells of the other rules, and none of them is asked about every line: for a table the line below is looked at, for code the
indentation; a paragraph, or a heading with its underline, is what is left.
"""
_ENDS_RULE: Final = "*-_ \t"
_CODE: Final = 4
"""Spaces before a line of code."""
_TABLE: Final = ("|", ":", "--", "-|", "-:")
"""How the second line of a table begins."""
_CHAINS: Final = ("paragraph", "reference", "blockquote", "list")


class _Chains(Ruler["Rule"]):
    """A ruler whose chains are one rule each, which finds those to ask."""

    def __init__(self, chains: dict[str, list[Rule]], active: list[str]) -> None:
        super().__init__()
        self._chains = chains
        self._active = active

    def getRules(self, chainName: str = "") -> list[Rule]:  # noqa: N802, N803  markdown-it's names
        return self._chains[chainName]

    def get_active_rules(self) -> list[str]:
        return self._active


def dispatch_by_sign(markdown: MarkdownIt) -> None:
    """Makes a parser ask its rules for blocks by the first sign of a line; its rules can't be changed afterwards."""
    ruler = markdown.block.ruler
    active = ruler.get_active_rules()
    named = dict(zip(active, ruler.getRules(""), strict=True))
    names = {id(rule): name for name, rule in named.items()}
    chains = {}
    for chain in _CHAINS:
        rules = ruler.getRules(chain)
        chains[chain] = [_by_sign({names[id(rule)]: rule for rule in rules})]
    first = {name: rule for name, rule in named.items() if name not in {"lheading", "paragraph", "code"}}
    whole = _by_sign(first)
    text = _text(chains["paragraph"][0], named["lheading"])
    every = list(named.values())

    def block(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
        if state.sCount[line] - state.blkIndent >= _CODE:
            return any(rule(state, line, end, silent) for rule in every)
        return whole(state, line, end, silent) or text(state, line, end, silent)

    chains[""] = [block]
    markdown.block.ruler = _Chains(chains, active)


def _by_sign(rules: Mapping[str, Rule]) -> Rule:
    """One rule instead of several: the first that holds of a line, among those its first sign can begin."""
    every = list(rules.values())
    signs = {sign for name in rules for sign in _BEGINS.get(name, "")}
    by_sign = {sign: [rule for name, rule in rules.items() if sign in _BEGINS.get(name, "")] for sign in signs}
    unruled = {
        sign: [rule for name, rule in rules.items() if name != "hr" and sign in _BEGINS.get(name, "")] for sign in signs
    }
    tables = "table" in rules

    def rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
        src, starts, shifts = state.src, state.bMarks, state.tShift
        if (
            tables
            and line + 1 < end
            and src.startswith(_TABLE, starts[line + 1] + shifts[line + 1])
            and any(each(state, line, end, silent) for each in every)
        ):
            return True
        start = starts[line] + shifts[line]
        sign = src[start : start + 1]
        if sign not in by_sign:
            return False
        asked = by_sign if src[state.eMarks[line] - 1] in _ENDS_RULE else unruled
        for each in asked[sign]:  # noqa: SIM110  a generator for every line takes longer than what it asks
            if each(state, line, end, silent):
                return True
        return False

    return rule


def _text(ends: Rule, underlined: Rule) -> Rule:
    """What a line is that nothing else begins: a paragraph, or a heading whose underline ends it.

    Args:
        ends: Tells whether a line ends the paragraph before it.
        underlined: markdown-it's rule for such headings.
    """

    def rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
        src, starts, shifts, stops, columns = state.src, state.bMarks, state.tShift, state.eMarks, state.sCount
        indent, last = state.blkIndent, line + 1
        above, state.parentType = state.parentType, "paragraph"
        while last < state.lineMax:
            start = starts[last] + shifts[last]
            if start >= stops[last]:
                break
            if columns[last] - indent < _CODE:
                if columns[last] >= indent and last < end and src[start] in "-=":
                    row = src[start : stops[last]].rstrip(" \t")
                    if not row.strip(row[0]):
                        state.parentType = above
                        return underlined(state, line, end, silent)
                if columns[last] >= 0 and ends(state, last, state.lineMax, True):  # noqa: FBT003  markdown-it's signature
                    break
            last += 1
        if last == line + 1:
            content = mdTrim(src[starts[line] + shifts[line] : stops[line]])
        else:
            content = mdTrim(state.getLines(line, last, indent, False))  # noqa: FBT003  markdown-it's signature
        state.line = last
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = content, [line, last], []
        return True

    return rule
