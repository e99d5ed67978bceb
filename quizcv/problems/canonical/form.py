"""What a published formula is, how else it is rightly written, and which slips are known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.problems.formula.tree import Node

FAILS: Final = "fails"
DEPENDS: Final = "depends"
_SIGN: Final = re.compile(r"\\.|[^\\]", re.DOTALL)
"""A sign of a pattern; one behind a backslash keeps its case, which is its meaning."""


@dataclass(frozen=True)
class Slip:
    """A formula people write in place of the right one.

    Args:
        formula: In the formula language, with the names of the right one.
        says: What differs, and the mend.
        verdict: fails, or depends where it is right under an assumption that `says` names.
        mend: The right formula in the same names.
        assuming: The assumption as a question names it; None if no question can be asked under it.
    """

    formula: str
    says: str
    verdict: str = FAILS
    mend: str = ""
    assuming: str | None = None

    @cached_property
    def tree(self) -> Node:
        """The slip as a tree."""
        return parse(self.formula, budget=TEMPLATE)


@dataclass(frozen=True)
class Canonical:
    """A formula as published.

    Args:
        name: A slug.
        title: For people, in a sentence: `the output size of a convolution`.
        words: A pattern that the words around a formula must match before the two are compared.
        right: The formula in its equivalent or equally common writings, in the formula language; names stand for any names.
        slips: What is wrong, or right under an assumption only.
        label: A pattern of what stands left of the equals sign and names this formula and no other; empty if nothing does.
        labelled: How that left side is rightly written.
        group: Formulas of one group are taken for one another: a label of one on another is a slip.
        fixed: Names that stand for themselves only.
        source: Paper and equation.
        roles: For each name the kind of quantity it is, where problems can be made of it.
        equals: The number on the other side of the equals sign, where it belongs to the formula.
    """

    name: str
    title: str
    words: str
    right: tuple[str, ...]
    slips: tuple[Slip, ...] = ()
    label: str = ""
    labelled: str = ""
    group: str = ""
    fixed: frozenset[str] = frozenset()
    source: str = ""
    roles: Mapping[str, str] = field(default_factory=dict, hash=False)
    equals: int | None = None

    @cached_property
    def trees(self) -> tuple[Node, ...]:
        """The right formulas as trees."""
        return tuple(parse(each, budget=TEMPLATE) for each in self.right)

    @cached_property
    def around(self) -> re.Pattern[str]:
        """The pattern of the words around it, for a text in small letters: matched so, it passes over other words at once."""
        small = _SIGN.sub(lambda found: found[0] if found[0][0] == "\\" else found[0].lower(), self.words)
        return re.compile(rf"\A{small}" if small.startswith("(?") else small)

    @cached_property
    def left(self) -> re.Pattern[str] | None:
        """The pattern of its left side."""
        return re.compile(self.label) if self.label else None
