"""The two panes: the note around a line, and what is made of it. Lines only, no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.cards.asking import ask
from quizcv.cards.deckinfo import DeckInfo
from quizcv.cards.model import ChoiceCard, ClozeCard, NumericCard, ProblemCard, SymbolicCard
from quizcv.errors import QuizcvError
from quizcv.notes.drafts import is_taken_out
from quizcv.notes.report import kind_of
from quizcv.notes.texts import texts_of
from quizcv.shown import shown, shown_line
from quizcv.tui.importing.deciding import Verb
from quizcv.tui.importing.entries import LATEX, NOT_IN, State, Tab, as_formula, cards_at, front_words, uncovered
from quizcv.tui.importing.outcome import WHOLE, card_of, rewritten
from quizcv.tui.render.layout import lay_out
from quizcv.tui.render.wrapping import Line, Run, wrap
from quizcv.tui.review.blocks import blanks_marked, labelled, stacked
from quizcv.tui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.model import Card
    from quizcv.cards.question import Question
    from quizcv.notes.claims import Claim
    from quizcv.notes.report import Conflict
    from quizcv.tui.importing.deciding import Decision
    from quizcv.tui.importing.entries import Entry
    from quizcv.tui.importing.plan import Plan
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.widgets.page import Block

ABOVE: Final = 3
"""Lines of the note shown above the one that is meant."""
BELOW: Final = 120
"""Lines of the note that can be scrolled to below it."""
LONGEST: Final = 2000
"""Characters of a line of the note that are shown."""
EXAMPLE: Final = 1
"""The seed of the draw that is shown of a generated problem."""
MOST_MARKED: Final = 60
"""Lines that are marked as one piece of the note."""
STATES: Final = {
    State.GONE: "goes out, for the note has it no more; {accept-entry} keeps it",
    State.BACK: "back from the archive, for the note asks it again",
    State.ARCHIVED: "archived, for the note has it no more; {accept-entry} puts it back",
    State.TAKEN_OUT: "taken out; {accept-entry} puts it back",
}
"""What a state means, where its own word does not say it all, with the commands named."""
WHAT_NOW: Final = {
    Tab.CONFLICTS: "{accept-entry} takes the note's, {out-entry} keeps yours for good, {edit-entry} writes it anew. "
    "Undecided, yours stays and is told again.",
    Tab.UNANSWERED: "The note has no answer. {accept-entry} or {edit-entry}: write one here and it becomes a card; "
    "the note stays as it is.",
    Tab.DRAFTS: "{accept-entry} makes it a card, {edit-entry} changes it first, {out-entry} drops it for good. "
    "Undecided, it waits in the deck.",
    Tab.PLACEHOLDERS: "Something is still to be written here. {open-note} opens the note in your editor; "
    "{edit-entry} writes a card at once.",
    Tab.LEFT_OUT: "{edit-entry} writes a card from it all the same; {open-note} opens the note.",
    Tab.CLAIMS: "{open-note} opens the note in your editor, to put it right there.",
}


def rule(words: str, width: int, style: str = "$text-muted") -> Line:
    """A line across, with words at its beginning."""
    name = f"── {shown_line(words)} "
    return (Run("── ", "$rule"), Run(name[3:], style), Run("─" * max(width - len(name), 0), "$rule"))


# The note


def extent(lines: Sequence[str], line: int) -> range:
    """The lines, from 1, of the piece of a note that begins on a line: it and what is indented below it, or a paragraph."""
    if not 0 < line <= len(lines):
        return range(0)
    first = lines[line - 1]
    if first.lstrip().startswith("#"):
        return range(line, line + 1)
    indent = len(first) - len(first.lstrip())
    is_item = first.lstrip()[:2] in {"- ", "* ", "+ "} or first.lstrip()[:1].isdigit()
    end = line
    for number in range(line + 1, min(line + MOST_MARKED, len(lines) + 1)):
        row = lines[number - 1]
        inside = len(row) - len(row.lstrip()) > indent
        if not row.strip():
            if not is_item:
                break
        elif inside or not is_item:
            end = number
        else:
            break
    return range(line, end + 1)


def note_block(lines: Sequence[str], line: int) -> Block:
    """The note around a line, its piece marked by a bar; from the beginning without a line."""
    marked = extent(lines, line)
    first = max(line - ABOVE, 1)
    last = min(max(line, 1) + BELOW, len(lines))

    def block(width: int) -> list[Line]:
        margin = len(str(last))
        room = width - margin - 3
        rows: list[Line] = []
        for number in range(first, last + 1):
            here, inside = number == line, number in marked
            words = shown(lines[number - 1][:LONGEST].expandtabs(4).rstrip())
            indent = min(len(words) - len(words.lstrip()), max(room // 3, 0))
            style = "bold" if here else "" if inside else "$text-muted"
            for row, wrapped in enumerate(wrap([Run(words.strip(), style)], room - indent)):
                head = f"{number:>{margin}}" if row == 0 else " " * margin
                bar = Run(" ▎ ", "$primary") if inside else Run("   ")
                rows.append((Run(head, "bold $primary" if here else "$text-muted"), bar, Run(" " * indent), *wrapped))
        return rows

    return block


def place_of_line(lines: Sequence[str], line: int, width: int) -> int:
    """The row of the note's block a line of the note begins on."""
    return len(note_block(lines[: line - 1], min(line, len(lines)))(width)) if line > ABOVE else 0


