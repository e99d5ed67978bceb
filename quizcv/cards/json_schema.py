"""The shape of a deck file as JSON Schema, for editors.

An editor types plain scalars: what is a text to quizcv may also be a number or a boolean there.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from quizcv.cards.schema import DeckModel


def deck_schema() -> dict[str, Any]:
    """The JSON Schema of a deck file, for editors and for `quizcv schema`."""
    schema = DeckModel.model_json_schema(schema_generator=_DeckSchema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": "A deck of cards for quizcv"}


def schema_text() -> str:
    """The JSON Schema as the file that lies beside the shipped decks."""
    return json.dumps(deck_schema(), indent=2, ensure_ascii=False) + "\n"


class _DeckSchema(GenerateJsonSchema):
    """JSON Schema as an editor needs it: an optional key is left out, not null, and titles that only repeat a name are dropped."""

    def nullable_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ANN401  pydantic-core's own type, private
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ANN401  as above
        inner = super().default_schema(schema)
        if "default" in inner and inner["default"] is None:
            inner.pop("default")
        return inner

    def model_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ANN401  as above
        made = super().model_schema(schema)
        made.pop("title", None)
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002  as above
        return False
