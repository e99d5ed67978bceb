"""Claims: what a note works out or states as a formula, checked exactly.

`claims_in` finds the arithmetic of a block and judges it, `corrected` puts a wrong result right on a card.
"""

from __future__ import annotations

from quizcv.notes.claims.claim import Claim as Claim
from quizcv.notes.claims.confirming import confirmed as confirmed
from quizcv.notes.claims.filed import Filed as Filed
from quizcv.notes.claims.finding import claims_in as claims_in
from quizcv.notes.claims.finding import corrected as corrected
