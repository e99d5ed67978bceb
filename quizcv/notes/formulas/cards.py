"""Formulas: in dollars, open or broken over lines, or written plainly, with the name they go by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quizcv.notes.claims import claims_in
from quizcv.notes.claims.remarks import remarks_on
from quizcv.notes.gathering import Candidate, Lined
from quizcv.notes.inline import BLANK, mask, maths, may_hold_math, one_line
from quizcv.notes.outline import SAYING, Block, Shape
from quizcv.notes.remembered import remembered

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_RELATION = re.compile(r"(?<![<>!=:])=(?!=)|\\(?:approx|equiv|propto|le|ge|leq|geq)(?![a-zA-Z])|[≈≤≥]")
_VALUE = re.compile(r"\s*[-−]?[\d.,\s%]+(?:,.*)?\s*", re.DOTALL)
_OPERATION = re.compile(r"[-+*/^∗×·−]|\\(?:frac|times|cdot|sum|prod|sqrt|log|exp|over|cup|cap)")
_LETTER = re.compile(r"(?<![a-zA-Z\\])[a-zA-Z]|\\(?!times|cdot|text|mathrm|le|ge|frac|log|sum|,|;|!)[a-zA-Z]+")
_CALCULATED = re.compile(r"[-+*/∗×]|\\(?:frac|cdot)")
_LEFT_NAME = re.compile(r"L_\{?\\?(?:text|mathrm|operatorname)?\{?(?P<name>[A-Za-z]{2,})\}*")
_PLAIN: Final = re.compile(
    r"(?P<left>[A-Za-z][A-Za-z_]*(?:\([A-Za-z, ]{1,20}\))?)\s+=\s+"
    r"(?P<right>[A-Za-z0-9(][A-Za-z0-9_()., ]*(?:\s*[-+*/^×∗·−]\s*[A-Za-z0-9_(][A-Za-z0-9_()]*){1,30})"
)
_SET_APART = re.compile(r"=\s")
"""An equals sign with a space behind it, without which there is no such formula; to look for it is quicker."""
_LONG_WORD = re.compile(
    r"(?<!\w)(?!log|exp|min|max|sqrt|floor|ceil|sum|softmax|sigmoid|tanh|relu|norm|ReLU)[A-Za-z]{6,}(?![(\w])"
)
_TWO_OPERANDS = re.compile(r"[\w)]\s+[A-Za-z(]")
_LINE_BREAKS = re.compile(r"\\\\|\n\s*\n")
_SYMBOLS = 2
_FORMULA_WORD = re.compile(
    r"(?<=\S)(?:\s*的?(?:核心|計算|计算|数学|數學|基本)?公式|\s+(?:formulas?|formulae|equations?)|\s*の?(?:公式|数式|計算式)|\s*(?:공식|수식|계산식))\s*\Z"
    r"|\A(?:the )?(?:formula|equation) (?:of|for) (?:the )?(?=\w)|\Aформула (?=\w)|\Afórmula (?:del?|de la) (?=\w)",
    re.IGNORECASE,
)
"""A word of a name that the question has already: *State the formula of the equation of ...*."""
STRANGER: Final = "the formula's left side names {}, but it stands under {}: check it"
_AROUND = " \n.,;。，；"
_RENAMING = 12
"""A relation without any operation and no longer than this only gives a name, like `a = b`."""
_CLAUSE = re.compile(r"[，,。；;：:（(]")
_VERB = re.compile(r"^(?:透過|通過|通过|利用|使用|採用|采用|即|為|为|其中|and|so|using|by|with|thus|hence)\s*")
_CONDITIONS = re.compile(r"When|If|For|With|Where")
_CONDITION = re.compile(r"(?:^|[.。]\s+|\n)(?P<condition>(?:When|If|For|With|Where)\b[^.]{3,120}?),[^.=]{0,80}\Z")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of a note: its source, whether it is TeX, and where in its block it begins."""

    text: str
    start: int = 0
    tex: bool = True

    @property
    def shown(self) -> str:
        """As a card's back shows it."""
        return f"$${one_line(self.text)}$$" if self.tex else f"`{one_line(self.text)}`"

    @property
    def left(self) -> str:
        """What stands left of the first relation; empty if there is none."""
        found = _RELATION.search(self.text)
        return self.text[: found.start()].strip() if found else ""


