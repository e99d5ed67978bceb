"""A formula of a note beside the published ones: the same by structure, whatever its names.

All formulas of the table are filed under what they come to when every name is the same number, for that does not change with the
names. Those filed like the note's are tried with its names in every order that fits, at seeded points. So a formula is found in
one look, and one that is in no way like a published one costs nothing.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache, partial
from itertools import permutations
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.canonical import CANONICAL
from quizcv.problems.drawing import Stream
from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.evaluate import compile_formula
from quizcv.problems.formula.limits import NEARNESS
from quizcv.problems.formula.show import to_latex, to_text
from quizcv.problems.formula.tree import Binary, Call, Name, Negative, Node, Number, names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from quizcv.notes.formulas.reading import Read
    from quizcv.problems.canonical.form import Canonical, Slip
    from quizcv.problems.formula.evaluate import Calculation
    from quizcv.problems.values import Value

MOST_NAMES: Final = 7
_BASES: Final = ((Fraction(1, 3), Fraction(2, 5)), (Fraction(5), Fraction(7)))
"""The number all names stand for, and the one a single name is given then."""
_POINTS: Final = 8
_TRIES: Final = 48
_FAILED: Final = "fails"
_DEPENDS: Final = "depends"
_PRIMES: Final = (11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53)
_APPLIED: Final = re.compile(r"(SOFTMAX|COS|SIN|TANH)\*atan\(")
_TRANSPOSED: Final = re.compile(r"_(?:T|top)\b")
_IOU: Final = "IoU"


class Verdict(NamedTuple):
    """What comparing came to.

    Args:
        verdict: holds, fails or depends.
        about: The published formula.
        says: What differs, and the mend; empty if it holds.
        correct: The right formula in the note's own names.
        part: What was compared.
        names: The note's name for each name of the published formula.
        assuming: The assumption under which it holds; None if it does not hold under any that a question could name.
    """

    verdict: str
    about: Canonical
    says: str = ""
    correct: str = ""
    part: Node | None = None
    names: Mapping[str, str] = MappingProxyType({})
    assuming: str | None = None


class _Filed(NamedTuple):
    canonical: Canonical
    tree: Node
    slip: Slip | None


FIXED: Final = frozenset().union(*(each.fixed for each in CANONICAL)) | {_IOU}
"""Names that stand for themselves in every formula."""


def compared(read: Read, words: str, *, tex: bool = True) -> Verdict | None:
    """What a formula is beside the published ones; None if it is like none of them, or the words around do not fit.

    Args:
        read: The formula.
        words: What stands around it, and what it is called.
        tex: Whether the right formula is to be given as TeX.
    """
    rights: list[Verdict] = []
    slips: list[Verdict] = []
    small = words.lower()
    for part in _parts(read):
        for filed, names in _matches(part, small):
            if filed.canonical.equals is not None and Number(filed.canonical.equals) not in read.parts:
                continue
            if filed.slip is None:
                rights.append(_labelled(filed.canonical, read)._replace(part=part, names=names, assuming=""))
                break
            slips += (each._replace(part=part, names=names) for each in _slip(filed, filed.slip, names, read, tex=tex))
    if rights:
        beside = (each for each in slips if each.verdict == _FAILED and each.about is rights[0].about)
        return next(beside, rights[0])
    return min(slips, key=lambda each: each.verdict != _DEPENDS, default=None)


def _parts(read: Read) -> Iterator[Node]:
    """The formulas of a row; of a square such as `(n - f + 1) * (n - f + 1)` the side too."""
    for part in read.right:
        yield part
        if isinstance(part, Binary) and part.operator == "*" and part.left == part.right:
            yield part.left


def _matches(tree: Node, words: str) -> Iterator[tuple[_Filed, Mapping[str, str]]]:
    """The published formulas it is the same as, right ones first, with the note's name for each name of theirs.

    The words around it are in small letters.
    """
    for filed, unify in _filed_like(tree):
        if filed.canonical.around.search(words):
            names = unify()
            if names is not None:
                yield filed, names


@lru_cache(4096)
def _filed_like(tree: Node) -> tuple[tuple[_Filed, Callable[[], Mapping[str, str] | None]], ...]:
    """The published formulas filed where a formula would be, each with what unifies the two, worked out when first asked for."""
    tree = _with_iou(tree)
    if not 0 < len(names_of(tree)) <= MOST_NAMES:
        return ()
    return tuple((filed, cache(partial(unified, filed.tree, tree))) for filed in _index().get(_key(tree), ()))


def _labelled(canonical: Canonical, read: Read) -> Verdict:
    """A right formula, unless its left side names another one that is taken for it."""
    if canonical.group and canonical.left is not None and read.label and not canonical.left.search(read.label):
        for other in CANONICAL:
            if other.group == canonical.group and other.left is not None and other.left.search(read.label):
                if canonical.group == "counts":
                    right = other.right[0]
                    return Verdict(_FAILED, canonical, f"this is {canonical.title}; {other.title} is {right}", right)
                says = f"this is {canonical.title}: write {canonical.labelled}"
                return Verdict(_FAILED, canonical, says, canonical.labelled)
    return Verdict("holds", canonical)


def _slip(filed: _Filed, slip: Slip, names: Mapping[str, str], read: Read, *, tex: bool) -> Iterator[Verdict]:
    """A slip; one that fails is told only where the left side is not called something else."""
    label = filed.canonical.left
    if slip.verdict == _FAILED and label is not None and not label.search(read.label):
        return
    yield Verdict(slip.verdict, filed.canonical, slip.says, mended(slip, names, tex=tex), assuming=slip.assuming)


def mended(slip: Slip, names: Mapping[str, str], *, tex: bool) -> str:
    """The right formula in the note's names; a name the note does not have keeps its own, if that is free."""
    from quizcv.problems.formula.parser import parse  # noqa: PLC0415  only for a slip
    from quizcv.problems.formula.tokens import TEMPLATE  # noqa: PLC0415  as above

    tree = parse(slip.mend, budget=TEMPLATE)
    taken = set(names.values())
    own = {name: names.get(name, name if name not in taken else f"{name}'") for name in names_of(tree)}
    renamed_tree = renamed(tree, own)
    plain = to_text(renamed_tree)
    if "SUM" in plain or _APPLIED.search(plain):
        plain = _APPLIED.sub(lambda found: found[1].lower() + "(", plain).replace("SUM*", "Σ ")
        return _TRANSPOSED.sub("^T", plain)
    return to_latex(renamed_tree) if tex else plain


