"""How a Rock stands: each row of the table of evidence, on both sides of its boundary.

Where a day matters, the Rocks are those of 2026-Q4, silent from the fifteenth day without a word.
"""

from __future__ import annotations

import dataclasses

import pytest

from opsctl.analysis.standing import (
    Judgement,
    Reason,
    ReasonKind,
    Standing,
    judge,
    judge_alone,
    planned_too_long,
)
from opsctl.model.rock import Rock, Say, Status
from tests.factories import (
    Q3,
    day,
    ended,
    figure,
    milestone,
    outcome,
    rock,
    word,
    workspace,
)

FRIDAY = "11-20"
SPOKEN = (word("11-16"),)
OVERDUE = (milestone("11-11", title="Second packing line"), milestone("12-11"))
"""One of two milestones overdue on the Friday, by 9 days."""


def judged(one: Rock, as_of: str = FRIDAY, *others: Rock) -> Judgement:
    return judge(one, workspace(one, *others), day(as_of))


def standing(one: Rock, as_of: str = FRIDAY, *others: Rock) -> Standing:
    return judged(one, as_of, *others).standing


def kinds(judgement: Judgement) -> list[ReasonKind]:
    return [reason.kind for reason in judgement.reasons]


def text(judgement: Judgement, kind: ReasonKind) -> str:
    (reason,) = (each for each in judgement.reasons if each.kind is kind)
    return reason.text


# Nothing speaks against it


def test_without_evidence_and_without_a_word_a_rock_is_on_track() -> None:
    assert judged(rock(), "10-01") == Judgement(Standing.ON_TRACK, None, Standing.ON_TRACK, False)


def test_a_rock_is_on_track_before_its_quarter() -> None:
    assert judged(rock(), "08-01") == Judgement(Standing.ON_TRACK, None, Standing.ON_TRACK, False)


# A milestone overdue


def test_a_milestone_is_not_overdue_on_its_due_day() -> None:
    one = rock(milestones=(milestone("11-20"), *[milestone("12-11")] * 9), log=SPOKEN)
    assert standing(one, "11-20") is Standing.ON_TRACK


def test_a_milestone_is_overdue_on_the_day_after() -> None:
    one = rock(milestones=(milestone("11-20"), *[milestone("12-11")] * 9), log=SPOKEN)
    judgement = judged(one, "11-21")
    assert judgement.standing is Standing.OFF_TRACK
    assert judgement.reasons == (
        Reason(ReasonKind.MILESTONE_OVERDUE, "milestone “Vendor chosen” is 1 day overdue"),
    )


def test_a_milestone_done_late_is_overdue_no_more_from_that_day_on() -> None:
    one = rock(milestones=(milestone("11-11", "11-20"),), log=SPOKEN)
    assert standing(one, "11-19") is Standing.OFF_TRACK
    assert standing(one, "11-20") is Standing.ON_TRACK


def test_two_milestones_overdue_put_a_rock_in_danger() -> None:
    one = rock(milestones=(milestone("11-11"), milestone("11-19")), log=SPOKEN)
    assert standing(one, "11-19") is Standing.OFF_TRACK
    assert standing(one, "11-20") is Standing.IN_DANGER


def test_several_milestones_overdue_are_one_reason_that_names_each() -> None:
    steps = (milestone("11-06", title="Packaging"), milestone("11-19", title="200 best sellers"))
    assert text(judged(rock(milestones=steps, log=SPOKEN)), ReasonKind.MILESTONE_OVERDUE) == (
        "2 milestones overdue: “Packaging” by 14 days, “200 best sellers” by 1 day"
    )


def test_one_milestone_overdue_is_off_track_while_somebody_speaks() -> None:
    one = rock(milestones=OVERDUE, log=(word("11-06"),))
    assert standing(one, "11-20") is Standing.OFF_TRACK


def test_one_milestone_overdue_and_silence_put_a_rock_in_danger() -> None:
    one = rock(milestones=OVERDUE, log=(word("11-06"),))
    judgement = judged(one, "11-21")
    assert judgement.standing is Standing.IN_DANGER
    assert kinds(judgement)[-1] is ReasonKind.SILENT


# Behind, with milestones


@pytest.mark.parametrize(
    ("overdue", "rest", "is_behind"),
    [
        ("3", "17", False),
        ("0.15", "0.85", False),
        ("0.150001", "0.849999", True),
        ("0.16", "0.84", True),
    ],
)
def test_with_milestones_a_rock_is_behind_above_a_gap_of_15_percent(
    overdue: str, rest: str, is_behind: bool
) -> None:
    steps = (milestone("11-11", weight=overdue), milestone("12-11", weight=rest))
    judgement = judged(rock(milestones=steps, log=SPOKEN))
    assert (ReasonKind.BEHIND in kinds(judgement)) is is_behind
    assert judgement.standing is Standing.OFF_TRACK


