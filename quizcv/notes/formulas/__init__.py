"""Formulas: in dollars, open or broken over lines, or written plainly; read, compared with published ones, and asked."""

from __future__ import annotations

from quizcv.notes.formulas.cards import STRANGER as STRANGER
from quizcv.notes.formulas.cards import Formula as Formula
from quizcv.notes.formulas.cards import formulas_alone as formulas_alone
from quizcv.notes.formulas.cards import formulas_in as formulas_in
from quizcv.notes.formulas.cards import list_formulas as list_formulas
from quizcv.notes.formulas.cards import stranger as stranger
from quizcv.notes.formulas.cards import take_conditional as take_conditional
from quizcv.notes.formulas.cards import take_display as take_display
from quizcv.notes.formulas.cards import take_plain as take_plain
