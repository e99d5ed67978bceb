"""How many weights layers and blocks have, and how many of them are trained."""

from __future__ import annotations

from typing import Final

TOPIC: Final = "parameters"
CHANNELS: Final = ("32", "64", "96", "128", "192", "256", "384", "512")
"""Channels of the usual layers."""
