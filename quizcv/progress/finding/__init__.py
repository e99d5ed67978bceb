"""Finding cards by a search, among a hundred thousand of them as one types; read-only, by the standard library's SQLite alone.

`Finder` is for who searches again and again, as Browse does. Who wants the cards of one search, as `quizcv review --search TEXT` does,
calls `keys_of`.
"""

from __future__ import annotations

from quizcv.progress.finding.finder import Finder, keys_of
from quizcv.progress.finding.found import FoundCard, Order, SearchCancelledError

__all__ = ["Finder", "FoundCard", "Order", "SearchCancelledError", "keys_of"]
