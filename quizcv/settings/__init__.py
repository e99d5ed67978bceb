"""Where quizcv's files lie, and what the learner may set; how a setting is changed is in `changing`, apart from what is read at each start."""

from __future__ import annotations

from quizcv.settings.places import Places, content_folder, masked
from quizcv.settings.values import BOUNDS, CHOICES, KEYS, THEMES, Settings, fault_of, load_settings

__all__ = [
    "BOUNDS",
    "CHOICES",
    "KEYS",
    "THEMES",
    "Places",
    "Settings",
    "content_folder",
    "fault_of",
    "load_settings",
    "masked",
]
