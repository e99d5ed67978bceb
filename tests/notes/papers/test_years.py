"""The year of a paper: written, with its venue, in its arXiv number; never the day somebody read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.papers.years import Said, Year, arxiv_date, settle, venue_year, written_year
from quizcv.notes.report import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Read = Callable[[str], Report]
    Cards = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("https://arxiv.org/abs/1512.03385", 2015, 12),
        ("http://arxiv.org/pdf/1602.07360v3.pdf", 2016, 2),
        ("arXiv:1512.03385", 2015, 12),
        ("arXiv: [1512.03385](https://example.org)", 2015, 12),
        ("1512.03385", 2015, 12),
        ("arXiv preprint arXiv:0704.0001", 2007, 4),
        ("https://arxiv.org/abs/cs/0601001", 2006, 1),
        ("cs/0601001", 2006, 1),
        ("arXiv:cs.CV/9912001", 1999, 12),
    ],
)
def test_an_arxiv_number_tells_year_and_month(text: str, year: int, month: int) -> None:
    found = arxiv_date(text)
    assert found is not None
    assert (found.value, found.month) == (year, month)


@pytest.mark.parametrize(
    "text", ["1513.03385", "version 1512.0338", "arXiv", "cs/06010", "3.1512.03385", "10.1109/1512.1"]
)
def test_a_number_that_is_no_arxiv_number_tells_nothing(text: str) -> None:
    assert arxiv_date(text) is None


@pytest.mark.parametrize(
    "text", ["CVPR 2016", "CVPR'16", "CVPR’16", "CVPR-2016", "CVPR2016", "2016 CVPR", "CVPR Workshop 2016"]
)
def test_a_venue_tells_its_year(text: str) -> None:
    assert venue_year(text) == Year(2016, Said.BY_VENUE)


@pytest.mark.parametrize(
    "text",
    [
        "Read on 2021-03-04",
        "2021/3/4",
        "04.03.2021",
        "March 4, 2021",
        "4 March 2021",
        "2021年3月4日",
        "1,2021",
        "12021",
    ],
)
def test_a_day_is_no_papers_year(text: str) -> None:
    assert written_year(text) is None


def test_a_written_year_decides_over_a_venues_and_that_over_an_arxiv_numbers() -> None:
    plain, venue, arxiv = Year(2015, Said.AS_YEAR), Year(2016, Said.BY_VENUE), Year(2014, Said.BY_ARXIV, 12)
    assert settle([arxiv, venue, plain]) == (plain, "")
    assert settle([arxiv, venue]) == (venue, "")
    assert settle([]) == (None, "")


def test_years_that_disagree_are_in_doubt() -> None:
    two = [Year(2015, Said.AS_YEAR), Year(2016, Said.AS_YEAR)]
    assert settle(two)[1] == "the note names two years, 2015 and 2016: check which is the paper's"
    far = [Year(2012, Said.AS_YEAR), Year(2015, Said.BY_ARXIV, 12)]
    assert settle(far)[1] == "the note says 2012, its arXiv number says 2015: check the year"


def test_a_year_in_doubt_is_a_draft_with_its_reason(read: Read) -> None:
    report = read(
        "## SqNet (2012)\n- **Square Filters for Round Problems**\n- Paper: https://arxiv.org/abs/1512.03385\n- Idea: Square.\n"
    )
    (draft,) = report.deck.drafts
    assert (draft.question, draft.answer) == ("In which year was the SqNet paper published?", "2012")
    assert draft.reason == "the note says 2012, its arXiv number says 2015: check the year"


def test_the_day_of_reading_or_of_a_post_is_not_asked_for(read: Read) -> None:
    text = """\
        ---
        date: 2021-03-04
        ---
        ## SqNet
        - **Square Filters for Round Problems (Citation: 12)**
        - Read on 2021-03-04
        - Date: 2022
        - Idea: Make them square.
        """
    report = read(text)
    assert [texts_of(card)[0] for card in report.deck.cards] == [
        "Which paper introduced SqNet?",
        "What is the main idea of SqNet?",
    ]
    assert {each.line: each.reason for each in report.left_out if each.line > 3} == {
        6: "about the note, not its subject",
        7: "about the note, not its subject",
    }


def test_links_further_down_are_other_papers(cards: Cards) -> None:
    text = "## SqNet\n- **Square Filters for Round Problems (Citation: 12)**\n- Idea: Make them square.\n- Compare https://arxiv.org/abs/1512.03385 for round ones.\n"
    assert all("year" not in front for front, _ in cards(text))
