"""A formula of a note as a problem: unlimited drill from one line.

Made only where it is known what each letter stands for, from the published formula or from the sentence, so that sensible numbers
can be drawn; and only after the proof that `quizcv check` makes of every problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizcv.cards.model import Kind
from quizcv.notes.formulas.comparing import interchangeable
from quizcv.notes.formulas.variables import OF_TABLE, Role, roles_of, said_of
from quizcv.notes.gathering import Candidate, LeftOut, shown
from quizcv.notes.inline import one_line, unmarked
from quizcv.notes.phrases import phrases
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.show import latex_name, to_text
from quizcv.problems.formula.tree import Binary, Call, Name, Node, Number, is_rounded, names_of, walk
from quizcv.problems.given import check_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from quizcv.notes.formulas.comparing import Verdict
    from quizcv.notes.formulas.reading import Read
    from quizcv.notes.gathering import Gathering

MOST: Final = 10
"""Problems proved for one note; more would keep the reader waiting."""
SEEDS: Final = 60
_FEWEST_NAMES, _MOST_NAMES = 1, 6
_WHAT: Final = 60
UNSAID: Final = "no problem is made of it: the note does not say what {} stands for"
UNPROVED: Final = "no problem is made of it: {}"
ENOUGH: Final = f"no problem is made of it: {MOST} are proved for a note"
_ASKS: Final = {
    "zh-Hant": ("{0}：{2} 時，計算 {1}。", "{0} {2} 時。"),
    "zh-Hans": ("{0}：{2} 时，计算 {1}。", "{0} {2} 时。"),
    "ja": ("{0}：{2} のとき、{1} を計算せよ。", "{0} {2} のとき。"),
    "ko": ("{0}: {2}일 때 {1}을(를) 계산하시오.", "{0} {2}일 때."),
    "ru": ("{0}: вычислите {1} при {2}.", "{0} При {2}."),
    "es": ("{0}: calcula {1} con {2}.", "{0} Con {2}."),
}
"""How a problem is asked: of a subject and a name, and of a question that says by itself what is wanted."""
_ENGLISH: Final = ("{0}: calculate {1} for {2}.", "{0} Take {2}.")
_SPEAKING: Final = frozenset({"TP", "FP", "TN", "FN", "precision", "recall", "Precision", "Recall"})
"""Names that need no explanation."""
_POOL: Final = re.compile(r"pool|池化", re.IGNORECASE)
_POOL_KERNEL: Final = Role("pooling size", ("2", "3"))
_OF_CHANNELS: Final = frozenset({OF_TABLE["in_channels"].name, OF_TABLE["out_channels"].name})
_CHANNELS: Final = Role("channels", ("16", "32", "64", "128", "256"))


@dataclass(frozen=True, slots=True)
class Worked:
    """A formula that may become a problem.

    Args:
        text: As the note has it.
        line: Where it stands.
        read: The formula.
        verdict: What comparing it came to; None for nothing.
        around: The text of its block.
        subject: What it belongs to: the question, the term, the heading.
        heading: The section.
        tex: Whether it is TeX.
    """

    text: str
    line: int
    read: Read
    verdict: Verdict | None
    around: str
    subject: str
    heading: str
    tex: bool

    @property
    def named(self) -> bool:
        """Whether it is clear what is to be calculated: by a name on the left, or by a question."""
        return bool(_name(self)) or one_line(self.subject).rstrip(" *_").endswith(("?", "？"))


class Plan(NamedTuple):
    """A formula that a problem can be made of, if it can be proved."""

    worked: Worked
    parts: dict[str, Any]


def planned(found: Iterable[Worked], language: str) -> list[Plan | LeftOut]:
    """The problems to be made of a note's formulas; for a formula that could almost be one, what is missing.

    Args:
        found: The formulas.
        language: Of the note.
    """
    plans: list[Plan | LeftOut] = []
    seen: set[str] = set()
    made = 0
    for worked in found:
        tree = _arithmetic(worked) if worked.named else None
        if tree is None or to_text(tree) in seen:
            continue
        if not said_of(names_of(tree), worked.around) and not set(names_of(tree)) <= _SPEAKING:
            continue
        roles = _roles(worked, tree)
        missing = [name for name in names_of(tree) if name not in roles]
        if missing:
            if len(missing) < len(names_of(tree)) and (worked.verdict is not None or roles):
                plans.append(_left(worked, UNSAID.format(missing[0])))
            continue
        parts = _parts(worked, tree, roles, language)
        seen.add(str(parts["answer"]))
        made += 1
        plans.append(Plan(worked, parts) if made <= MOST else _left(worked, ENOUGH))
    return plans


def _left(worked: Worked, reason: str) -> LeftOut:
    return LeftOut(worked.line, shown(worked.text), reason)


def take_drills(plans: Iterable[Plan | LeftOut], gathering: Gathering) -> None:
    """Proves the problems of a note and makes their cards, and lists what was missing for one."""
    for plan in plans:
        if isinstance(plan, LeftOut):
            gathering.left_out.append(plan)
            continue
        trouble = _trouble(plan.parts)
        if trouble:
            gathering.left_out.append(_left(plan.worked, UNPROVED.format(trouble)))
        else:
            gathering.candidates.append(_candidate(plan.worked, plan.parts))


def _arithmetic(worked: Worked) -> Node | None:
    """What is to be calculated: closed arithmetic that is right, or right under an assumption a question can name."""
    verdict = worked.verdict
    if verdict is not None:
        tree = verdict.part if verdict.verdict != "fails" and verdict.assuming is not None else None
    else:
        tree = worked.read.right[0] if worked.read.label and len(worked.read.right) == 1 else None
    if tree is None or not _FEWEST_NAMES <= len(names_of(tree)) <= _MOST_NAMES:
        return None
    operations = sum(isinstance(node, (Binary, Call)) for node in walk(tree))
    opaque = {"SUM", "SOFTMAX", "COS", "SIN", "TANH", "rest", "union"}
    if operations < 2 or opaque & set(names_of(tree)):  # noqa: PLR2004  one operation is no problem
        return None
    try:
        for name in names_of(tree):
            check_name(name)
    except FormulaError:
        return None
    return tree


def _roles(worked: Worked, tree: Node) -> dict[str, Role]:
    """The kind of quantity of each name: as the sentence says, else as the published formula has it."""
    said = roles_of(names_of(tree), worked.around)
    known: dict[str, Role] = {}
    if worked.verdict is not None and worked.verdict.about.roles:
        about = worked.verdict.about.roles
        known = {own: OF_TABLE[about[name]] for name, own in worked.verdict.names.items() if name in about}
        for alike in interchangeable(tree):
            kinds = {known[name].name for name in alike if name in known}
            if kinds <= _OF_CHANNELS:
                known |= dict.fromkeys(alike, _CHANNELS)
            elif len(kinds) > 1:
                known = {name: role for name, role in known.items() if name not in alike}
    if _POOL.search(worked.subject):
        known = {name: _POOL_KERNEL if role.name == "kernel size" else role for name, role in known.items()}
        said = {name: _POOL_KERNEL if role.name == "kernel size" else role for name, role in said.items()}
    return {**known, **said}


def _parts(worked: Worked, tree: Node, roles: Mapping[str, Role], language: str) -> dict[str, Any]:
    """The parts of the template."""
    names = names_of(tree)
    answer = to_text(tree)
    whole = all(roles[name].whole for name in names)
    where = list(_conditions(tree, roles, whole=whole, evenly=_is_evenly(worked)))
    said, known = said_of(names, worked.around), roles_of(names, worked.around)
    own = phrases(language).said
    told = [_told(name, said[name] if name in known else own(roles[name].name), names) for name in names]
    if worked.verdict is not None and worked.verdict.assuming:
        told.append(own(worked.verdict.assuming))
    subject = _escaped(_subject(worked), names)
    front = _ASKS.get(language, _ENGLISH)[subject.endswith(("?", "？"))]
    parts: dict[str, Any] = {
        "given": {name: list(values) if isinstance(values := roles[name].values, tuple) else values for name in names},
        "front": front.format(subject, _escaped(_name(worked), names), ", ".join(told)),
        "answer": answer,
        "steps": [*_steps(tree), answer],
    }
    if where:
        parts["where"] = where
    if not whole or is_rounded(tree) or (_divides(tree) and not any("%" in each for each in where)):
        parts["tolerance"] = "1%"
    return parts


def _told(name: str, thing: str, names: Collection[str]) -> str:
    what = re.sub(r"[{}$()（）]", "", thing[:_WHAT])
    symbol = latex_name(name)
    shown = f"${symbol}$" if _escaped(symbol, names) == symbol else f"`{name}`"
    return f"{shown} = {{{name}}}" + (f" ({what})" if what else "")


def _escaped(text: str, names: Collection[str]) -> str:
    """A text whose own braces are not taken for numbers to be put in."""
    return _BRACES.sub(
        lambda found: f"{{{found[0]}}}" if set(_LETTERS.findall(found[0])) & set(names) else found[0], text
    )


_BRACES: Final = re.compile(r"\{[^{}]*\}")
_LETTERS: Final = re.compile(r"[A-Za-z]\w*")
_LETTER: Final = re.compile(r"[^\W\d_]")
_OPERATION: Final = re.compile(r"[-+*/]|\\frac")


def _name(worked: Worked) -> str:
    """What is to be calculated, by its name in the note; empty if it has none."""
    label = worked.read.label.strip("$ ")
    if len(label) > _WHAT or not _LETTER.search(label) or _OPERATION.search(label):
        return ""
    return f"${label}$" if worked.tex else unmarked(label)


def _subject(worked: Worked) -> str:
    flat = one_line(unmarked(worked.subject))
    first = re.match(r"[^?？]*[?？]", flat)
    return (first.group().strip() if first else flat.rstrip(":： .")) or worked.heading


def _is_evenly(worked: Worked) -> bool:
    """Whether the note's formula holds only where a division comes out even."""
    verdict = worked.verdict
    return verdict is not None and verdict.verdict == "depends" and "evenly" in verdict.says


