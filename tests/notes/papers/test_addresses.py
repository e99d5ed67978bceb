"""The title above a paper's bare address names the paper; an address names nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Cards = Callable[[str], list[tuple[str, str]]]

SAID = "We propose a gate that closes the corner of each tile before the next layer reads it.\n"


@pytest.mark.parametrize("title", ["Tiles within tiles", "Closing the corners of large pictures"])
def test_the_heading_above_an_address_is_the_title(cards: Cards, title: str) -> None:
    found = cards(f"# {title}\nhttps://arxiv.org/pdf/1703.00001v2.pdf\n\n> {SAID}")
    assert [title in front for front, _ in found] == [True, True]
    assert found[-1][1] == "2017"


@pytest.mark.parametrize("title", ["Tiles", "Further reading", "Frequently asked questions on tiles"])
def test_a_short_or_generic_heading_above_an_address_is_no_paper(cards: Cards, title: str) -> None:
    found = cards(f"# {title}\nhttps://arxiv.org/pdf/1703.00001v2.pdf\n\n> {SAID}")
    assert not any("https" in front or "published" in front for front, _ in found)


def test_a_label_of_two_facts_tells_no_idea(cards: Cards) -> None:
    text = f"# Closing the Corners of Large Pictures (GateNet)\n\n- **Venue / Year**: CVPR 2016 (Best Paper Award)\n- **Authors / Affiliation**: Ann Lee (Tile Lab)\n\n## Idea\n\n{SAID}"
    assert not any("Award" in back or "Ann Lee" in back for _, back in cards(text))
    assert "2016" in [back for _, back in cards(text)]
