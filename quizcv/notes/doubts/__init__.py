"""Where the importer is unsure of a card: every reason for which a candidate becomes a draft, and the one place where that is decided."""

from quizcv.notes.doubts.sifting import doubt, sift

__all__ = ["doubt", "sift"]
