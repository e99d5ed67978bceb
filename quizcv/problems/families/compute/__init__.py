"""What layers, networks and their training cost: multiply-accumulates, operations, memory.

A MAC is one multiplication together with one addition; where operations are counted, a MAC is two FLOPs. MB and GB are powers of
ten, MiB and GiB powers of two. Each question says which it means.
"""

from __future__ import annotations

from typing import Final

TOPIC: Final = "compute"
ENOUGH: Final = "Three figures are enough, such as 1.23G."
"""How exact a large number has to be, and how it may be written."""
