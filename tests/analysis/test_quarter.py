"""Quarters: what a plan comes to, which one is to be closed, and the story it ends with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from opsctl.analysis.closing import (
    day_of_ending,
    open_rocks,
    quarter_to_carry_into,
    quarter_to_close,
)
from opsctl.analysis.quarter_plan import Level, quarter_plan
from opsctl.analysis.quarter_story import quarter_story
from opsctl.analysis.rescue import lacks_rescue, newest_rescue
from opsctl.model.period import Quarter
from opsctl.model.rock import Rescue, Rock, Say, Status
from opsctl.model.settings import Bounds
from opsctl.model.vision import Goal
from opsctl.model.workspace import Register, Workspace
from opsctl.text.span import Origin
from tests.factories import Q3, Q4, day, ended, milestone, rock, word, workspace

Q1 = Quarter(2027, 1)
FRIDAY = day("11-20")


def planned(id: str, **fields: Any) -> Rock:
    return rock(id, status=Status.PLANNED, **fields)


def test_the_quarter_after_the_fourth_is_the_first_of_the_next_year() -> None:
    assert (Q3.next, Q4.next) == (Q4, Q1)


# The plan


def test_a_plan_starts_what_is_planned_and_counts_everything_but_what_was_dropped() -> None:
    company = workspace(
        planned("a"), rock("b"), ended("c", Status.DROPPED, "10-05"), ended("d", Status.DONE)
    )
    plan = quarter_plan(company, Q4, FRIDAY)
    assert [each.id for each in plan.rocks] == ["a", "b", "d"]
    assert [each.id for each in plan.starting] == ["a"]


@pytest.mark.parametrize(
    ("count", "level"),
    [(1, Level.BELOW), (2, Level.WITHIN), (3, Level.WITHIN), (4, Level.ABOVE)],
)
def test_a_load_stands_against_the_standard(count: int, level: Level) -> None:
    rocks = [planned(f"r{number}", team="sales") for number in range(count)]
    plan = quarter_plan(workspace(*rocks, rocks_per_owner=Bounds(2, 3)), Q4, FRIDAY)
    assert [(each.owner, each.count, each.level) for each in plan.owners] == [
        ("maya", count, level)
    ]


def test_only_rocks_without_a_team_are_the_companys() -> None:
    plan = quarter_plan(workspace(planned("a"), planned("b", team="sales")), Q4, FRIDAY)
    assert (plan.company.count, plan.company.level) == (1, Level.BELOW)


def test_areas_are_counted_and_those_without_come_last() -> None:
    rocks = [planned("a"), planned("b", area="x"), planned("c", area="y"), planned("d", area="y")]
    plan = quarter_plan(workspace(*rocks), Q4, FRIDAY)
    assert plan.areas == (("y", 2), ("x", 1), (None, 1))


def test_goals_that_no_rock_supports_are_named() -> None:
    goals = {each: Goal(each, Origin("vision.yaml"), each.upper()) for each in ("grow", "rest")}
    company = replace(
        workspace(planned("a", supports="grow"), ended("b", Status.DROPPED, supports="rest")),
        goals=Register(goals, frozenset(goals), listed=True),
    )
    assert [each.id for each in quarter_plan(company, Q4, FRIDAY).unsupported] == ["rest"]


def test_a_rock_is_due_late_within_the_last_fourteen_days() -> None:
    rocks = [planned("a", due=day("12-17")), planned("b", due=day("12-18")), planned("c")]
    plan = quarter_plan(workspace(*rocks), Q4, FRIDAY)
    assert [each.id for each in plan.due_late] == ["b", "c"]
    assert plan.late_from == day("12-18")


def test_a_rock_without_a_measure_is_named() -> None:
    rocks = [planned("a"), planned("b", milestones=(milestone("11-01"),)), planned("c", title="7")]
    assert [each.id for each in quarter_plan(workspace(*rocks), Q4, FRIDAY).unmeasured] == ["a"]


# Which quarter is closed


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-11-15", Q3), ("2026-11-16", Q4), ("2026-12-31", Q4), ("2027-01-05", Q4)],
)
def test_the_newest_quarter_with_open_rocks_past_its_middle_is_closed(
    today: str, expected: Quarter
) -> None:
    company = workspace(rock("a", Q3), rock("a", Q4), rock("a", Q1))
    assert quarter_to_close(company, day(today)) == expected


def test_where_nothing_is_open_the_newest_quarter_past_its_middle_has_its_story_told() -> None:
    company = workspace(ended("a", Status.DONE, quarter=Q3), ended("a", Status.DONE), rock("a", Q1))
    assert quarter_to_close(company, date(2027, 1, 5)) == Q4
    assert quarter_to_close(workspace(), FRIDAY) is None


def test_planned_rocks_are_open_and_ended_ones_are_not() -> None:
    company = workspace(rock("a"), planned("b"), ended("c", Status.DONE, "12-31"))
    assert [each.id for each in open_rocks(company, Q4)] == ["a", "b"]


def test_rocks_go_on_in_the_next_quarter_or_in_todays() -> None:
    company = workspace()
    assert quarter_to_carry_into(company, Q4, day("12-30")) == Q1
    assert quarter_to_carry_into(company, Q4, date(2027, 1, 9)) == Q1
    assert quarter_to_carry_into(company, Quarter(2026, 2), FRIDAY) == Q4


def test_a_result_lies_in_its_quarter() -> None:
    assert day_of_ending(workspace(), Q4, day("12-29")) == day("12-29")
    assert day_of_ending(workspace(), Q4, date(2027, 1, 9)) == day("12-31")


# The story


def story_company() -> Workspace:
    return workspace(
        ended("a", Status.DONE, "12-18"),
        ended("b", Status.MISSED, "12-30"),
        ended("c", Status.DROPPED, "11-02"),
        rock("d"),
        planned("e"),
        rock("b2", Q1, carried_from="2026-Q4/b"),
        ended("a", Status.DONE, "09-30", Q3),
        ended("b", Status.MISSED, "09-30", Q3),
    )


def test_a_story_sorts_the_rocks_by_how_they_stand() -> None:
    story = quarter_story(story_company(), Q4, day("12-31"))
    names = [
        [each.view.rock.id for each in part]
        for part in (story.done, story.missed, story.dropped, story.running, story.planned)
    ]
    assert names == [["a"], ["b"], ["c"], ["d"], ["e"]]
    assert len(story.promised) == 5
    assert [str(each.carried_to) for each in story.carried] == ["2027-Q1/b2"]


def test_a_story_sees_nothing_that_is_dated_later() -> None:
    story = quarter_story(story_company(), Q4, day("12-17"))
    assert [each.view.rock.id for each in story.done] == []
    assert [each.view.rock.id for each in story.running] == ["a", "b", "d"]


def test_quarters_are_compared_up_to_this_one_and_eight_at_most() -> None:
    past = [ended("a", Status.DONE, quarter=Quarter(2024 + n // 4, n % 4 + 1)) for n in range(9)]
    company = workspace(*past, *story_company().rocks)
    compared = quarter_story(company, Q4, day("12-31")).compared
    assert len(compared) == 8
    assert str(compared[0].quarter) == "2024-Q4"
    assert compared[-1].quarter == Q4
    assert compared[-2].completion.rate == Fraction(1, 2)
    assert (compared[-2].meets_standard, compared[0].meets_standard) == (False, True)


# Rescues


def in_danger(*rescues: Rescue) -> Rock:
    return rock("a", log=(word("11-02", Say.IN_DANGER),), rescues=rescues)


@pytest.mark.parametrize(("today", "lacks"), [("11-08", False), ("11-09", True)])
def test_a_rescue_is_lacking_after_a_week_in_danger(today: str, lacks: bool) -> None:
    company = workspace(in_danger())
    assert lacks_rescue(company.rocks[0], company, day(today)) is lacks


@pytest.mark.parametrize(("rescued", "lacks"), [("11-01", True), ("11-02", False)])
def test_a_rescue_of_an_earlier_trouble_does_not_count(rescued: str, lacks: bool) -> None:
    company = workspace(in_danger(Rescue(day(rescued))))
    assert lacks_rescue(company.rocks[0], company, FRIDAY) is lacks


def test_the_check_of_a_rescue_is_late_from_the_day_after() -> None:
    found = in_danger(Rescue(day("11-03"), check=day("11-10")))
    for today, late in (("11-03", 0), ("11-10", 0), ("11-11", 1)):
        view = newest_rescue(found, day(today))
        assert view is not None
        assert view.check_days_late == late
    assert newest_rescue(found, day("11-02")) is None
