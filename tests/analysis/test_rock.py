"""A quarter's Rocks as of a day: what a screen counts, orders and compares with a week ago."""

from __future__ import annotations

from fractions import Fraction

import pytest

from opsctl.analysis.progress import Band
from opsctl.analysis.rock import QuarterView, RockView, Turn, view_quarter, view_rock
from opsctl.analysis.standing import Reason, ReasonKind, Standing
from opsctl.model.rock import Rock, Say, Status
from tests.factories import (
    Q3,
    Q4,
    day,
    ended,
    figure,
    milestone,
    outcome,
    rock,
    word,
    workspace,
)


def view(*rocks: Rock, as_of: str = "11-20") -> QuarterView:
    return view_quarter(workspace(*rocks), Q4, day(as_of))


def one(rock: Rock, as_of: str = "11-20") -> RockView:
    return view_rock(rock, workspace(rock), day(as_of))


def shown(view: QuarterView) -> list[str]:
    return [each.rock.id for each in view.rocks]


# One Rock


def test_the_days_left_count_down_to_the_due_day_and_below() -> None:
    promised = rock(due=day("11-20"))
    assert one(promised, "11-19").days_left == 1
    assert one(promised, "11-20").days_left == 0
    assert one(promised, "11-21").days_left == -1


def test_without_a_due_day_a_rock_is_due_on_the_last_day_of_its_quarter() -> None:
    assert one(rock()).due == day("12-31")


def test_progress_comes_with_what_is_expected_and_its_band() -> None:
    moving = one(rock(outcome=outcome("0", "10"), log=(figure("11-16", "7.5"),)), "11-17")
    assert (moving.progress, moving.expected, moving.band) == (
        Fraction(3, 4),
        Fraction(1, 2),
        Band.SUBSTANTIALLY,
    )


def test_a_rock_without_any_figure_has_neither_progress_nor_a_band() -> None:
    assert (one(rock()).progress, one(rock()).band) == (None, None)


def test_a_planned_rock_is_committed_from_the_fifteenth_day_of_its_quarter() -> None:
    planned = rock(status=Status.PLANNED)
    assert not one(planned, "10-15").is_committed
    assert one(planned, "10-16").is_committed


@pytest.mark.parametrize("status", [None, Status.DONE, Status.MISSED, Status.DROPPED])
def test_every_other_rock_is_committed_from_the_start(status: Status | None) -> None:
    assert one(rock(status=status), "10-01").is_committed


@pytest.mark.parametrize("status", list(Status))
def test_a_rock_that_is_planned_or_has_ended_does_not_run(status: Status) -> None:
    assert not one(rock(status=status)).is_running


def test_a_rock_runs_until_the_day_of_its_result() -> None:
    finished = ended("page", Status.DONE, "11-20")
    assert one(finished, "11-19").is_running
    assert not one(finished, "11-20").is_running


# The quarter


def test_a_quarter_shows_its_own_rocks_only() -> None:
    assert shown(view(rock("now"), rock("then", Q3))) == ["now"]


def test_only_chosen_rocks_are_shown_and_counted() -> None:
    both = workspace(rock("a", owner="maya"), rock("b", owner="leo"))
    chosen = view_quarter(both, Q4, day("11-20"), lambda rock: rock.owner == "leo")
    assert shown(chosen) == ["b"]
    assert chosen.completion.committed == 1


def test_a_dependency_that_is_not_chosen_counts_all_the_same() -> None:
    both = workspace(
        rock("a", depends_on=("b",), log=(word("11-16"),)),
        rock("b", log=(word("11-16", Say.IN_DANGER),)),
    )
    chosen = view_quarter(both, Q4, day("11-20"), lambda rock: rock.id == "a")
    assert chosen.rocks[0].standing is Standing.OFF_TRACK


def test_the_week_is_counted_within_the_quarter() -> None:
    shown = view(as_of="11-20")
    assert (shown.week, shown.weeks, shown.days_left) == (8, 14, 41)


def test_there_is_no_week_outside_the_quarter() -> None:
    assert view(as_of="09-30").week is None
    after = view(as_of="2027-01-01")
    assert (after.week, after.days_left) == (None, -1)


# The order


def test_rocks_are_ordered_by_standing_the_most_urgent_first() -> None:
    in_order = [
        rock("g", log=(word("11-16", Say.IN_DANGER),)),
        rock("f", log=(word("11-16", Say.OFF_TRACK),)),
        rock("e", status=Status.MISSED),
        rock("d"),
        rock("c", status=Status.PLANNED),
        rock("b", status=Status.DROPPED),
        rock("a", status=Status.DONE),
    ]
    assert shown(view(*in_order)) == ["g", "f", "e", "d", "c", "b", "a"]


def test_rocks_of_one_standing_are_ordered_by_their_due_day() -> None:
    rocks = (rock("a"), rock("b", due=day("12-18")), rock("c", due=day("12-11")))
    assert shown(view(*rocks)) == ["c", "b", "a"]


def test_rocks_due_on_one_day_are_ordered_by_id() -> None:
    rocks = (rock("b"), rock("c", due=day("12-31")), rock("a"))
    assert shown(view(*rocks)) == ["a", "b", "c"]


# Words of the last 7 days


@pytest.mark.parametrize(("on", "given"), [("11-20", 1), ("11-14", 1), ("11-13", 0)])
def test_a_word_is_given_within_the_last_7_days(on: str, given: int) -> None:
    assert view(rock(log=(word(on),))).words_given == given


def test_a_word_dated_later_is_not_given_yet() -> None:
    assert view(rock(log=(word("11-21"),))).words_given == 0