def test_milestones_done_early_make_up_for_one_that_is_overdue() -> None:
    steps = (milestone("11-11"), milestone("12-11", "11-19"))
    assert kinds(judged(rock(milestones=steps, log=SPOKEN))) == [ReasonKind.MILESTONE_OVERDUE]


def test_a_gap_is_said_in_percentages_rounded_down() -> None:
    steps = (milestone("10-16", "10-14"), milestone("11-13"), milestone("12-11"))
    assert text(judged(rock(milestones=steps, log=SPOKEN)), ReasonKind.BEHIND) == (
        "progress is 33 %, by its dates it would be 66 %"
    )


# Behind, without milestones: half of the quarter's 66 working days are over on 17 November


def test_without_milestones_nothing_is_behind_while_less_than_half_is_expected() -> None:
    one = rock(outcome=outcome("0", "10"), log=(word("11-09"), figure("11-09", "0")))
    assert judged(one, "11-16").standing is Standing.ON_TRACK


def test_without_milestones_a_rock_is_behind_from_the_day_half_is_expected() -> None:
    one = rock(outcome=outcome("0", "10"), log=(word("11-09"), figure("11-09", "0")))
    judgement = judged(one, "11-17")
    assert judgement.standing is Standing.OFF_TRACK
    assert judgement.reasons == (
        Reason(ReasonKind.BEHIND, "progress is 0 %, by its dates it would be 50 %"),
    )


def test_one_working_day_below_half_nothing_is_behind() -> None:
    one = rock(
        due=day("12-30"), outcome=outcome("0", "10"), log=(word("11-09"), figure("11-09", "0"))
    )
    assert standing(one, "11-16") is Standing.ON_TRACK
    assert standing(one, "11-17") is Standing.OFF_TRACK


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2.5", Standing.ON_TRACK), ("2.49", Standing.OFF_TRACK), ("2.51", Standing.ON_TRACK)],
)
def test_without_milestones_a_rock_is_behind_above_a_gap_of_25_percent(
    now: str, expected: Standing
) -> None:
    one = rock(outcome=outcome("0", "10"), log=(word("11-16"), figure("11-16", now)))
    assert standing(one, "11-17") is expected


def test_a_gap_that_milestones_do_not_forgive_is_forgiven_without_them() -> None:
    one = rock(outcome=outcome("0", "10"), log=(word("11-16"), figure("11-16", "3")))
    assert standing(one, "11-17") is Standing.ON_TRACK


def test_unknown_progress_is_never_behind() -> None:
    assert standing(rock(log=(word("12-30"),)), "12-31") is Standing.ON_TRACK


def test_an_outcome_without_a_figure_is_never_behind() -> None:
    one = rock(outcome=outcome("0", "10"), log=(word("12-30"),))
    assert standing(one, "12-31") is Standing.ON_TRACK


# Dependencies


def said(say: Say) -> Rock:
    return rock("warehouse-capacity", log=(word("11-16", say),))


WAITING = rock(depends_on=("warehouse-capacity",), log=SPOKEN)


@pytest.mark.parametrize(
    ("other", "how"),
    [
        (said(Say.OFF_TRACK), "off track"),
        (said(Say.IN_DANGER), "in danger"),
        (ended("warehouse-capacity", Status.MISSED, "11-16"), "missed"),
        (ended("warehouse-capacity", Status.DROPPED, "11-16"), "dropped"),
    ],
)
def test_a_dependency_that_is_not_well_puts_a_rock_off_track(other: Rock, how: str) -> None:
    judgement = judged(WAITING, FRIDAY, other)
    assert judgement.standing is Standing.OFF_TRACK
    assert judgement.reasons == (
        Reason(ReasonKind.DEPENDENCY, f"waits for `warehouse-capacity`, which is {how}"),
    )


@pytest.mark.parametrize(
    "other",
    [
        said(Say.ON_TRACK),
        ended("warehouse-capacity", Status.DONE, "11-16"),
        rock("warehouse-capacity", status=Status.PLANNED),
    ],
)
def test_a_dependency_that_is_well_says_nothing(other: Rock) -> None:
    assert judged(WAITING, FRIDAY, other).reasons == ()


