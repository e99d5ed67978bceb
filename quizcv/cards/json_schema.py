"""The shape of a deck file as JSON Schema, for editors.

An editor types plain scalars: what is a text to quizcv may also be a number or a boolean there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from quizcv.cards.schema import DeckModel
from quizcv.shown import safe_json

if TYPE_CHECKING:
    from pydantic_core import core_schema


def deck_schema() -> dict[str, Any]:
    """The JSON Schema of a deck file."""
    schema = DeckModel.model_json_schema(schema_generator=_DeckSchema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": "A deck of cards for quizcv"}


def schema_text() -> str:
    """The JSON Schema as text, without a newline at its end: what `quizcv schema` prints, and what lies beside the shipped decks."""
    return safe_json(deck_schema(), indent=2)


class _DeckSchema(GenerateJsonSchema):
    """JSON Schema as an editor needs it: an optional key is left out, not null, and titles that only repeat a name are dropped."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        inner = super().default_schema(schema)
        if "default" in inner and inner["default"] is None:
            inner.pop("default")
        return inner

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        made = super().model_schema(schema)
        made.pop("title", None)
        return made

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002  pydantic's signature
        return False
