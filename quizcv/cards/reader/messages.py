"""pydantic's errors, told in the words of a deck's author and at the place in the file."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from quizcv.cards.schema import MODELS, FamilyModel, TemplateModel
from quizcv.cards.slugs import slug_of
from quizcv.yamltext.faults import Faults, near, quote
from quizcv.yamltext.tree import Map, Row

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError


def tell(error: ValidationError, node: Map, model: type[BaseModel], what: str, faults: Faults) -> None:
    """Adds every error of a mapping to the faults.

    Args:
        error: What pydantic found.
        node: The mapping it looked at.
        model: What the mapping should have been.
        what: Its name for messages: `a basic card`.
        faults: Where they go.
    """
    errors = error.errors(include_url=False)
    unknown = [str(each["loc"][-1]) for each in errors if each["type"] == "extra_forbidden"]
    for each in errors:
        if faults.are_enough:
            break
        found = _find(node, each["loc"], each["type"])
        if found is None:
            continue
        place, name, value, within = found
        if each["type"] == "missing":
            if get_close_matches(name, unknown, 1, 0.6):
                continue  # told as an unknown key, with the right one named
            message = f"{what if within is node else 'a mistake'} needs `{name}:`; add it"
            if model is TemplateModel and name == "answer" and "solves" in node:
                message += ", or let quizcv check --fix find it"
        elif each["type"] == "extra_forbidden":
            place = within.key_place(name) if isinstance(within, Map) else place
            message = _unknown(name, model, what, at_top=within is node)
        else:
            message = _message(each["type"], name, value, each.get("ctx", {}))
        faults.at(place, message)


def _find(node: Map, loc: tuple[int | str, ...], kind: str) -> tuple[int, str, object, Map | Row] | None:
    """The place, the name, the value and the container of an error.

    pydantic also names the branch of a union; a branch of the other shape (a text where a list was written) tells nothing.
    """
    here: Any = node
    within: Map | Row = node
    place = node.index
    name = ""
    for part in loc:
        if isinstance(here, Map) and isinstance(part, str) and part in here:
            within, name, place, here = here, part, here.place(part), here[part]
        elif isinstance(here, Row) and isinstance(part, int) and part < len(here):
            within, place, here = here, here.places[part], here[part]
        elif kind == "missing" and isinstance(here, Map) and part == loc[-1]:
            return here.index, str(part), None, here
        elif part == "[key]" and isinstance(within, Map):
            place = within.key_place(name)
        elif isinstance(part, str) and part.startswith("list[") != isinstance(here, Row):
            return None
    return place, name, here, within


def _message(kind: str, name: str, found: object, context: dict[str, Any]) -> str:
    """What is wrong with one value, and the mend."""
    shape = "a mapping" if isinstance(found, Map) else "a list" if isinstance(found, Row) else "a text"
    least = context.get("min_length")
    told = {
        "string_type": f"{name} takes a text, not {shape}; quote a text that begins with {'{' if shape == 'a mapping' else '['}",
        "string_too_long": f"{name} is longer than {context.get('max_length')} characters; shorten it",
        "list_type": f"{name} takes a list, not {shape}; write [a, b], or a line with - for each entry",
        "too_short": f"{name} needs at least {least} {'entry' if least == 1 else 'entries'}",
        "model_type": f"{name} takes keys with values below it, not {shape}",
        "dict_type": f"{name} takes keys with values below it, not {shape}",
        "literal_error": f"{name} is one of {context.get('expected')}, not {quote(str(found))}",
    }
    if kind == "string_pattern_mismatch":
        return _misshapen(name, str(found))
    return told.get(kind) or f"{name}: {context.get('error', 'this is not what belongs here')}"


def _misshapen(name: str, text: str) -> str:
    """What is wrong with a text that is empty, or not in the form of its key."""
    if not text:
        return f"{name} is empty; write it, or take the line out"
    if name == "language":
        return f"language {quote(text)} is no language tag; write it like en or zh-Hant"
    slug = slug_of(text)
    if name == "was":
        deck, _, identity = text.rpartition("/")
        former = "/".join(filter(None, (slug_of(deck), slug_of(identity))))
        mend = f": {quote(former)}" if former else ""
        return f"was {quote(text)} is no id and no deck/id; use small letters, digits and hyphens{mend}"
    return f"{name} {quote(text)} is no slug; use small letters, digits and hyphens{f': {quote(slug)}' if slug else ''}"


INNER = ("line", "heading", "hash", "answer", "says", "when", "equation", "unknown", "choose", "among")
"""The keys of the mappings inside a card: of a source, of a mistake, of an equation."""


def _unknown(name: str, model: type[BaseModel], what: str, *, at_top: bool) -> str:
    """An unknown key: what it may have been meant for."""
    if name == "<<":
        return "merge keys (<<) are not used in decks; write the keys out"
    if not at_top:
        return f"unknown key {quote(name)}{near(name, INNER) or '; a source has line and heading, a mistake answer, says and perhaps when'}"
    if model is FamilyModel and name in TemplateModel.model_fields:
        return f"{quote(name)} comes from the family; take it out, or take out family: and write the problem here"
    if model is TemplateModel and name == "network":
        return "'network' goes with a family about networks; take it out, or add family:"
    allowed = list(model.model_fields)
    suggestion = near(name, allowed)
    if suggestion:
        return f"unknown key {quote(name)}{suggestion}"
    owners = [kind for kind, each in MODELS.items() if name in each.model_fields]
    if name in FamilyModel.model_fields:
        owners.append("problem")
    if owners and "kind" in allowed:
        wanted = " or ".join(f"kind: {owner}" for owner in owners)
        return f"{quote(name)} does not belong to {what}; take it out, or write {wanted}"
    return f"unknown key {quote(name)}; {what} has {', '.join(allowed)}"