def formulas_in(text: str) -> tuple[Formula, ...]:
    """The formulas of a text: relations and operations between letters, no plain values such as `k = 3`, no sums."""
    return _formulas_in(text) if may_hold_math(text) or "=" in text else ()


@remembered
def _formulas_in(text: str) -> tuple[Formula, ...]:
    found = [Formula(source, start) for source, start in maths(text) if is_formula(source)]
    return tuple(sorted([*found, *_plainly_in(text)], key=lambda formula: formula.start))


def _plainly_in(text: str) -> list[Formula]:
    """Those written without dollars."""
    if not _SET_APART.search(text):
        return []
    return [
        Formula(match.group().strip().rstrip("."), match.start(), tex=False)
        for match in _PLAIN.finditer(mask(text))
        if BLANK not in match.group() and _is_plain_formula(match.group("right"))
    ]


@remembered
def is_formula(source: str) -> bool:
    """Whether a piece of math says how something is calculated, not only a symbol, a size or a value."""
    letters = len(_LETTER.findall(source))
    relation = _RELATION.search(source)
    if relation:
        right = source[relation.end() :]
        says = bool(_OPERATION.search(right)) or len(source) > _RENAMING
        calculates = says and letters >= _SYMBOLS and not _VALUE.fullmatch(right)
    else:
        calculates = bool(_CALCULATED.search(source)) and letters > _SYMBOLS
    return calculates and not claims_in(source, 1, display=True)


def formulas_alone(block: Block) -> list[Formula]:
    """The formulas of a bullet or line that says nothing else; none for any other block."""
    if block.shape is Shape.MATH:
        return [Formula(part) for part in pieces(block.text) if part]
    if block.children or block.shape not in SAYING:
        return []
    text = block.text.strip(_AROUND)
    if text and not mask(text, frozenset({"display", "math", "bracket"})).strip(BLANK + _AROUND):
        return [Formula(part) for source, _ in maths(text) for part in pieces(source) if is_formula(part)]
    bare = text.strip("`")
    plain = _PLAIN.fullmatch(bare)
    return [Formula(bare, tex=False)] if plain and _is_plain_formula(plain["right"]) else []


def _is_plain_formula(right: str) -> bool:
    return bool(
        re.search(r"[A-Za-z]", right)
        and not _LONG_WORD.search(right)
        and not _TWO_OPERANDS.search(re.sub(r"\s*[-+*/^×∗·−]\s*", "+", right))
    )


def list_formulas(block: Block) -> list[Lined]:
    """The formulas of one block, nested ones aside, as the report shows them."""
    if block.shape is Shape.MATH:
        return [Lined(one_line(part), block.line) for part in pieces(block.text)]
    if block.shape in {Shape.CODE, Shape.HTML}:
        return []
    return [
        Lined(one_line(part), block.line + block.text.count("\n", 0, formula.start))
        for formula in formulas_in(block.text)
        for part in pieces(formula.text)
    ]


def pieces(source: str) -> list[str]:
    """A display that holds several formulas one after another, taken apart at its line breaks."""
    if "\\begin" in source:
        return [source.strip()]
    if "\\\\" not in source and "\n" not in source:
        return [source.strip()]
    parts = [part.strip() for part in _LINE_BREAKS.split(source) if part.strip()]
    alone = all(_RELATION.search(part) for part in parts)
    return parts if alone and len(parts) > 1 else [source.strip()]


def take_display(  # noqa: PLR0913  what a card of a formula is made of
    source: str, name: str, line: int, heading: str, gathering: Gathering, *, said: str = "", one_of: bool = False
) -> None:
    """Makes "state the formula" cards of a displayed formula that belongs to a term.

    Args:
        source: The TeX.
        name: What it is the formula of; a word such as *formula* at its end is dropped.
        line: Where it begins.
        heading: The section, for the card's source.
        gathering: Takes what is found.
        said: What its letters stand for, shown below it.
        one_of: Whether the term has other formulas too, so that the question names this one by its left side.
    """
    name = _FORMULA_WORD.sub("", name) or name
    parts = pieces(source)
    if not parts[0]:
        gathering.placeholder("$$ $$", line)
        return
    back = "\n\n".join(f"$${one_line(part)}$$" for part in parts)
    reason = _slips(back, line, gathering)
    other = "" if reason else stranger(parts[0], name)
    if reason or other:
        question = gathering.phrases.formula.format(name)
        gathering.guess(question, back, line, reason or STRANGER.format(other, name))
        return
    for number, part in enumerate(parts):
        formula = Formula(part)
        symbol = formula.left
        front = gathering.phrases.formula.format(name)
        if symbol and (number or one_of or is_another(symbol, name)):
            front = gathering.phrases.formula_for.format(name, one_line(symbol))
        gathering.card(
            Candidate(
                front=front,
                back="\n\n".join(text for text in (formula.shown, said) if text),
                line=line,
                heading=heading,
                about=name,
                slug=f"{name} {symbol if number or one_of else ''} formula",
            )
        )


