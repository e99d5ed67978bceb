"""The sentence that stands with each figure: what it says of a log, of a single day, and of too little to tell."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from quizcv.statistics import Count, Figures, Period, Standing, Streak, Tally, figures_of
from quizcv.statistics.telling import (
    SENTENCES,
    differ,
    ease_sentence,
    forecast_sentence,
    hours_sentence,
    intervals_sentence,
    minutes_sentence,
    retention_sentence,
    reviews_sentence,
    streak_sentence,
    topics_sentence,
)

TODAY = date(2026, 3, 9)


def figures(
    done: dict[int, Count] | None = None,
    hours: dict[int, Count] | None = None,
    decks: dict[str, Count] | None = None,
    period: Period = Period.MONTH,
    **standing: Counter[int],
) -> Figures:
    """Figures of what was done so many days ago, and at hours and in decks of today."""
    day = TODAY.toordinal()
    counted = Tally(
        {day - ago: count for ago, count in (done or {}).items()},
        {(day, hour): count for hour, count in (hours or {}).items()},
        {(day, deck): count for deck, count in (decks or {}).items()},
    )
    return figures_of(counted, Standing(**standing), {"cnn": "Convolutions"}, TODAY, period)


def test_a_log_without_grades_has_no_sentences() -> None:
    assert {sentence(figures()) for sentence in SENTENCES.values()} == {""}


def test_retention_tells_young_and_mature_cards_apart_where_there_are_both() -> None:
    both = figures({0: Count(reviews=10, recalled=9, mature=4, mature_recalled=3)})
    assert retention_sentence(both) == "90 % of 10 reviews recalled: 100 % of young cards, 75 % of mature ones."
    assert retention_sentence(figures({0: Count(reviews=1, recalled=0)})) == "0 % of 1 review recalled."


def test_grades_and_minutes_are_told_of_all_days_and_of_one() -> None:
    two = figures({0: Count(reviews=10, milliseconds=90_000), 3: Count(new=4, drills=1, milliseconds=60_000)})
    assert reviews_sentence(two) == "15 grades on 2 days, 7.5 on each of them."
    assert minutes_sentence(two) == "2 min on 2 days: 1.2 minutes a day, 10 seconds a grade."
    one = figures({0: Count(new=1, milliseconds=8_000)})
    assert reviews_sentence(one) == "1 grade on 1 day."
    assert minutes_sentence(one) == "8 s, 8 seconds a grade."


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period.MONTH, "2 cards today, 4 in the 30 days after; the most on Tue 10 Mar: 3."),
        (Period.QUARTER, "2 cards today, 9 in the 90 days after; the most on Thu 9 Apr: 5."),
        (Period.ALL, "2 cards today, 19 in the 400 days after; the most on Tue 13 Apr 2027: 10."),
    ],
)
def test_the_forecast_looks_as_far_ahead_as_the_period_looks_back(period: Period, words: str) -> None:
    day = TODAY.toordinal()
    due = Counter({day - 7: 2, day + 1: 3, day + 2: 1, day + 31: 5, day + 400: 10})
    assert forecast_sentence(figures(period=period, due=due)) == words


def test_cards_that_all_fall_due_on_one_day_have_no_day_with_the_most() -> None:
    due = Counter({TODAY.toordinal() + 1: 12})
    assert forecast_sentence(figures(due=due)) == "0 cards today, 12 in the 30 days after, on Tue 10 Mar."


def test_hours_are_set_against_one_another_only_where_it_is_more_than_chance() -> None:
    good, bad, few = Count(reviews=400, recalled=380), Count(reviews=400, recalled=300), Count(reviews=29)
    assert hours_sentence(figures(hours={8: good, 22: bad, 3: few})) == (
        "The most was recalled at 08:00, 95 %; the least at 22:00, 75 %."
    )
    near = Count(reviews=400, recalled=372)
    assert hours_sentence(figures(hours={8: good, 22: near})) == "No two hours differ by more than chance."
    assert hours_sentence(figures(hours={8: good, 3: few})) == ""


def test_topics_are_told_by_their_titles() -> None:
    decks = {"cnn": Count(reviews=400, recalled=380), "vit": Count(reviews=400, recalled=300)}
    assert topics_sentence(figures(decks=decks)) == (
        "The most was recalled of Convolutions, 95 %; the least of vit, 75 %."
    )


def test_counts_that_are_all_alike_do_not_differ() -> None:
    assert not differ(Count(), Count(reviews=9))
    assert not differ(Count(reviews=9, recalled=9), Count(reviews=90, recalled=90))
    assert differ(Count(reviews=900, recalled=900), Count(reviews=900, recalled=800))


def test_intervals_and_eases_are_told_by_their_median() -> None:
    found = figures(intervals=Counter({1: 2, 30: 3}), eases=Counter({130: 1, 250: 4}))
    assert intervals_sentence(found) == "Median interval: 30 days; 3 of 5 cards are mature (60 %)."
    one = figures(intervals=Counter({1: 2, 30: 1}))
    assert intervals_sentence(one) == "Median interval: 1 day; 1 of 3 cards is mature (33 %)."
    assert ease_sentence(found) == "Median ease: 2.50; 1 of 5 cards below 1.80."
    young = figures(intervals=Counter({1: 2}), eases=Counter({250: 2}))
    assert intervals_sentence(young) == "Median interval: 1 day; no card is mature yet."
    assert ease_sentence(young) == "Median ease: 2.50; none of 2 cards below 1.80."
    single = figures(intervals=Counter({6: 1}), eases=Counter({250: 1}))
    assert intervals_sentence(single) == "1 card, with an interval of 6 days."
    assert ease_sentence(single) == "1 card, with an ease of 2.50."


def test_days_in_a_row_name_the_best() -> None:
    told = [streak_sentence(Streak(*each)) for each in ((0, 0), (0, 40), (1, 1), (4, 38), (5, 5))]
    assert told == [
        "",
        "Best so far: 40 days in a row.",
        "1 day in a row.",
        "4 days in a row; best 38.",
        "5 days in a row, your best.",
    ]
