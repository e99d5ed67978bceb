"""The shape of a deck file, as pydantic models: what the reader checks and what `quizcv schema` prints.

YAML scalars reach these models as text, whatever they look like, so `no`, `12:30` and `1.10` are what was written.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from quizcv.cards.slugs import FORMER, LONGEST_SLUG, SLUG

_PLAIN: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def _switch(value: object) -> bool:
    """`true` or `false` as written; pydantic turns the ValueError into a fault at the right place."""
    if value not in ("true", "false"):
        message = "write true or false"
        raise ValueError(message)
    return value == "true"


def _line_number(value: object) -> int:
    """A line number as written."""
    digits = 9
    if not (isinstance(value, str) and value.isascii() and value.isdigit() and 0 < len(value) <= digits and int(value)):
        message = "write a line number, counted from 1"
        raise ValueError(message)
    return int(value)


Text = Annotated[str, StringConstraints(strict=True, pattern=r"\S"), WithJsonSchema(_PLAIN)]
"""Markdown with `$...$` math; never empty."""
Slug = Annotated[
    str,
    StringConstraints(strict=True, pattern=SLUG, max_length=LONGEST_SLUG),
    WithJsonSchema({"type": ["string", "integer"], "pattern": SLUG, "maxLength": LONGEST_SLUG, "minimum": 0}),
]
Former = Annotated[
    str,
    StringConstraints(strict=True, pattern=FORMER, max_length=2 * LONGEST_SLUG + 1),
    WithJsonSchema({"type": ["string", "integer"], "pattern": FORMER, "maxLength": 2 * LONGEST_SLUG + 1, "minimum": 0}),
]
Language = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
Switch = Annotated[bool, BeforeValidator(_switch), WithJsonSchema({"type": "boolean"})]
LineNumber = Annotated[int, BeforeValidator(_line_number), WithJsonSchema({"type": "integer", "minimum": 1})]
Texts = Annotated[list[Text], Field(min_length=1)]


class Strict(BaseModel):
    """A mapping of a deck file: only the keys it names."""

    model_config = ConfigDict(extra="forbid", strict=True)


class SourceModel(Strict):
    """Where in the note the card came from."""

    line: LineNumber | None = Field(None, description="The line of the note, counted from 1.")
    heading: Text | None = Field(None, description="The heading above it in the note.")
    hash: Text | None = Field(
        None, description="What the note said when the card was last written from it; kept by `quizcv import`."
    )


class CardModel(Strict):
    """What every kind of card may have."""

    id: Slug | None = Field(
        None,
        description="The card's identity for ever: small letters, digits and hyphens. Its wording may change, its "
        "progress stays. `quizcv check --fix` writes one where it is missing.",
    )
    was: Former | None = Field(
        None,
        description="The id this card had before it was renamed, or deck/id if it was in another deck; its progress follows.",
    )
    hint: Text | None = Field(None, description="Shown on demand before the answer.")
    why: Text | None = Field(None, description="Shown with the answer: the reason behind it.")
    tags: list[Text] = Field(default_factory=list, description="The card's own tags, besides those of the deck.")
    source: SourceModel | None = Field(
        None, json_schema_extra={"description": "Where in the note the card came from: its line and its heading."}
    )


class BasicModel(CardModel):
    """A front and a back; the learner grades."""

    kind: Literal["basic"] = Field("basic", description="Front and back, graded by the learner. The default.")
    front: Text = Field(description="The question, Markdown with $...$ math.")
    back: Text = Field(description="The answer, Markdown with $...$ math.")
    reverse: Switch = Field(default=False, description="Also asked from back to front, as a sibling.")


class ClozeModel(CardModel):
    """A text with blanks."""

    kind: Literal["cloze"] = Field(description="A text with blanks.")
    text: Text = Field(
        description="Each {{...}} is a blank and a sibling; {{1::...}} groups blanks; {{...::hint}} hints.",
    )


class ChoiceModel(CardModel):
    """A question with options."""

    kind: Literal["choice"] = Field(description="A question with options, shuffled each time.")
    front: Text = Field(description="The question, Markdown with $...$ math.")
    options: Annotated[list[Text], Field(min_length=2)] = Field(description="The options, at least two.")
    answer: Text | Texts = Field(
        description="The right option, word for word; a list makes it 'choose all that apply'.",
    )


class NumericModel(CardModel):
    """A question with one right number."""

    kind: Literal["numeric"] = Field(description="A question whose answer is one number.")
    front: Text = Field(description="The question, Markdown with $...$ math.")
    answer: Text = Field(description="The number: 138357544, 0.5, 1e-3 or 3/4.")
    tolerance: Text | None = Field(
        None, description="How far from it still counts as right: 1%, 0.5 or 3sf; absent: exact."
    )
    unit: Text | None = Field(None, description="Shown behind the number, and accepted when typed.")


class TypedModel(CardModel):
    """A question whose answer is typed."""

    kind: Literal["typed"] = Field(description="A question whose answer is typed and compared.")
    front: Text = Field(description="The question, Markdown with $...$ math.")
    answer: Text = Field(description="The answer, as it should be typed.")
    accept: Texts | None = Field(None, description="Other wordings that count as right.")


class SymbolicModel(CardModel):
    """A question whose answer is a formula."""

    kind: Literal["symbolic"] = Field(description="A question whose answer is a formula; any equivalent one is right.")
    front: Text = Field(description="The question, Markdown with $...$ math.")
    answer: Text = Field(description="The formula, as a learner types it: k^2*c_in*c_out + c_out.")


class FamilyModel(CardModel):
    """A generated problem of a shipped family."""

    kind: Literal["problem"] = Field(description="A problem with new numbers each time.")
    family: Text = Field(description="A shipped family; `quizcv families` lists them.")
    network: Text | None = Field(
        None, description="For a family about networks: the shipped network it asks about; `quizcv network` lists them."
    )


class MistakeModel(Strict):
    """A wrong answer that is recognised."""

    answer: Text | Texts = Field(description="The formula that gives the wrong answer; several for a list or a shape.")
    says: Text = Field(description="What went wrong, told to whoever gives it.")
    when: Text | None = Field(None, description="The draws in which it can be made, such as p > 0; absent: all.")


class SolvesModel(Strict):
    """An equation that the answer of a problem solves."""

    equation: Text = Field(description="Two sides with == between them: o == floor((n + 2*p - k)/s) + 1.")
    unknown: Text = Field(description="The name in it that the answer stands for.")
    choose: Literal["only", "smallest", "largest"] | None = Field(
        None, description="Which of several solutions is asked; absent: there is only one."
    )
    among: Literal["whole", "positive", "real"] | None = Field(
        None,
        description="What a solution may be: a whole number from 0, any number above 0, any number; absent: whole.",
    )


class TemplateModel(CardModel):
    """A generated problem written in the deck."""

    kind: Literal["problem"] = Field(description="A problem with new numbers each time.")
    given: Annotated[dict[Text, Text | list[Text | Texts]], Field(min_length=1)] = Field(
        description="Names and what they are drawn from: a range 32..224, a list [3, 5, 7], or a formula of earlier names.",
    )
    where: Texts | None = Field(None, description="Conditions every draw keeps, such as n + 2*p >= k.")
    front: Text = Field(description="The question; {n} shows a drawn value, also inside $...$.")
    answer: Text | Texts = Field(description="The formula of the right answer; several for a list or a shape.")
    answers: Texts | None = Field(None, description="Formulas of other right answers.")
    solves: SolvesModel | None = Field(
        None,
        json_schema_extra={
            "description": "The equation the answer solves; `quizcv check` proves with SymPy that it does, and that no other number "
            "does. Where the answer is left out, it tells the solution, and `quizcv check --fix` writes it."
        },
    )
    steps: Texts | None = Field(None, description="The worked way, one formula a step; the last leads to the answer.")
    mistakes: Annotated[list[MistakeModel], Field(min_length=1)] | None = Field(
        None, description="Known wrong answers and what went wrong."
    )
    tolerance: Text | None = Field(
        None, description="How far from it still counts as right: 1%, 0.5 or 3sf; absent: exact."
    )
    unit: Text | None = Field(None, description="Shown behind the number, and accepted when typed.")
    expects: Literal["number", "shape", "list", "set"] | None = Field(
        None, description="The kind of answer, where its formula does not tell: number, shape, list or set."
    )
    suffixes: Switch = Field(default=False, description="Whether 25.6M or 4.1G may be typed.")


class DraftModel(Strict):
    """What an importer could not turn into a card: a to-do, never asked."""

    question: Text = Field(description="The question as found in the note.")
    line: LineNumber | None = Field(None, description="Its line in the note, counted from 1.")
    reason: Text | None = Field(None, description="Why it is no card yet.")
    answer: Text | None = Field(None, description="A guess at the answer, or what was found of it.")


_ARCHIVE = "Cards whose questions are gone from the note: never asked; they come back with the question."
_TAKEN_OUT = "Cards you took out though the note has them: never asked. Move one below cards to have it again."


class DeckHead(Strict):
    """A deck, its cards and drafts not looked into."""

    deck: Slug = Field(description="The deck's name, a slug; a card's key is deck/id.")
    title: Text | None = Field(None, description="The deck's title for people; absent: its name.")
    group: Text | None = Field(
        None,
        description="Decks of one group stand below one line on the first screen, and take turns with the other decks as one.",
    )
    language: Language = Field("en", description="BCP 47: en, zh-Hant.")
    tags: list[Text] = Field(default_factory=list, description="Given to all cards of the deck.")
    source: Text | None = Field(None, description="The note the cards came from.")
    cards: list[Any] = Field(description="The cards, in the order they are first asked.")
    drafts: list[Any] = Field(default_factory=list, description="To-dos an importer left; never asked.")
    archive: list[Any] = Field(default_factory=list, description=_ARCHIVE)
    taken_out: list[Any] = Field(default_factory=list, description=_TAKEN_OUT)
    imported: Text | None = Field(
        None,
        description="What the note gave at the last import, so that a card you delete stays deleted; kept by `quizcv import`.",
    )


AnyCard = (
    BasicModel | ClozeModel | ChoiceModel | NumericModel | TypedModel | SymbolicModel | FamilyModel | TemplateModel
)


class DeckModel(DeckHead):
    """A deck of cards for quizcv."""

    cards: list[AnyCard] = Field(description="The cards, in the order they are first asked.")
    drafts: list[DraftModel] = Field(default_factory=list, description="To-dos an importer left; never asked.")
    archive: list[AnyCard] = Field(default_factory=list, description=_ARCHIVE)
    taken_out: list[AnyCard] = Field(default_factory=list, description=_TAKEN_OUT)


MODELS: dict[str, type[CardModel]] = {
    "basic": BasicModel,
    "cloze": ClozeModel,
    "choice": ChoiceModel,
    "numeric": NumericModel,
    "typed": TypedModel,
    "symbolic": SymbolicModel,
    "problem": TemplateModel,
}
"""The model of each kind; a problem that names a family is a `FamilyModel`."""


def model_of(kind: str, *, has_family: bool = False) -> type[CardModel]:
    """The model of a kind of card."""
    return FamilyModel if kind == "problem" and has_family else MODELS[kind]
