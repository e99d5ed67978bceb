"""What `quizcv browse` promises where there is no terminal; what it shows on one is tested with the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.support import Quizcv


def test_without_a_terminal_it_names_the_command_that_does_without(quizcv: Quizcv) -> None:
    ended = quizcv("browse", "deck:cnn-faq", "-is:new")
    assert ended.code == 2
    assert "browse needs a terminal to draw on; without one, use: quizcv search" in ended.err