@cache
def _index() -> dict[tuple[object, ...], list[_Filed]]:
    """All published formulas by what they come to when every name is the same number, right ones first."""
    index: dict[tuple[object, ...], list[_Filed]] = {}
    rights = [_Filed(each, tree, None) for each in CANONICAL for tree in each.trees]
    slips = [_Filed(each, slip.tree, slip) for each in CANONICAL for slip in each.slips]
    for filed in [*rights, *slips]:
        index.setdefault(_key(filed.tree), []).append(filed)
    return index


def _key(tree: Node) -> tuple[object, ...]:
    names = names_of(tree)
    free = [name for name in names if name not in FIXED]
    fixed = tuple(sorted(name for name in names if name in FIXED))
    calculation = compile_formula(tree)
    return len(free), fixed, *(_value(calculation, dict.fromkeys(free, base)) for base, _ in _BASES)


_KNOWN: Final = {name: Fraction(prime) for name, prime in zip(sorted(FIXED), _PRIMES, strict=False)}


def _value(calculation: Calculation, values: Mapping[str, Fraction]) -> str:
    """A value to twelve digits, or a word where there is none."""
    try:
        return f"{float(calculation({**_KNOWN, **values})):.12g}"
    except (CalculationError, OverflowError):
        return "none"


@lru_cache(1024)
def _signatures(tree: Node) -> dict[str, tuple[str, ...]]:
    """How a formula depends on each name when all others are the same number: what a renaming can't change."""
    free = [name for name in names_of(tree) if name not in FIXED]
    calculation = compile_formula(tree)
    return {
        name: tuple(_value(calculation, {**dict.fromkeys(free, base), name: other}) for base, other in _BASES)
        for name in free
    }


@lru_cache(4096)
def unified(pattern: Node, tree: Node) -> dict[str, str] | None:
    """The tree's name for each name of the pattern that makes the two the same; None if there is none."""
    ours, theirs = _signatures(pattern), _signatures(tree)
    if sorted(ours.values()) != sorted(theirs.values()):
        return None
    groups: dict[tuple[str, ...], tuple[list[str], list[str]]] = {}
    for name, signature in ours.items():
        groups.setdefault(signature, ([], []))[0].append(name)
    for name, signature in theirs.items():
        groups[signature][1].append(name)
    for names in _assignments(list(groups.values())):
        if same_values(renamed(pattern, names), tree):
            return {**names, **{name: name for name in names_of(pattern) if name in FIXED}}
    return None


def interchangeable(tree: Node) -> list[list[str]]:
    """The names that may be swapped for one another without changing the formula."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, signature in _signatures(tree).items():
        groups.setdefault(signature, []).append(name)
    return [
        names
        for names in groups.values()
        if len(names) > 1
        and all(same_values(renamed(tree, {names[0]: other, other: names[0]}), tree) for other in names[1:])
    ]


def _assignments(groups: list[tuple[list[str], list[str]]]) -> Iterator[dict[str, str]]:
    if not groups:
        yield {}
        return
    (ours, theirs), *rest = groups
    for order in permutations(theirs):
        for others in _assignments(rest):
            yield {**dict(zip(ours, order, strict=True)), **others}


def renamed(tree: Node, names: Mapping[str, str]) -> Node:
    """The tree with other names."""
    match tree:
        case Name():
            return Name(names.get(tree.name, tree.name), tree.column)
        case Negative():
            return Negative(renamed(tree.operand, names), tree.column)
        case Binary():
            return Binary(tree.operator, renamed(tree.left, names), renamed(tree.right, names), tree.column)
        case Call():
            return Call(tree.function, tuple(renamed(each, names) for each in tree.arguments), tree.column)
        case _:
            return tree


def same_values(one: Node, other: Node) -> bool:
    """Whether two formulas agree at every point at which both can be calculated: small fractions, small and larger numbers."""
    names = sorted({*names_of(one), *names_of(other)})
    left, right = compile_formula(one), compile_formula(other)
    stream = Stream("", "same", 1, 0)
    found = 0
    for attempt in range(_TRIES):
        values: dict[str, Value] = {}
        for name in names:
            values[name] = (
                Fraction(stream.integer(1, 16), 17)
                if attempt % 3 == 0
                else stream.integer(2, 9 if attempt % 3 == 1 else 90)
            )
        try:
            a, b = Fraction(left(values)), Fraction(right(values))
        except CalculationError:
            continue
        if abs(a - b) > NEARNESS * max(abs(a), Fraction(1)):
            return False
        found += 1
        if found == _POINTS:
            return True
    return False


def _with_iou(tree: Node) -> Node:
    spelled = {name: _IOU for name in names_of(tree) if name.casefold() == "iou"}
    return renamed(tree, spelled) if spelled else tree
