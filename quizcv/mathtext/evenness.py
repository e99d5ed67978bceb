r"""Subscripts of one letter in one style.

Of $\mu_x \mu_y$ only the x has a Unicode sign. One on the line and one below it would look like two things, so both are lowered.
An exponent needs none of that: $\gamma^2$ beside $\gamma^\phi$ is read as what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizcv.mathtext.alphabets import subscript
from quizcv.mathtext.factors import flat
from quizcv.mathtext.linear import linear
from quizcv.mathtext.tree import Scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.mathtext.tree import Sequence


def even(tree: Sequence) -> Sequence:
    """The formula, those subscripts marked `lowered` whose letter has another that Unicode has no signs for."""
    low = {_letter(node) for node in _scripts_in(tree) if node.below and not low_signs(node)}
    return _marked(tree, low) if low else tree


def low_signs(node: Scripts) -> str:
    """The subscript in Unicode signs; empty if it gets a row of its own."""
    if node.lowered or not flat(node.below or ()):
        return ""
    return subscript(linear(node.below or (), tight=True).strip())


def _letter(node: Scripts) -> str:
    """What the scripts belong to; those with limits below and above are no letter's."""
    return linear((node.base,)) if node.base is not None and not node.limits else ""


def _scripts_in(part: Any) -> Iterator[Scripts]:  # noqa: ANN401  a node, or a row of them however deep
    """Every node with scripts that is drawn, which what stands in a script is not."""
    if isinstance(part, Scripts):
        yield part
        yield from _scripts_in(part.base)
    elif isinstance(part, tuple):
        for each in part:
            yield from _scripts_in(each)


def _marked(part: Any, low: set[str]) -> Any:  # noqa: ANN401  as above, and of the same type
    """A part of a formula with its scripts marked."""
    if isinstance(part, Scripts):
        letter = _letter(part)
        marked = part._replace(lowered=letter in low) if letter else part
        return marked._replace(base=_marked(part.base, low))
    if not isinstance(part, tuple):
        return part
    parts = [_marked(each, low) for each in part]
    return type(part)(*parts) if hasattr(part, "_fields") else tuple(parts)