def test_a_dependency_is_judged_by_its_own_evidence_too() -> None:
    other = rock("warehouse-capacity", milestones=OVERDUE, log=SPOKEN)
    assert standing(WAITING, FRIDAY, other) is Standing.OFF_TRACK


def test_a_dependency_that_is_only_silent_says_nothing() -> None:
    assert standing(WAITING, FRIDAY, rock("warehouse-capacity")) is Standing.ON_TRACK


def test_a_dependency_is_seen_as_it_stood_on_the_day() -> None:
    other = ended("warehouse-capacity", Status.MISSED, "11-20", log=SPOKEN)
    assert standing(WAITING, "11-19", other) is Standing.ON_TRACK
    assert standing(WAITING, "11-20", other) is Standing.OFF_TRACK


def test_what_a_dependency_waits_for_itself_is_left_apart() -> None:
    middle = rock("warehouse-capacity", depends_on=("new-hall",), log=SPOKEN)
    last = rock("new-hall", log=(word("11-16", Say.IN_DANGER),))
    assert standing(middle, FRIDAY, WAITING, last) is Standing.OFF_TRACK
    assert standing(WAITING, FRIDAY, middle, last) is Standing.ON_TRACK


def test_rocks_that_wait_for_each_other_are_judged_all_the_same() -> None:
    other = rock("warehouse-capacity", depends_on=("loyalty-programme",), log=SPOKEN)
    assert standing(WAITING, FRIDAY, other) is Standing.ON_TRACK


def test_several_dependencies_are_one_reason_in_the_order_of_the_file() -> None:
    one = rock(depends_on=("warehouse-capacity", "new-hall"), log=SPOKEN)
    hall = ended("new-hall", Status.DROPPED, "11-16")
    assert text(judged(one, FRIDAY, hall, said(Say.OFF_TRACK)), ReasonKind.DEPENDENCY) == (
        "waits for `warehouse-capacity`, which is off track, and for `new-hall`, which is dropped"
    )


def test_a_dependency_of_another_quarter_is_named_with_it() -> None:
    pilot = rock("loyalty-pilot", Q3, log=(word("09-28"),))
    one = rock(depends_on=("2026-Q3/loyalty-pilot",), log=(word("10-01"),))
    assert standing(one, "09-30", pilot) is Standing.ON_TRACK
    assert text(judged(one, "10-01", pilot), ReasonKind.DEPENDENCY) == (
        "waits for `2026-Q3/loyalty-pilot`, which is in danger"
    )


def test_a_bare_dependency_is_not_looked_for_in_another_quarter() -> None:
    other = dataclasses.replace(said(Say.IN_DANGER), quarter=Q3)
    assert standing(WAITING, FRIDAY, other) is Standing.ON_TRACK


def test_a_dependency_that_is_not_there_says_nothing() -> None:
    assert standing(WAITING) is Standing.ON_TRACK


def test_a_rock_is_judged_alone_without_its_dependencies() -> None:
    space = workspace(WAITING, said(Say.IN_DANGER))
    alone = judge_alone(WAITING, space, day(FRIDAY))
    assert alone.standing is Standing.ON_TRACK


# Past its due day


def test_a_rock_is_not_late_on_its_due_day() -> None:
    assert standing(rock(due=day("12-18"), log=(word("12-16"),)), "12-18") is Standing.ON_TRACK


def test_a_rock_still_running_on_the_day_after_is_in_danger() -> None:
    judgement = judged(rock(due=day("12-18"), log=(word("12-16"),)), "12-19")
    assert judgement.standing is Standing.IN_DANGER
    assert judgement.reasons == (Reason(ReasonKind.PAST_DUE, "due 1 day ago and not closed"),)


def test_without_a_due_day_a_rock_is_due_on_the_last_day_of_its_quarter() -> None:
    one = rock(log=(word("12-30"),))
    assert standing(one, "12-31") is Standing.ON_TRACK
    assert standing(one, "2027-01-01") is Standing.IN_DANGER


# Silence


def test_a_rock_is_silent_from_the_fifteenth_day_of_its_quarter() -> None:
    assert not judged(rock(), "10-15").needs_update
    judgement = judged(rock(), "10-16")
    assert judgement.needs_update
    assert judgement.reasons == (
        Reason(ReasonKind.SILENT, "nothing said yet, 15 days into the quarter"),
    )


def test_a_rock_is_silent_from_the_fifteenth_day_after_its_newest_word() -> None:
    one = rock(log=(word("11-02"),))
    assert not judged(one, "11-16").needs_update
    judgement = judged(one, "11-17")
    assert judgement.needs_update
    assert judgement.reasons == (Reason(ReasonKind.SILENT, "nothing said for 15 days"),)


