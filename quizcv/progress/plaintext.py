"""Any text in a column of PostgreSQL; see `quizcv.progress.escaping`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator

from quizcv.progress.escaping import escaped, unescaped

if TYPE_CHECKING:
    from sqlalchemy import Dialect


class EscapedText(TypeDecorator[str]):
    """A text column that takes every text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        """What is written."""
        return None if value is None else escaped(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002  as above
        """What was given."""
        return None if value is None else unescaped(value)


ESCAPED_TEXT: Final = EscapedText()