# What is made of it


class Maker:
    """Makes the blocks of an entry.

    Args:
        plan: The import.
        keys: The keys of the import.
        raw_math: Leave formulas as they were written.
        tight: Leave no blank line below a rule, for a pane of a few rows.
    """

    def __init__(self, plan: Plan, keys: KeyNames, *, raw_math: bool, tight: bool = False) -> None:
        self._plan = plan
        self._keys = keys
        self._raw_math = raw_math
        self._tight = tight

    def markdown(self, source: str, style: str = "") -> Block:
        """A card's text."""

        def block(width: int) -> list[Line]:
            lines = lay_out(source, width, raw_math=self._raw_math)
            return [tuple(Run(run.text, f"{style} {run.style}".strip()) for run in each) for each in lines]

        return block

    def blocks(self, entry: Entry, decision: Decision | None) -> list[Block]:
        """What stands in the right pane: the card as it will be, or why there is none, and what can be done."""
        if decision is not None and decision.verb is Verb.WRITE:
            card = self._written(entry, decision)
            return [*self.card(card), *self._told(entry, decision)]
        if entry.conflict is not None:
            return [*self._conflict(entry.conflict, decision), *self._told(entry, decision)]
        if entry.claim is not None:
            return [*self._claim(entry), *self._told(entry, decision)]
        if entry.card is not None:
            return [*self.card(entry.card), *self._changed(entry.card), *self._told(entry, decision)]
        if entry.draft is not None:
            answer = self._headed("Answer", self.markdown(entry.draft.answer)) if entry.draft.answer else []
            return [self.markdown(entry.draft.question), *answer, *self._told(entry, decision)]
        shown_text = [self.markdown(entry.text)] if entry.text else []
        return [*shown_text, *self._told(entry, decision)]

    def _headed(self, words: str, first: Block, *rest: Block, style: str = "$text-muted") -> list[Block]:
        """Blocks below a line across."""

        def head(width: int) -> list[Line]:
            return [rule(words, width, style)]

        return [stacked(head, first), *rest] if self._tight else [head, first, *rest]

    @staticmethod
    def _written(entry: Entry, decision: Decision) -> Card:
        if entry.card is not None:
            return rewritten(entry.card, decision)
        return card_of("x", decision.front, decision.back)

    def card(self, card: Card) -> list[Block]:
        """A card with its answer shown."""
        front, back, hint, why, accept = texts_of(card)
        if isinstance(card, ProblemCard):
            return self._problem(card)
        if isinstance(card, ClozeCard):
            blocks = [blanks_marked(self.markdown(uncovered(card.text)))]
        else:
            answers = [self.markdown(each) for each in self._answers(card, back)]
            blocks = [self.markdown(front or front_words(card)), *self._headed("Answer", *answers)]
        if accept:
            blocks.append(labelled("Also", self.markdown(accept.replace("\n", "; "))))
        if hint:
            blocks.append(labelled("Hint", self.markdown(hint)))
        if why:
            blocks.append(labelled("Why", self.markdown(why)))
        return blocks

    def _drawn(self, card: ProblemCard) -> Question | None:
        """A generated problem as it is asked with one draw of its numbers; None if it can't be."""
        deck = self._plan.report.deck
        info = DeckInfo(deck.name, deck.title, self._plan.target, total=0, shipped=False)
        try:
            return ask(info, card, "", EXAMPLE)
        except (QuizcvError, ValueError, ArithmeticError, KeyError):
            return None

    def _asked(self, card: Card) -> str:
        """What a card asks; of a generated problem, with the numbers of its example."""
        question = self._drawn(card) if isinstance(card, ProblemCard) else None
        return question.prompt if question else front_words(card)

    def _problem(self, card: ProblemCard) -> list[Block]:
        """A generated problem as it is asked, and its formula."""
        question = self._drawn(card)
        if question is None:
            return [self.markdown(front_words(card))]
        unit = f" {question.answer.unit}" if question.answer.unit else ""
        answer = self.markdown(f"{question.answer.text}{unit}")
        blocks = [self.markdown(question.prompt), *self._headed("Answer", answer)]
        formula = card.template.parts.get("answer") if card.template else None
        if isinstance(formula, str):
            blocks.append(labelled("From", self.markdown(f"`{formula}`")))
        if card.why:
            blocks.append(labelled("Why", self.markdown(card.why)))
        return [*blocks, text("One draw as an example: the numbers are new each time.", "$text-muted")]

    def _changed(self, card: Card) -> list[Block]:
        """What the deck said before, text by text, where it follows the note."""
        found = [each for each in self._plan.report.changes.differences if each.card == card.id and each.before]
        return [labelled("Was", self.markdown(each.before, "$text-muted")) for each in found]

    @staticmethod
    def _answers(card: Card, back: str) -> list[str]:
        match card:
            case NumericCard():
                return [f"{card.written} {card.unit}".strip()]
            case ChoiceCard():
                return [f"- {option}{' ✓' if option in card.answer else ''}" for option in card.options]
            case SymbolicCard():
                return [f"`{card.answer}`"]
            case _:
                return [back]

    def _conflict(self, conflict: Conflict, decision: Decision | None) -> list[Block]:
        verb = decision.verb if decision else None
        gone = conflict.field == WHOLE and not conflict.note
        theirs = "The note has this card no more." if gone else conflict.note or "(nothing)"
        mine = "✓ yours, in the deck" if verb is not Verb.ACCEPT else "yours, in the deck"
        notes = "✓ the note's" if verb is Verb.ACCEPT else "the note's"
        taken, left = "bold $success", "$text-muted"
        return [
            *self._headed(
                mine, self.markdown(conflict.deck or "(nothing)"), style=left if verb is Verb.ACCEPT else taken
            ),
            *self._headed(notes, self.markdown(theirs), style=taken if verb is Verb.ACCEPT else left),
        ]

    def _claim(self, entry: Entry) -> list[Block]:
        claim = entry.claim
        if claim is None:
            return []
        words, style = {
            State.HOLDS: ("✓ It holds.", "bold $success"),
            State.FAILS: ("✗ It fails.", "bold $error"),
            State.DEPENDS: ("? It depends on how it is meant.", "bold $warning"),
        }.get(entry.state, ("? It can't be worked out.", "bold $warning"))
        blocks = [self._claimed(claim.text), text(words, style)]
        if claim.correct:
            blocks += self._right(claim, fails=entry.state is State.FAILS)
        if claim.says:
            blocks.append(self.markdown(claim.says))
        cards = cards_at(self._plan, claim.line)
        if cards:
            names = "; ".join(shown_line(self._asked(card)) for card in cards)
            blocks.append(labelled("Card", self.markdown(names)))
        return blocks

    def _claimed(self, claim: str) -> Block:
        """What a claim says; what is LaTeX is drawn."""
        return self.markdown(as_formula(claim)) if LATEX.search(claim) else text(shown(claim))

    def _right(self, claim: Claim, *, fails: bool) -> list[Block]:
        """What a claim should say: a value beside the stated one, or a formula drawn as one."""
        right, stated = shown_line(claim.correct), shown_line(claim.stated)
        if "\\" in right or claim.says:
            return [labelled("Right" if fails else "In full", self.markdown(f"$${right}$$"))]
        words = "The right value" if fails else "Taken literally"
        return [text(f"{words}: {right}" + (f"; the note says {stated}." if stated and stated != right else "."))]

    def _told(self, entry: Entry, decision: Decision | None) -> list[Block]:
        """What kind of entry it is, why, and what can be done: muted, below everything."""
        told = []
        if entry.card is not None and entry.conflict is None:
            told.append(f"{kind_of(entry.card)}, {self._keys.said(STATES.get(entry.state, entry.state))}")
            if decision and decision.verb is Verb.OUT:
                told.append("Taken out: it is not asked, and does not come back with the next import.")
            elif decision and entry.state in NOT_IN:
                told.append("It is put back and asked again; its progress is kept.")
        elif entry.reason and entry.tab is not Tab.UNANSWERED and not (entry.draft and is_taken_out(entry.draft)):
            told.append(f"{entry.reason[:1].upper()}{entry.reason[1:]}.")
        elif entry.draft and is_taken_out(entry.draft):
            told.append(self._keys.said("Taken out; {accept-entry} makes it a card again."))
        if decision is None and entry.state is not State.HOLDS:
            told.append(self._keys.said(WHAT_NOW.get(entry.tab, "")))
        return [text(each, "$text-muted") for each in told if each]