def test_a_word_before_the_quarter_leaves_the_count_at_its_first_day() -> None:
    one = rock(log=(word("09-28"),))
    assert not judged(one, "10-15").needs_update
    assert judged(one, "10-16").needs_update


def test_a_figure_alone_does_not_end_the_silence() -> None:
    one = rock(log=(word("11-02"), figure("11-16", "6")), outcome=outcome("0", "10"))
    assert judged(one, "11-17").needs_update


def test_silence_alone_changes_no_standing() -> None:
    judgement = judged(rock(), FRIDAY)
    assert judgement.standing is judgement.evidence is Standing.ON_TRACK


def test_how_long_silence_may_last_is_a_standard_of_the_company() -> None:
    one = rock(log=(word("11-02"),))
    space = workspace(one, silent_after=3)
    assert not judge(one, space, day("11-05")).needs_update
    assert judge(one, space, day("11-06")).needs_update


# The word


@pytest.mark.parametrize(
    ("say", "expected", "sentence"),
    [
        (Say.OFF_TRACK, Standing.OFF_TRACK, "owner says off track"),
        (Say.IN_DANGER, Standing.IN_DANGER, "owner says in danger"),
    ],
)
def test_a_word_worse_than_the_evidence_stands_and_is_the_reason(
    say: Say, expected: Standing, sentence: str
) -> None:
    judgement = judged(rock(log=(word("11-16", say),)))
    assert judgement == Judgement(
        expected, say, Standing.ON_TRACK, False, (Reason(ReasonKind.DECLARED, sentence),)
    )


def test_a_word_of_somebody_else_is_given_with_their_name() -> None:
    judgement = judged(rock(log=(word("11-16", Say.OFF_TRACK, by="leo"),)))
    assert text(judgement, ReasonKind.DECLARED) == "leo says off track"


def test_a_word_counts_from_its_day_on() -> None:
    one = rock(log=(word("11-16", Say.OFF_TRACK),))
    assert judged(one, "11-15").declared is None
    assert judged(one, "11-16").declared is Say.OFF_TRACK


def test_the_word_of_the_owner_wins_over_one_of_the_same_day() -> None:
    one = rock(log=(word("11-16", Say.OFF_TRACK), word("11-16", by="leo")))
    assert standing(one) is Standing.OFF_TRACK


def test_an_older_word_that_was_worse_is_forgotten() -> None:
    one = rock(log=(word("11-09", Say.IN_DANGER), word("11-16")))
    assert judged(one).reasons == ()


def test_evidence_worse_than_the_word_stands() -> None:
    judgement = judged(rock(milestones=OVERDUE, log=SPOKEN))
    assert judgement.standing is Standing.OFF_TRACK
    assert judgement.declared is Say.ON_TRACK
    assert ReasonKind.DECLARED not in kinds(judgement)


def test_a_word_as_bad_as_the_evidence_is_no_reason_beside_it() -> None:
    judgement = judged(rock(milestones=OVERDUE, log=(word("11-16", Say.OFF_TRACK),)))
    assert judgement.standing is Standing.OFF_TRACK
    assert ReasonKind.DECLARED not in kinds(judgement)


def test_a_word_worse_than_bad_evidence_is_the_first_reason() -> None:
    steps = (milestone("11-11", weight="3"), milestone("12-11", weight="17"))
    judgement = judged(rock(milestones=steps, log=(word("11-16", Say.IN_DANGER),)))
    assert judgement.standing is Standing.IN_DANGER
    assert judgement.evidence is Standing.OFF_TRACK
    assert kinds(judgement) == [ReasonKind.DECLARED, ReasonKind.MILESTONE_OVERDUE]


# The owner and the evidence


@pytest.mark.parametrize(
    ("say", "better"), [(Say.ON_TRACK, True), (Say.OFF_TRACK, False), (Say.IN_DANGER, False)]
)
def test_the_owner_says_better_only_with_a_word_better_than_the_evidence(
    say: Say, better: bool
) -> None:
    judgement = judged(rock(milestones=OVERDUE, log=(word("11-16", say),)))
    assert judgement.evidence is Standing.OFF_TRACK
    assert judgement.owner_says_better is better


def test_off_track_is_better_than_evidence_of_danger() -> None:
    one = rock(due=day("11-11"), log=(word("11-16", Say.OFF_TRACK),))
    assert judged(one).owner_says_better


def test_who_says_nothing_says_nothing_better() -> None:
    assert not judged(rock(due=day("11-11"))).owner_says_better


