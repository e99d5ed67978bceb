"""LaTeX formulas as Unicode text, on one line or in two dimensions; standard library only, quick to import.

`line` and `block` lay a formula out, `faults` tells what is wrong in it; `segments`, `plain` and `faults_in` do so for a
Markdown text with math in it; `cells` is the width a terminal gives a text, `clean` makes it safe to print. None of them
raises, whatever the text.
"""

from __future__ import annotations

from quizcv.mathtext.formula import block, faults, line
from quizcv.mathtext.markdown import Kind, Segment, faults_in, plain, segments
from quizcv.mathtext.width import cells, clean

__all__ = ["Kind", "Segment", "block", "cells", "clean", "faults", "faults_in", "line", "plain", "segments"]
