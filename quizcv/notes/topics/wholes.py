"""Which thing the headings below a heading are parts of, so that their questions name it: *Gate norm: what is the second stage?*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.english import is_plural
from quizcv.notes.inline import unmarked
from quizcv.notes.languages import any_of
from quizcv.notes.roles import ASKED, role_of
from quizcv.notes.terms import is_generic
from quizcv.notes.topics.naming import asked_thing, is_topic, topic_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.notes.outline import Section

SORTS: Final = re.compile(
    r"(?:(?:(?:key|main|revision|important) )+points|introduction|intro|overview|abstract|basics|summary|background|概述|简介|簡介|介绍|介紹|引言|概要|はじめに|개요|서론|введение|обзор|introducción)\Z",
    re.IGNORECASE,
)
"""Headings that any chapter may begin or end with, whatever it holds."""
_SEVERAL: Final = re.compile(
    any_of("kinds") + r"|\b(?:points|ideas|notes|topics|concepts|methods)\b|[点點]\Z|\s(?:and|y|и)\s|[与與和及]",
    re.IGNORECASE,
)
"""Headings that gather things of one kind, each of which stands alone."""
_HOLDS: Final = re.compile(
    r"(?:(?:the|core|key|main|basic|important|four|three|five)\s)*(?:components?|parts|stages|phases|steps|elements|building blocks|modules|pieces|architecture|structure|workflow|anatomy)\s(?:of|in)\s(?:the\s|an?\s)?(?P<whole>[A-Z][^:：,]{1,40})\Z",
    re.IGNORECASE,
)
"""Headings of the parts of what they name."""
_PLACED: Final = re.compile(r"\A[^:：]{0,12}[\d一二三四五六七八九十][^:：]{0,3}[:：]\s*")
_SUBTITLE: Final = re.compile(r"(?<=\w)[:：]\s?\S.*\Z")
_MOST_SIGNS: Final = 48
_BETWEEN: Final = " – "


def whole_below(section: Section, below: Sequence[Section], whole: str) -> str:
    """What the headings below a section are parts of; empty where each may stand alone.

    A heading tells of one thing, and not of several, if one of those below it asks for a side of it: its definition, its limits,
    how it works. What stands below such a side belongs to the thing as well, and so do the parts of a part.

    Args:
        section: The heading.
        below: The sections below it.
        whole: What the heading itself is part of; empty for nothing.
    """
    if not section.level:
        return ""
    name = _short(asked_thing(section.title) or topic_name(section.title))
    if len(name) > _MOST_SIGNS:
        return whole
    if _is_side(section):
        return whole
    held = _HOLDS.match(name)
    if held and not is_generic(held["whole"]):
        return held["whole"]
    if not whole and not any(_is_side(each) for each in below):
        return ""
    if not is_topic(section.title) or is_generic(name) or is_plural(name) or _SEVERAL.search(name):
        return whole
    if not whole or whole.casefold() in name.casefold():
        return name
    joined = f"{whole}{_BETWEEN}{name}"
    return joined if len(joined) <= _MOST_SIGNS else whole


def _is_side(section: Section) -> bool:
    """Whether a heading asks for a side of what stands above it."""
    name = topic_name(section.title)
    return not SORTS.match(name) and (is_generic(name) or role_of(unmarked(section.title)) in ASKED)


def _short(name: str) -> str:
    """A name without its place in the note and its subtitle."""
    name = _PLACED.sub("", name)
    return _SUBTITLE.sub("", name) if len(name) > _MOST_SIGNS // 2 else name
