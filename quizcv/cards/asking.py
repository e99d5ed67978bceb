"""From a card and a seed to a question: pure, and cheap enough to be done when a card is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from quizcv.cards.content import content_hash
from quizcv.cards.model import (
    BasicCard,
    Card,
    ChoiceCard,
    ClozeCard,
    Kind,
    NumericCard,
    ProblemCard,
    SymbolicCard,
    TypedCard,
)
from quizcv.cards.question import Question
from quizcv.hashing import sha256
from quizcv.problems.values import Answer, Expects

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.cards.cloze import Blank
    from quizcv.cards.deckinfo import DeckInfo
    from quizcv.problems.authoring import Family

SUFFIXES_FROM = 1000
"""From this size on a number may be answered as 25.6M or 4.1G."""

KINDS: dict[type[Card], Kind] = {
    BasicCard: Kind.BASIC,
    ClozeCard: Kind.CLOZE,
    ChoiceCard: Kind.CHOICE,
    NumericCard: Kind.NUMERIC,
    TypedCard: Kind.TYPED,
    SymbolicCard: Kind.SYMBOLIC,
    ProblemCard: Kind.PROBLEM,
}


def siblings(card: Card) -> list[str]:
    """The suffixes of the keys a card is asked under: `""` for the card itself, `reverse`, or the numbers of its blanks."""
    if isinstance(card, BasicCard):
        return ["", "reverse"] if card.reverse else [""]
    if isinstance(card, ClozeCard):
        from quizcv.cards.cloze import siblings_of  # noqa: PLC0415  only for clozes

        return siblings_of(card.text)
    return [""]


def key_of(deck: str, card: Card, sibling: str = "") -> str:
    """The key of a card's sibling: `deck/id`, `deck/id:reverse`, `deck/id:1`."""
    return f"{deck}/{card.id}:{sibling}" if sibling else f"{deck}/{card.id}"


def ask(deck: DeckInfo, card: Card, sibling: str, seed: int, content: str = "") -> Question:
    """The question of one sibling of a card.

    Args:
        deck: The card's deck.
        card: The card.
        sibling: One of `siblings(card)`.
        seed: Decides the order of options and the numbers of a problem; the same seed gives the same question.
        content: The hash of the card's text, where it is known.

    Raises:
        KeyError: The card has no such sibling.
    """
    if sibling not in siblings(card):
        raise KeyError(key_of(deck.name, card, sibling))
    return Question(
        card=key_of(deck.name, card, sibling),
        deck=deck.name,
        title=deck.title,
        kind=KINDS[type(card)],
        hints=(card.hint,) if card.hint else (),
        why=card.why,
        tags=tuple(dict.fromkeys((*deck.tags, *card.tags))),
        content=content or content_hash(card),
        folder=str(deck.path.parent),
        **_asked(deck, card, sibling, seed),
    )


def _asked(deck: DeckInfo, card: Card, sibling: str, seed: int) -> dict[str, Any]:
    """The fields of the question that the kind of card decides."""
    match card:
        case BasicCard():
            prompt, back = (card.back, card.front) if sibling else (card.front, card.back)
            return {"prompt": prompt, "answer": Answer(expects=Expects.SELF, text=back)}
        case ClozeCard():
            return _cloze(card, int(sibling))
        case ChoiceCard():
            return _choice(card, seed, f"{deck.name}/{card.id}")
        case NumericCard():
            return {"prompt": card.front, "answer": _number(card)}
        case TypedCard():
            texts = (card.answer, *card.accept)
            return {"prompt": card.front, "answer": Answer(expects=Expects.TEXT, text=card.answer, texts=texts)}
        case SymbolicCard():
            return {"prompt": card.front, "answer": _formula(card.answer)}
        case ProblemCard():
            return _problem(deck, card, seed)
        case _:
            assert_never(card)


def _cloze(card: ClozeCard, number: int) -> dict[str, Any]:
    """The text with the asked blanks hidden; the answer has them in bold."""
    from quizcv.cards.cloze import blanks  # noqa: PLC0415  only for clozes

    found = blanks(card.text)
    asked = tuple(dict.fromkeys(blank.text for blank in found if blank.number == number))
    return {
        "prompt": blanked(card.text, number),
        "answer": Answer(expects=Expects.SELF, text=_filled(card.text, found, number, _bold), texts=asked),
    }


