"""The cards of a paper's labelled parts: its problem, its idea, what it adds, what it shows, where it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizcv.notes.answers import AnswerText, answer_of, points, prose, render
from quizcv.notes.english import as_sentence
from quizcv.notes.gathering import Candidate, Lined
from quizcv.notes.inline import bold_lead, flatten, is_links_only, one_line, unmarked
from quizcv.notes.keeping import MOST_POINTS, MOST_ROWS, fault, rows_of
from quizcv.notes.outline import SAYING, Block, Shape
from quizcv.notes.papers.numbers import is_whole, number_cards
from quizcv.notes.questions import take_question
from quizcv.notes.recognise import ends_asking, is_empty, is_placeholder
from quizcv.notes.roles import ASKED, Role, question_of, role_of
from quizcv.notes.rows import read_table
from quizcv.notes.terms import PICTURE, Term, is_generic, read_term, split, take_term

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering
    from quizcv.notes.papers.paper import Paper

_OF_PARTS = frozenset({Role.PARTS, Role.METHOD, Role.IDEA, Role.WHAT, Role.SUMMARY})
_LEAD, _FEW_ROWS = 60, 2
"""Signs of a bullet that only leads in to the points below it."""
MOST_NUMBERS = 5
"""Cards for numbers of one paper: the first ones, which a reader writes down first."""


@dataclass(slots=True)
class Told:
    """What has been told of one paper so far.

    Args:
        paper: The paper.
        heading: Its heading, for a card's source.
        roles: The roles that have their card.
        numbers: How many cards of numbers there are.
        first: Where its candidates begin.
    """

    paper: Paper
    heading: str
    first: int
    roles: set[Role] = field(default_factory=set)
    numbers: int = 0


def take_role(role: Role, label: str, blocks: list[Block], told: Told, gathering: Gathering) -> None:
    """Makes the cards of a labelled part.

    Several points are one card that says how many there are. Points that are named parts with a meaning of their own are
    cards of their own too; where all are, the list asks for their names only. Results with numbers are asked for one by
    one. A part that fills more than a screen is taken apart at its own labels and names.

    Args:
        role: What the part tells.
        label: Its heading or label, as the note has it.
        blocks: What stands below it.
        told: The paper, and what was told of it before.
        gathering: Takes what is found.
    """
    blocks = _unwrapped(blocks)
    if not blocks or all(is_empty(block) for block in blocks):
        _take_nothing(role, blocks, told, gathering)
        return
    blocks = _without_asked(_without_pictures(blocks, gathering), told, gathering)
    if not blocks:
        return
    named = [(block, term) for block in blocks if (term := _named(block))]
    if role is Role.RESULTS:
        blocks = _take_numbers(blocks, told, gathering)
    elif role is Role.OPEN or not blocks:
        return
    if role is Role.PARTS and len(named) > 1 and len(named) == len(blocks):
        shown = [Block(Shape.ITEM, term.name, block.line) for block, term in named]
    else:
        shown = blocks
    if _is_too_much(shown) or (shown is blocks and role is not Role.RESULTS and split(shown)):
        _take_apart(role, label, blocks, told, gathering)
        return
    _take_answer(role, label, shown, told, gathering)
    if role in _OF_PARTS and len(blocks) > 1:
        for block, term in named:
            take_term(block, term, told.paper.name, told.heading, gathering)
    if role is not Role.RESULTS:
        _take_numbers(blocks, told, gathering)


def _without_asked(blocks: list[Block], told: Told, gathering: Gathering) -> list[Block]:
    """The points that tell; one that asks and has its answer below it makes a card of its own."""
    told_points = []
    for block in blocks:
        if block.shape is Shape.ITEM and block.children and ends_asking(block.text):
            take_question(block, told.heading, gathering, told.paper.name)
        else:
            told_points.append(block)
    return told_points


def _without_pictures(blocks: list[Block], gathering: Gathering) -> list[Block]:
    """The points that say something; those that only announce a picture are listed."""
    kept = []
    for place, block in enumerate(blocks):
        after = blocks[place + 1 : place + 2]
        leads = block.text.rstrip().endswith((":", "：")) and not block.children
        if leads and (not after or is_picture(after[0])):
            gathering.leave(block, "a picture with nothing said about it")
        elif is_picture(block) or (block.children and all(is_picture(child) for child in block.children)):
            gathering.leave_all([block], "a picture with nothing said about it")
        else:
            kept.append(block)
    return kept


def is_picture(block: Block) -> bool:
    """Whether a block is a picture and nothing else."""
    text = block.text.strip()
    return text.startswith(("![", "<img")) and is_links_only(text, pictures=True) and not block.children


def _take_answer(role: Role, label: str, blocks: list[Block], told: Told, gathering: Gathering) -> None:
    if not blocks:
        return
    answer = answer_of(blocks, gathering)
    if not answer.text:
        return
    front = _front(role, label, told, gathering)
    slug = f"{told.paper.slug} {role}" if role not in told.roles else f"{told.paper.slug} {label}"
    told.roles.add(role)
    if answer.pictures:
        gathering.guess(front, answer.text, blocks[0].line, PICTURE)
        return
    _take(gathering.phrases.counted(front, answer.points), answer, blocks[0].line, slug, told, gathering)


def _front(role: Role, label: str, told: Told, gathering: Gathering) -> str:
    """The question a role answers of this paper; a second part of the same role is asked for by its own label."""
    phrases, paper = gathering.phrases, told.paper
    if role in told.roles:
        return phrases.part(unmarked(label).strip(" :：?？.") or str(role), paper.name)
    if role is Role.WHAT and not paper.is_short:
        return phrases.about.format(paper.title or paper.name)
    return question_of(role, paper.name, phrases)


def _take(front: str, answer: AnswerText, line: int, slug: str, told: Told, gathering: Gathering) -> None:
    back = as_sentence(answer.text)
    reason, may_draft = fault(front, back, answer.points)
    if reason and may_draft:
        gathering.guess(front, back, line, reason)
    elif reason:
        gathering.leave(Lined(back, line), reason)
    else:
        about = told.paper.name
        gathering.card(Candidate(front=front, back=back, line=line, heading=told.heading, about=about, slug=slug))


def _is_too_much(blocks: list[Block]) -> bool:
    """Whether a part is longer than a screen, or has more points than can be told from memory."""
    return rows_of(render(blocks)) > MOST_ROWS or points(blocks) > MOST_POINTS


def _take_apart(role: Role, label: str, blocks: list[Block], told: Told, gathering: Gathering) -> None:
    """A long part by its own labels: each named point is a card, numbers are, and the rest is one card if it is short enough."""
    rest: list[Block] = []
    for block in blocks:
        inner_role = role_of(block.text) if block.children else None
        term = _named(block) or (read_term(block) if block.children else None)
        if inner_role in ASKED and inner_role is not role:
            take_role(inner_role, block.text, block.children, told, gathering)
        elif term and not term.lead:
            take_term(block, term, told.paper.name, told.heading, gathering)
        elif block.shape in SAYING and not block.children and take_numbers(block, told, gathering):
            continue
        elif block.children and any(_named(child) for child in block.children) and _is_too_much([block]):
            _take_apart(role, label, block.children, told, gathering)
        else:
            rest.append(block)
    if rest and _is_too_much(rest) and len(rest) < len(blocks):
        gathering.leave_all(rest, "more than a screen can hold, without names of its own")
    else:
        _take_answer(role, label, rest, told, gathering)


def take_numbers(block: Block, told: Told, gathering: Gathering) -> int:
    """Makes cloze cards of a block's own numbers, as long as the paper has not enough of them; how many it made."""
    found = number_cards(_without_label(block.text), block.line, told.heading, told.paper)
    for each in found[: max(0, MOST_NUMBERS - told.numbers)]:
        gathering.card(each)
    made = min(len(found), max(0, MOST_NUMBERS - told.numbers))
    told.numbers += made
    for each in found[made:]:
        gathering.leave(
            Lined(each.front.replace("{{", "").replace("}}", ""), each.line), "more numbers than are worth a card"
        )
    return made