def is_another(symbol: str, name: str) -> bool:
    """Whether a formula's left side is a name of its own (`TP`, `RowSize`) and not that of what it stands under."""
    found = re.fullmatch(r"(?:\\(?:text|mathrm|operatorname)\{)?(?P<name>[A-Za-z]{2,30})\}?", symbol)
    if not found or found["name"].islower():
        return False
    given, words = found["name"].casefold(), re.findall(r"[a-z]+", name.casefold())
    initials = "".join(word[0] for word in words)
    return bool(words) and not any(given in word or word in given for word in words) and given not in initials


def _slips(text: str, line: int, gathering: Gathering) -> str:
    """What is wrong with the formulas of a text, each by its left side; empty for nothing."""
    wrong = [claim for claim in remarks_on(text, line, gathering.filed) if claim.verdict == "fails"]
    said = gathering.phrases.said
    return "; ".join(f"{one_line(Formula(claim.text).left) or claim.text}: {said(claim.says)}" for claim in wrong)


def stranger(source: str, name: str) -> str:
    """The name a loss formula gives itself, if it is not the one it stands under."""
    found = _LEFT_NAME.match(source)
    if not found:
        return ""
    given, wanted = found.group("name").casefold(), name.casefold()
    words = re.findall(r"[a-z]+", wanted)
    initials = "".join(word[0] for word in words)
    akin = any(word.startswith(given) or given.startswith(word) for word in words) or given == initials
    return "" if akin or "loss" not in wanted else found.group("name")


def take_conditional(block: Block, question: str, heading: str, gathering: Gathering) -> None:
    """A formula an answer gives for a special case is a card of its own: `When s = 1 ...: state the formula for p`."""
    if not _CONDITIONS.search(block.text):
        return
    for formula in formulas_in(block.text):
        found = _CONDITION.search(block.text[max(0, formula.start - 240) : formula.start])
        if not found or not formula.left or not formula.tex:
            continue
        condition = f"{question} {one_line(found.group('condition'))}"
        front = gathering.phrases.formula_for.format(condition, one_line(formula.left))
        line = block.line + block.text.count("\n", 0, formula.start)
        gathering.card(Candidate(front=front, back=formula.shown, line=line, heading=heading))


def take_plain(block: Block, subject: str, given: str, heading: str, gathering: Gathering) -> None:
    """Cards for formulas written without dollars, named by the words before them."""
    for formula in _plainly_in(block.text):
        name = _name_before(block.text[max(0, formula.start - 200) : formula.start], formula.left)
        if not name:
            continue
        front = gathering.phrases.in_context(subject, gathering.phrases.formula.format(name))
        if given:
            front = gathering.phrases.given.format(front.rstrip("。"), given)
        back = formula.text.partition("=")[2].strip() if name.endswith(formula.left) else formula.text
        shown = f"`{one_line(back)}`"
        gathering.card(
            Candidate(
                front=front,
                back=shown,
                line=block.line,
                heading=heading,
                about=subject,
                slug=f"{subject} {name} formula",
            )
        )


def _name_before(text: str, left: str) -> str:
    """The words that name a formula: the clause it stands in, or the clause before it."""
    clauses = [part.strip() for part in re.split(r"[，,。；;：:\n]", text)]
    own = clauses[-1]
    if own:
        name = f"{own} {left}" if own[-1].isascii() else own + left
        return _VERB.sub("", name)
    earlier = [part for part in clauses if part]
    if earlier and "=" in earlier[-1]:
        return ""
    return _VERB.sub("", earlier[-1]) if earlier and len(earlier[-1]) <= 40 else ""  # noqa: PLR2004  a name, no sentence
