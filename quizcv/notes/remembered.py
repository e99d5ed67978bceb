"""Answers about a text, kept while a note is read: several rooms ask the same of the same text, one right after the other."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

LATEST: Final = 1024
"""Texts whose answers are kept; a section seldom has more."""
NEAREST: Final = 128
"""Texts whose answers are kept where each is larger than its text."""
LONGEST: Final = 1_000
"""Signs of a text that is kept; longer ones are few, and would keep memory."""
_forgetting: Final[list[Callable[[], None]]] = []


def remembered(asked: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """A function of one text that answers at once what it was asked lately. Its answers must not be changed by those who get them."""
    return _remembering(asked, LATEST)


def remembered_briefly(asked: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """As `remembered`, for large answers: only about the few texts that were asked about last."""
    return _remembering(asked, NEAREST)


def _remembering(asked: Callable[[str], Answer], texts: int) -> Callable[[str], Answer]:
    latest = lru_cache(maxsize=texts)(asked)
    _forgetting.append(latest.cache_clear)

    @wraps(asked)
    def answer(text: str) -> Answer:
        return latest(text) if len(text) <= LONGEST else asked(text)

    return answer


def judged(asked: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """As `remembered`, for a judgement: its answer is small, and the text is part of the note, so it is kept whatever its length."""
    latest = lru_cache(maxsize=LATEST)(asked)
    _forgetting.append(latest.cache_clear)
    return cast("Callable[Asked, Answer]", wraps(asked)(latest))


def forget() -> None:
    """Lets go of all that was kept: called when a note has been read."""
    for each in _forgetting:
        each()