def test_nobody_says_better_of_a_rock_that_has_ended() -> None:
    one = ended("page", Status.MISSED, "11-16", log=(word("11-09"),))
    assert not judged(one).owner_says_better


# The order of reasons


def test_reasons_come_in_the_order_of_the_table_and_once_each() -> None:
    one = rock(
        milestones=OVERDUE,
        depends_on=("warehouse-capacity",),
        due=day("11-19"),
        log=(word("11-02"),),
    )
    assert kinds(judged(one, FRIDAY, said(Say.OFF_TRACK))) == [
        ReasonKind.MILESTONE_OVERDUE,
        ReasonKind.BEHIND,
        ReasonKind.DEPENDENCY,
        ReasonKind.PAST_DUE,
        ReasonKind.SILENT,
    ]


def test_the_word_comes_before_all_other_reasons() -> None:
    one = rock(
        outcome=outcome("0", "10"),
        depends_on=("warehouse-capacity",),
        log=(word("11-02", Say.IN_DANGER), figure("11-16", "0")),
    )
    assert kinds(judged(one, FRIDAY, said(Say.OFF_TRACK))) == [
        ReasonKind.DECLARED,
        ReasonKind.BEHIND,
        ReasonKind.DEPENDENCY,
        ReasonKind.SILENT,
    ]


# Planned and ended


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.DONE, Standing.DONE),
        (Status.MISSED, Standing.MISSED),
        (Status.DROPPED, Standing.DROPPED),
    ],
)
def test_a_rock_that_has_ended_stands_as_it_is_against_all_evidence(
    status: Status, expected: Standing
) -> None:
    one = ended(
        "page",
        status,
        "11-16",
        milestones=OVERDUE,
        due=day("11-11"),
        log=(word("10-05", Say.IN_DANGER),),
    )
    assert judged(one) == Judgement(expected, status, None, False)


def test_a_result_dated_later_is_not_seen_yet() -> None:
    one = ended("page", Status.DONE, "11-20", log=SPOKEN)
    assert standing(one, "11-19") is Standing.ON_TRACK
    assert standing(one, "11-20") is Standing.DONE


def test_until_its_result_a_rock_is_judged_as_running() -> None:
    one = ended("page", Status.MISSED, "11-30", milestones=OVERDUE, log=SPOKEN)
    assert standing(one, "11-29") is Standing.OFF_TRACK


def test_a_result_without_a_date_is_seen_at_once() -> None:
    assert standing(ended("page", Status.DROPPED), "10-01") is Standing.DROPPED


def test_a_status_without_a_result_is_seen_at_once() -> None:
    assert standing(rock(status=Status.MISSED), "10-01") is Standing.MISSED


def test_a_planned_rock_stands_as_planned_against_all_evidence() -> None:
    one = rock(status=Status.PLANNED, milestones=OVERDUE, due=day("10-09"))
    assert judged(one, "10-12") == Judgement(Standing.PLANNED, Status.PLANNED, None, False)


def test_a_rock_is_planned_too_long_from_the_fifteenth_day_of_its_quarter() -> None:
    one = rock(status=Status.PLANNED)
    calendar = workspace().calendar
    assert not planned_too_long(one, calendar, 14, day("10-15"))
    assert planned_too_long(one, calendar, 14, day("10-16"))


def test_a_rock_planned_too_long_needs_an_update_and_stays_planned() -> None:
    one = rock(status=Status.PLANNED)
    assert judged(one, "10-15") == Judgement(Standing.PLANNED, Status.PLANNED, None, False)
    judgement = judged(one, "10-16")
    assert judgement.standing is Standing.PLANNED
    assert judgement.needs_update
    assert judgement.reasons == (
        Reason(
            ReasonKind.SILENT,
            "still planned 15 days into the quarter, so it counts as committed",
        ),
    )


def test_a_running_rock_is_never_planned_too_long() -> None:
    assert not planned_too_long(rock(), workspace().calendar, 14, day("12-31"))


# Standings


def test_standings_rank_from_the_most_urgent_to_the_finished() -> None:
    assert [each.value for each in sorted(Standing, key=lambda each: each.rank)] == [
        "in-danger",
        "off-track",
        "missed",
        "on-track",
        "planned",
        "dropped",
        "done",
    ]


def test_a_better_word_of_somebody_else_is_not_put_into_the_owners_mouth() -> None:
    seen = judged(rock(due=day("11-01"), log=(word("11-18", by="leo"),)))
    assert seen.word_is_better
    assert not seen.owner_says_better
    assert seen.speaker == "leo"