def _conditions(tree: Node, roles: Mapping[str, Role], *, whole: bool, evenly: bool) -> Iterator[str]:
    """What every draw keeps, so that the numbers are those of a layer somebody would build."""
    kinds = {role.name: name for name, role in roles.items()}
    kernel, padding = kinds.get("kernel size"), kinds.get("padding")
    if kernel and padding:
        yield f"2*{padding} <= {kernel}"
    extra, stride = kinds.get("output padding"), kinds.get("stride")
    if extra and stride:
        yield f"{extra} < {stride}"
    minus = any(isinstance(node, Binary) and node.operator == "-" for node in walk(tree))
    if whole and minus and ("dilation" in kinds or "input size" not in kinds) and kernel:
        yield f"{to_text(tree)} >= 1"
    for node in walk(tree):
        if not isinstance(node, Binary) or node.operator != "/":
            continue
        inexact = evenly or any(roles[name].name == "patch size" for name in names_of(node.right))
        if inexact and whole:
            yield f"{to_text(Binary('%', node.left, node.right))} == 0"


def _divides(tree: Node) -> bool:
    """Whether something is divided by more than a number, outside of what is rounded."""
    match tree:
        case Call(function="floor" | "ceil" | "round"):
            return False
        case Binary(operator="/") if not isinstance(tree.right, Number):
            return True
        case Binary():
            return _divides(tree.left) or _divides(tree.right)
        case Call():
            return any(map(_divides, tree.arguments))
        case _:
            return False