def blanked(text: str, number: int) -> str:
    """A cloze's text with the blanks of a group hidden and the others filled in."""
    from quizcv.cards.cloze import blanks  # noqa: PLC0415  only for clozes

    return _filled(text, blanks(text), number, _hidden)


def _filled(text: str, found: list[Blank], number: int, show: Callable[[Blank, str], str]) -> str:
    """The text with `show` for the asked blanks and the words of the others."""
    parts = []
    position = 0
    for blank in found:
        parts += [text[position : blank.start], show(blank, text) if blank.number == number else blank.text]
        position = blank.end
    return "".join([*parts, text[position:]])


def _hidden(blank: Blank, text: str) -> str:
    """`[...]` or `[hint]`, never the beginning of a Markdown link."""
    if blank.in_math:
        return rf"[\text{{{blank.hint}}}]" if blank.hint else r"[\ldots]"
    space = " " if text.startswith(("(", "["), blank.end) else ""
    return f"[{blank.hint or '...'}]{space}"


def _bold(blank: Blank, _text: str) -> str:
    """The words in bold; inside math, where stars mean nothing, as they are."""
    return blank.text if blank.in_math else f"**{blank.text}**"


def _choice(card: ChoiceCard, seed: int, name: str) -> dict[str, Any]:
    """The options, shuffled by the seed."""
    options = shuffled(card.options, f"{name}\0{seed}")
    right = tuple(option for option in card.options if option in card.answer)
    text = "\n".join(f"- {option}" for option in right) if card.several else right[0]
    expects = Expects.CHOICES if card.several else Expects.CHOICE
    return {
        "prompt": card.front,
        "options": options,
        "answer": Answer(expects=expects, text=text, texts=right),
        "seed": seed,
    }


def shuffled(items: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The items in an order that depends on `name` alone, the same on every Python: Fisher and Yates over SHA-256."""
    result = list(items)
    number = int.from_bytes(sha256(name.encode()).digest()) if len(items) <= 32 else 0  # noqa: PLR2004  32! < 2^256
    for last in range(len(result) - 1, 0, -1):
        if not number:
            number = int.from_bytes(sha256(f"{name}\0{last}".encode()).digest())
        number, place = divmod(number, last + 1)
        result[last], result[place] = result[place], result[last]
    return tuple(result)


def _number(card: NumericCard) -> Answer:
    """A number with its unit."""
    return Answer(
        expects=Expects.NUMBER,
        text=f"{card.written} {card.unit}".rstrip(),
        numbers=(card.answer,),
        tolerance=card.tolerance,
        unit=card.unit,
        suffixes=abs(card.answer) >= SUFFIXES_FROM,
    )


def _formula(source: str) -> Answer:
    """A formula, shown as mathematics."""
    from quizcv.problems.formula.parser import parse  # noqa: PLC0415  only for symbolic cards
    from quizcv.problems.formula.show import to_latex  # noqa: PLC0415  as above

    return Answer(expects=Expects.FORMULA, text=f"${to_latex(parse(source))}$", formula=source)


def family_of(card: ProblemCard) -> Family:
    """The family of a problem that is no template, all its problems about one network if the card names one.

    Raises:
        UsageError: There is no such family, or no such network.
    """
    from quizcv.problems.families import family  # noqa: PLC0415  only for who is asked a problem

    if not card.network:
        return family(card.family)
    from quizcv.problems.network.shipped import shipped  # noqa: PLC0415  only for problems about one network

    return family(card.family).of(shipped(card.network))


def _problem(deck: DeckInfo, card: ProblemCard, seed: int) -> dict[str, Any]:
    """A problem with its numbers drawn."""
    if card.template is not None:
        instance = card.template.draw(deck.name, card.id, seed)
    else:
        instance = family_of(card).draw(deck.name, seed)
    return {
        "prompt": instance.prompt,
        "answer": instance.answer,
        "alternatives": instance.alternatives,
        "steps": instance.steps,
        "mistakes": instance.mistakes,
        "seed": seed,
        "values": instance.values,
        "family": instance.family,
        "options": instance.options,
    }
