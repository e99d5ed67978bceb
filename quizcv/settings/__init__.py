"""Where quizcv's files lie, and what the learner may set."""

from __future__ import annotations

from quizcv.settings.file import load_settings, save_setting
from quizcv.settings.places import Places, content_folder, masked
from quizcv.settings.values import BOUNDS, CHOICES, THEMES, Settings, fault_of, parse_setting

__all__ = [
    "BOUNDS",
    "CHOICES",
    "THEMES",
    "Places",
    "Settings",
    "content_folder",
    "fault_of",
    "load_settings",
    "masked",
    "parse_setting",
    "save_setting",
]