def test_a_figure_alone_is_no_word_given() -> None:
    assert view(rock(log=(figure("11-20", "6"),))).words_given == 0


def test_a_word_by_anyone_is_given() -> None:
    assert view(rock(log=(word("11-16", by="leo"),))).words_given == 1


def test_a_rock_counts_once_however_often_it_was_spoken_of() -> None:
    assert view(rock(log=(word("11-16"), word("11-18")))).words_given == 1


def test_words_are_expected_for_running_rocks_only() -> None:
    spoken = (word("11-16"),)
    rocks = (rock("a"), rock("b", log=spoken), rock("c", status=Status.PLANNED, log=spoken))
    shown = view(*rocks, rock("d", status=Status.DONE, log=spoken))
    assert (shown.words_given, shown.words_expected) == (1, 2)


# Milestones


def test_a_milestone_is_due_and_overdue_from_the_day_after_its_day() -> None:
    steps = rock(milestones=(milestone("11-19"),))
    before, after = view(steps, as_of="11-19"), view(steps, as_of="11-20")
    assert (before.milestones_due, before.milestones_overdue) == (0, 0)
    assert (after.milestones_due, after.milestones_overdue) == (1, 1)


def test_a_milestone_that_is_done_is_due_and_not_overdue() -> None:
    shown = view(rock(milestones=(milestone("11-13", "11-20"), milestone("12-11", "11-20"))))
    assert (shown.milestones_due, shown.milestones_overdue) == (1, 0)


def test_milestones_of_rocks_that_do_not_run_are_not_counted() -> None:
    steps = (milestone("11-13"),)
    rocks = [rock(f"rock-{status}", status=status, milestones=steps) for status in Status]
    assert view(*rocks).milestones_due == 0


# What has turned


def test_a_rock_that_stands_as_a_week_ago_has_not_turned() -> None:
    assert view(rock(log=(word("11-16"),))).turns == ()


def test_a_rock_that_stands_otherwise_than_a_week_ago_has_turned() -> None:
    turned = rock(log=(word("11-14", Say.OFF_TRACK),))
    assert view(turned, as_of="11-20").turns == (
        Turn(
            turned,
            Standing.ON_TRACK,
            Standing.OFF_TRACK,
            (Reason(ReasonKind.DECLARED, "owner says off track"),),
            (Reason(ReasonKind.SILENT, "nothing said yet, 43 days into the quarter"),),
        ),
    )


def test_a_turn_is_told_for_a_week() -> None:
    turned = rock(log=(word("11-14", Say.OFF_TRACK),))
    assert view(turned, as_of="11-21").turns == ()


def test_a_turn_for_the_better_is_told_too() -> None:
    (turn,) = view(ended("page", Status.DONE, "11-16", log=(word("11-09"),))).turns
    assert (turn.before, turn.after) == (Standing.ON_TRACK, Standing.DONE)


def test_a_word_that_went_and_came_back_within_the_week_is_no_turn() -> None:
    log = (word("11-16", Say.OFF_TRACK), word("11-18"))
    assert view(rock(log=log)).turns == ()


def test_turns_may_be_told_since_another_day() -> None:
    turned = rock(log=(word("11-14", Say.OFF_TRACK),))
    after = view_quarter(workspace(turned), Q4, day("11-21"), since=day("11-13"))
    assert [turn.after for turn in after.turns] == [Standing.OFF_TRACK]
    same_day = view_quarter(workspace(turned), Q4, day("11-21"), since=day("11-14"))
    assert same_day.turns == ()


def test_turns_say_since_when_they_are_told() -> None:
    assert view(as_of="11-20").since == day("11-13")
    assert view_quarter(workspace(), Q4, day("11-20"), since=day("10-01")).since == day("10-01")


def test_a_turn_for_the_better_says_what_no_longer_holds() -> None:
    steps = (milestone("11-06", "11-18"), milestone("12-11"))
    (turn,) = view(rock(milestones=steps, log=(word("11-12"),))).turns
    assert (turn.before, turn.after, turn.reasons) == (Standing.OFF_TRACK, Standing.ON_TRACK, ())
    assert [reason.kind for reason in turn.no_longer] == [
        ReasonKind.MILESTONE_OVERDUE,
        ReasonKind.BEHIND,
    ]


def test_a_reason_that_still_holds_is_not_gone() -> None:
    steps = (milestone("11-06"), milestone("11-18"), milestone("12-11"))
    (turn,) = view(rock(milestones=steps, log=(word("11-12"),))).turns
    assert (turn.before, turn.after, turn.no_longer) == (Standing.OFF_TRACK, Standing.IN_DANGER, ())


def test_turns_come_in_the_order_of_the_rocks() -> None:
    rocks = (
        rock("a", log=(word("11-16", Say.OFF_TRACK),)),
        rock("b", log=(word("11-16", Say.IN_DANGER),)),
    )
    assert [turn.rock.id for turn in view(*rocks).turns] == ["b", "a"]


# Completion


def test_completion_counts_the_rocks_shown() -> None:
    rocks = (
        rock("a"),
        rock("b", log=(word("11-16", Say.OFF_TRACK),)),
        ended("c", Status.DONE, "11-16"),
        ended("d", Status.DROPPED, "11-16"),
    )
    figures = view(*rocks).completion
    assert (figures.rate, figures.on_course) == (Fraction(1, 4), Fraction(2, 4))


def test_a_rock_planned_too_long_is_in_the_denominator() -> None:
    rocks = (ended("a", Status.DONE, "10-09"), rock("b", status=Status.PLANNED))
    assert view(*rocks, as_of="10-15").completion.rate == 1
    assert view(*rocks, as_of="10-16").completion.rate == Fraction(1, 2)
