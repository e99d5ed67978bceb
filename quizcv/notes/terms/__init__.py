"""Terms and their meanings: labels, bold words, headings of a glossary, tables, abbreviations."""

from quizcv.notes.terms.abbreviations import Abbreviation, abbreviation_in, stands_for
from quizcv.notes.terms.asking import is_definition
from quizcv.notes.terms.comparing import take_comparison
from quizcv.notes.terms.dependent import is_dependent
from quizcv.notes.terms.entries import with_entries
from quizcv.notes.terms.glossary import is_glossary, take_entry
from quizcv.notes.terms.labels import SETTING, is_symbol, why_no_name
from quizcv.notes.terms.parameters import read_parameter, take_parameter
from quizcv.notes.terms.rows import bold_rows
from quizcv.notes.terms.splitting import are_listed, split
from quizcv.notes.terms.tables import take_term_table
from quizcv.notes.terms.taking import PICTURE, take_abbreviation, take_term
from quizcv.notes.terms.term import (
    Term,
    defined_term,
    headed,
    is_generic,
    is_letter,
    is_plain_label,
    read_term,
    why_no_term,
)

__all__ = [
    "PICTURE",
    "SETTING",
    "Abbreviation",
    "Term",
    "abbreviation_in",
    "are_listed",
    "bold_rows",
    "defined_term",
    "headed",
    "is_definition",
    "is_dependent",
    "is_generic",
    "is_glossary",
    "is_letter",
    "is_plain_label",
    "is_symbol",
    "read_parameter",
    "read_term",
    "split",
    "stands_for",
    "take_abbreviation",
    "take_comparison",
    "take_entry",
    "take_parameter",
    "take_term",
    "take_term_table",
    "why_no_name",
    "why_no_term",
    "with_entries",
]
