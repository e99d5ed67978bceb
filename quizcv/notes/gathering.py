"""What reading a note brings together: cards to be, and everything that became none, each with its line and reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.model import Draft, Kind
from quizcv.cards.pictures import without_far
from quizcv.notes.claims import Filed, corrected
from quizcv.notes.claims.remarks import as_reason, remarks_on
from quizcv.notes.inline import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quizcv.notes.claims import Claim
    from quizcv.notes.outline import Block
    from quizcv.notes.phrases import Phrases

FAR_PICTURE: Final = "a picture outside the deck's folder; the card keeps its words"
_SHOWN = 160
_NO_WORDS = re.compile(
    r"^[ \t]*(?:(?:image|img|alt text|screenshot|picture|untitled|(?:image[-_ ])?\d{6,}|在这里插入图片描述|在這裡插入圖片描述)(?:[ \t]+|$)\n*)+",
    re.IGNORECASE | re.MULTILINE,
)
"""What stands for a picture's words where nobody wrote any."""
_SEAM = re.compile(r"\s*\n\s*(?=[(（]\d{1,2}[^()（）\n]{1,12}[)）]\Z)")
"""What a picture that has gone leaves before the number of points."""
_BARE_BULLET = re.compile(r"^[ \t]*(?:-|\d{1,3}\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


class Candidate(NamedTuple):
    """A card to be.

    Args:
        front: The question; the whole text of a cloze.
        line: Where it comes from in the note.
        heading: The section it comes from.
        back: The answer; empty for a cloze.
        form: How it is asked: basic, typed, numeric or cloze.
        about: The paper or term it belongs to; empty for none.
        hint: Shown before the answer on demand.
        why: Shown with the answer.
        slug: What the id is made from; empty: the front.
        accept: Other wordings of a typed answer.
        place: The line it stands behind in the deck, if that is not its own.
        tags: What the note says of it beside: how hard it is.
        template: The parts of a problem; None for any other card.
        asked: Whether the note itself asks it, in its own words.
    """

    front: str
    line: int
    heading: str
    back: str = ""
    form: Kind = Kind.BASIC
    about: str = ""
    hint: str = ""
    why: str = ""
    slug: str = ""
    accept: tuple[str, ...] = ()
    place: int = 0
    tags: tuple[str, ...] = ()
    template: Mapping[str, object] | None = None
    asked: bool = False

    @property
    def order(self) -> int:
        """Cards stand in the deck as in the note."""
        return self.place or self.line


class LeftOut(NamedTuple):
    """A piece of the note that became no card, and why."""

    line: int
    text: str
    reason: str


class Lined(NamedTuple):
    """A text and the line it begins on: an unanswered question, a formula, a placeholder and what it keeps a place for."""

    text: str
    line: int
    under: str = ""


@dataclass(slots=True)
class Gathering:
    """Everything found in one note.

    Args:
        phrases: The words of the note's language.
        words: What the note writes with a small initial.
        once: Questions that a note gives more than one reason for and that are asked only once.
        doubtful: The candidates that became drafts, each with its draft: a card the deck has of one already stays.
    """

    phrases: Phrases
    words: frozenset[str]
    candidates: list[Candidate] = field(default_factory=list)
    unanswered: list[Lined] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    placeholders: list[Lined] = field(default_factory=list)
    formulas: list[Lined] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    once: set[str] = field(default_factory=set)
    doubtful: list[tuple[Candidate, Draft]] = field(default_factory=list)
    _filed: Filed = field(default_factory=lambda: Filed(()), repr=False, compare=False)

    @property
    def filed(self) -> Filed:
        """The claims, filed again only where others have been put in their place."""
        if self._filed.claims is not self.claims:
            self._filed = Filed(self.claims)
        return self._filed

    def card(self, candidate: Candidate) -> None:
        """Keeps a candidate; a wrong sum in its answer is put right, and the card says so."""
        candidate = self._with_near_pictures(candidate)
        if not candidate.front.strip() or not (candidate.back.strip() or candidate.form is Kind.CLOZE):
            self.leave(Lined(candidate.front or candidate.back, candidate.line), "too little to ask")
            return
        back, faults = corrected(candidate.back, self.filed)
        if faults:
            why = " ".join(self.phrases.says.format(claim.stated, claim.correct) for claim in faults)
            candidate = candidate._replace(back=back, why=why)
        remarks = remarks_on(candidate.back, candidate.line, self.filed)
        if remarks:
            candidate = candidate._replace(why=f"{candidate.why} {as_reason(remarks, self.phrases)}".strip())
        self.candidates.append(candidate)

    def _with_near_pictures(self, candidate: Candidate) -> Candidate:
        """A candidate whose pictures can lie below the deck's folder; of others the words stay, and they are listed."""
        if "![" not in candidate.back and "![" not in candidate.front and "![" not in candidate.hint:
            return candidate
        front, back, hint = (without_far(text) for text in (candidate.front, candidate.back, candidate.hint))
        far = list(dict.fromkeys([*front[1], *back[1], *hint[1]]))
        told = self.left_out[-len(far) :] if far else []
        for picture in far:
            row = LeftOut(candidate.line, shown(picture), FAR_PICTURE)
            if row not in told:
                self.left_out.append(row)
        bare = _BARE_BULLET.sub("", _NO_WORDS.sub("", back[0])).strip() if back[1] else back[0]
        return candidate._replace(front=_SEAM.sub(" ", front[0].strip()), back=bare, hint=hint[0]) if far else candidate

    def ask(self, question: str, line: int) -> None:
        """Keeps a question nobody has answered yet."""
        self.unanswered.append(Lined(question, line))
        self.drafts.append(Draft(question=question, line=line, reason="unanswered in the note"))

    def guess(self, question: str, answer: str, line: int, reason: str) -> None:
        """Keeps what would need a guess to become a card."""
        draft = Draft(question=question, line=line, reason=reason, answer=answer)
        self.drafts.append(draft)
        if answer:
            self.doubtful.append((Candidate(question, line, "", answer), draft))

    def doubt(self, candidate: Candidate, draft: Draft) -> None:
        """Keeps a candidate the importer is unsure of as a draft."""
        self.drafts.append(draft)
        self.doubtful.append((candidate, draft))

    def placeholder(self, text: str, line: int, under: str = "") -> None:
        """Keeps a place the note's writer meant to fill; `under` is what is to be said more about."""
        self.placeholders.append(Lined(shown(text), line, shown(under)))

    def leave(self, block: Block | Lined, reason: str) -> None:
        """Lists a piece, and what is nested in it, as left out."""
        self.left_out.append(LeftOut(block.line, shown(block.text), reason))

    def leave_all(self, blocks: Iterable[Block], reason: str) -> None:
        """Lists each of several pieces with all that is nested in it."""
        stack = list(blocks)[::-1]
        while stack:
            block = stack.pop()
            if block.text:
                self.leave(block, reason)
            stack.extend(block.children[::-1])


def shown(text: str) -> str:
    """A text short enough for a list."""
    line = one_line(text[: _SHOWN * 4])
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
