"""How much of a quarter's promises is kept, or on course."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from opsctl.analysis.completion import Completion, completion
from opsctl.analysis.standing import Standing
from opsctl.model.period import Days
from tests.factories import day

QUARTER = Days(day("10-01"), day("12-31"))
STANDARD = Decimal("0.8")


def counted(*standings: Standing, as_of: str = "11-20", standard: Decimal = STANDARD) -> Completion:
    """Count Rocks that all are committed, but for those that are planned."""
    pairs = [(each, each is not Standing.PLANNED) for each in standings]
    return completion(pairs, QUARTER, standard, day(as_of))


def test_each_standing_is_counted() -> None:
    figures = counted(
        *[Standing.DONE] * 6,
        *[Standing.MISSED] * 5,
        *[Standing.DROPPED] * 4,
        *[Standing.ON_TRACK] * 3,
        *[Standing.OFF_TRACK] * 2,
        Standing.IN_DANGER,
    )
    assert (figures.done, figures.missed, figures.dropped) == (6, 5, 4)
    assert (figures.on_track, figures.off_track, figures.in_danger) == (3, 2, 1)
    assert figures.committed == 21


def test_the_rate_is_done_of_committed() -> None:
    assert counted(Standing.DONE, Standing.ON_TRACK, Standing.OFF_TRACK).rate == Fraction(1, 3)


def test_on_course_is_done_and_on_track_of_committed() -> None:
    figures = counted(Standing.DONE, Standing.ON_TRACK, Standing.OFF_TRACK, Standing.IN_DANGER)
    assert figures.on_course == Fraction(2, 4)


def test_a_planned_rock_is_not_committed() -> None:
    assert counted(Standing.DONE, Standing.PLANNED).rate == 1


def test_a_rock_planned_too_long_counts_as_committed_and_not_as_done() -> None:
    pairs = [(Standing.DONE, True), (Standing.PLANNED, True)]
    figures = completion(pairs, QUARTER, STANDARD, day("11-20"))
    assert (figures.committed, figures.rate, figures.on_course) == (
        2,
        Fraction(1, 2),
        Fraction(1, 2),
    )


@pytest.mark.parametrize("end", [Standing.DROPPED, Standing.MISSED])
def test_letting_go_of_a_rock_does_not_raise_the_rate(end: Standing) -> None:
    before = counted(Standing.DONE, Standing.OFF_TRACK)
    after = counted(Standing.DONE, end)
    assert after.rate == before.rate == Fraction(1, 2)
    assert after.on_course == before.on_course


def test_with_nothing_committed_there_is_no_rate() -> None:
    figures = counted(Standing.PLANNED)
    assert (figures.committed, figures.rate, figures.on_course) == (0, None, None)
    assert figures.meets_standard is None


def test_on_course_is_known_until_the_last_day_of_the_quarter() -> None:
    assert counted(Standing.ON_TRACK, as_of="12-31").on_course == 1


def test_once_the_quarter_is_over_nothing_is_on_course() -> None:
    figures = counted(Standing.ON_TRACK, as_of="2027-01-01")
    assert figures.on_course is None
    assert figures.rate == 0


def test_four_of_five_meet_a_standard_of_80_percent() -> None:
    assert counted(*[Standing.ON_TRACK] * 4, Standing.OFF_TRACK).meets_standard is True


def test_79_of_a_hundred_do_not_meet_a_standard_of_80_percent() -> None:
    figures = counted(*[Standing.ON_TRACK] * 79, *[Standing.OFF_TRACK] * 21)
    assert figures.meets_standard is False


def test_a_standard_is_met_exactly_where_a_float_would_miss_it() -> None:
    figures = counted(
        *[Standing.DONE] * 7, *[Standing.MISSED] * 3, standard=Decimal("0.7"), as_of="2027-01-01"
    )
    assert figures.meets_standard is True


def test_once_the_quarter_is_over_only_what_is_done_meets_the_standard() -> None:
    standings = [Standing.DONE] * 4 + [Standing.ON_TRACK]
    assert counted(*standings, as_of="2027-01-01").meets_standard is True
    standings = [Standing.DONE] * 3 + [Standing.ON_TRACK] * 2
    assert counted(*standings, as_of="12-31").meets_standard is True
    assert counted(*standings, as_of="2027-01-01").meets_standard is False