def _without_label(text: str) -> str:
    """A statement without the fixed word it is sorted under: `**Result**: ...`."""
    bold, rest = bold_lead(text)
    return rest.lstrip(" :：") if bold and role_of(bold) and rest.strip(" :：") else text


def _take_numbers(blocks: list[Block], told: Told, gathering: Gathering) -> list[Block]:
    """Takes the numbers of points; what is left are the points that have none of their own."""
    rest = []
    for block in blocks:
        is_text = block.shape in SAYING and not block.children and not is_placeholder(block.text)
        made = take_numbers(block, told, gathering) if is_text else 0
        if not (made and is_whole(prose(block.text))):
            rest.append(block)
    return rest


def _take_nothing(role: Role, blocks: list[Block], told: Told, gathering: Gathering) -> None:
    """A part of the template that is still to be filled."""
    for block in blocks or [Block(Shape.ITEM, "", told.paper.line)]:
        if is_placeholder(block.text) and not block.children:
            gathering.placeholder(block.text or str(role), block.line, told.paper.name)
        else:
            gathering.leave_all([block], "a source, not an answer")


def _unwrapped(blocks: list[Block]) -> list[Block]:
    """The points of a part: the children of a single bullet that only leads in to them."""
    while (
        len(blocks) == 1
        and blocks[0].children
        and (not blocks[0].text or (blocks[0].text.rstrip().endswith((":", "：")) and len(blocks[0].text) < _LEAD))
    ):
        blocks = blocks[0].children
    return blocks


def _named(block: Block) -> Term | None:
    """The named part a point explains: `Corner gate: closes the corners`, with a meaning that stands alone."""
    if block.shape is not Shape.ITEM or ends_asking(block.text):
        return None
    term = read_term(block)
    if term is None or term.lead or is_generic(term.name):
        return None
    said = one_line(flatten(term.rest)) or " ".join(unmarked(child.text) for child in block.children)
    return (
        term
        if len(said) > len(term.name) // 2 and not all(is_empty(child) for child in block.children or [block])
        else None
    )


def take_template_table(block: Block, told: Told, gathering: Gathering) -> bool:
    """Takes a table whose first column holds the fixed words of a template; False for any other table."""
    table = read_table(block.text, block.line)
    rows = [] if table is None else [(0, table.heads), *table.rows]
    parts = [(role_of(row[0]), line, row) for line, row in rows if len(row) > 1]
    if sum(role in ASKED for role, _, _ in parts) < _FEW_ROWS:
        return False
    for role, line, row in parts:
        said = "; ".join(cell for cell in row[1:] if cell)
        if role in ASKED and role and line and said:
            take_role(role, row[0], [Block(Shape.PARAGRAPH, said, line)], told, gathering)
        elif line:
            gathering.leave(Lined(" | ".join(row), line), "a row that answers no question")
    return True
