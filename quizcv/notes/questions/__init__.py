"""Questions: lines, bullets, headings, cells and folded parts that ask, with what is attached to them as the answer.

`asked` reads one line, `arranging` finds which blocks of a row ask and what answers them, `sections` does so for headings,
`taking` makes the cards, `tables` reads tables of questions, `linked` finds questions that stand only in a list of links,
`stated` reads answers of a quiz that were written down without their questions, `beside` finds terms that only stand behind an answer.
"""

from __future__ import annotations

from quizcv.notes.questions.arranging import arranged
from quizcv.notes.questions.asked import Asked, clean_question, is_question, read_asked
from quizcv.notes.questions.beside import is_beside, is_whole
from quizcv.notes.questions.linked import name_by_links
from quizcv.notes.questions.parts import is_long, needs_whole
from quizcv.notes.questions.sections import arranged_sections, asks_by_title
from quizcv.notes.questions.stated import take_stated
from quizcv.notes.questions.tables import take_table
from quizcv.notes.questions.taking import take_question, without_asking

__all__ = [
    "Asked",
    "arranged",
    "arranged_sections",
    "asks_by_title",
    "clean_question",
    "is_beside",
    "is_long",
    "is_question",
    "is_whole",
    "name_by_links",
    "needs_whole",
    "read_asked",
    "take_question",
    "take_stated",
    "take_table",
    "without_asking",
]