def _steps(tree: Node) -> list[str]:
    """The parts that are worked out first."""
    inner: list[Node] = []
    match tree:
        case Binary(operator="+" | "-"):
            inner = [_within(side) for side in (tree.left, tree.right) if not isinstance(side, (Name, Number))]
        case Binary(operator="/"):
            inner = [side for side in (tree.left, tree.right) if isinstance(side, Binary)]
        case _:
            inner = [_within(tree)] if _within(tree) is not tree else []
    return list(dict.fromkeys(to_text(each) for each in inner if not isinstance(each, (Name, Number)) and each != tree))


def _within(tree: Node) -> Node:
    """What a rounded quotient rounds; anything else itself."""
    return tree.arguments[0] if isinstance(tree, Call) and tree.function in {"floor", "ceil"} else tree


def _trouble(parts: Mapping[str, Any]) -> str:
    """Why a template can't be asked; empty if it was proved."""
    from quizcv.problems.faults import TemplateError  # noqa: PLC0415  only for a note with a formula to drill
    from quizcv.problems.proving import proved  # noqa: PLC0415  as above
    from quizcv.problems.template import Template  # noqa: PLC0415  as above

    try:
        found = proved(Template.parse(parts), "note", "formula", seeds=SEEDS).findings
    except TemplateError as error:
        return error.faults[0].message
    if any("different question" in finding.message for finding in found):
        return "it would ask too few different questions"
    return one_line(found[0].message) if found else ""


def _candidate(worked: Worked, parts: Mapping[str, Any]) -> Candidate:
    shown = f"${one_line(worked.text)}$" if worked.tex else f"`{one_line(worked.text)}`"
    return Candidate(
        form=Kind.PROBLEM,
        front=str(parts["front"]),
        back=str(parts["answer"]),
        line=worked.line,
        heading=worked.heading,
        why=shown,
        slug=f"{_subject(worked)} {_name(worked)} calculated",
        template=dict(parts),
    )
