"""Check the naive implementation itself on examples calculated by hand.

The quarter 2026-Q4 runs from Thursday 1 October to Thursday 31 December 2026.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.properties import naive
from tests.properties.naive import Rock, Workspace

QUARTER = "2026-Q4"


def october(day: int) -> date:
    """Name a day of October 2026."""
    return date(2026, 10, day)


def november(day: int) -> date:
    """Name a day of November 2026."""
    return date(2026, 11, day)


def workspace(fiscal_year_starts: str = "january", **rocks: Rock) -> Workspace:
    """Put Rocks of one quarter into a workspace with the default standards."""
    quarter = QUARTER if fiscal_year_starts == "january" else "2027-Q1"
    return {
        "settings": {
            "company": "Northwind Outfitters",
            "fiscal_year_starts": fiscal_year_starts,
            "standards": {"silent_after": 14, "rock_completion": Fraction(80, 100)},
        },
        "rocks": {
            (quarter, name): {"title": name, "owner": "maya", **rock}
            for name, rock in rocks.items()
        },
    }


def answer(as_of: date, **keys: Any) -> dict[str, Any]:
    """Ask about the only Rock of a workspace."""
    found: dict[str, Any] = naive.status(workspace(rock=keys), as_of, QUARTER)["rocks"][0]
    return found


def judged(as_of: date, **keys: Any) -> tuple[str, list[str]]:
    """Ask for the standing of a Rock and the kinds of its reasons."""
    found = answer(as_of, **keys)
    return found["standing"], found["reasons"]


def said(day: date, say: str = "on-track", by: str = "maya") -> dict[str, Any]:
    """Write a word of the log."""
    return {"date": day, "by": by, "say": say}


def milestone(due: date, weight: str = "1", **keys: Any) -> dict[str, Any]:
    """Write a milestone."""
    return {"title": "Step", "due": due, "weight": Decimal(weight), **keys}


@pytest.mark.parametrize(
    ("day", "starts", "quarter"),
    [
        (date(2026, 12, 31), "january", "2026-Q4"),
        (date(2027, 1, 1), "january", "2027-Q1"),
        (date(2026, 3, 31), "april", "2026-Q4"),
        (date(2026, 4, 1), "april", "2027-Q1"),
        (date(2027, 1, 1), "april", "2027-Q4"),
        (date(2025, 9, 30), "october", "2025-Q4"),
        (date(2025, 10, 1), "october", "2026-Q1"),
        (date(2026, 1, 31), "december", "2026-Q1"),
        (date(2025, 11, 30), "december", "2025-Q4"),
    ],
)
def test_a_fiscal_year_is_named_after_the_year_it_ends_in(
    day: date, starts: str, quarter: str
) -> None:
    assert naive.quarter_of(day, starts) == quarter
    assert day in naive.quarter_days(quarter, starts)


@pytest.mark.parametrize(
    ("as_of", "quarter", "number", "of"),
    [
        (date(2026, 9, 30), "2026-Q4", None, 14),
        (date(2026, 10, 1), "2026-Q4", 1, 14),
        (date(2026, 10, 4), "2026-Q4", 1, 14),
        (date(2026, 10, 5), "2026-Q4", 2, 14),
        (date(2026, 11, 20), "2026-Q4", 8, 14),
        (date(2026, 12, 31), "2026-Q4", 14, 14),
        (date(2027, 1, 1), "2026-Q4", None, 14),
        (date(2027, 1, 1), "2027-Q1", 1, 12),
        (date(2027, 1, 4), "2027-Q1", 1, 12),
        (date(2027, 1, 11), "2027-Q1", 2, 12),
        (date(2026, 3, 29), "2026-Q1", 13, 13),
        (date(2026, 3, 31), "2026-Q1", 13, 13),
    ],
)
def test_a_week_belongs_to_the_quarter_of_its_thursday_and_is_clamped_to_the_quarter(
    as_of: date, quarter: str, number: int | None, of: int
) -> None:
    assert naive.status(workspace(), as_of, quarter)["week"] == {"number": number, "of": of}


def test_days_left_run_to_the_last_day_and_turn_negative() -> None:
    assert naive.status(workspace(), november(20), QUARTER)["days_left"] == 41
    assert naive.status(workspace(), date(2027, 1, 2), QUARTER)["days_left"] == -2
    assert answer(november(20), due=november(18))["days_left"] == -2
    assert answer(november(20))["due"] == date(2026, 12, 31)


def test_a_milestone_is_overdue_from_the_day_after_its_due_day() -> None:
    keys = {"milestones": [milestone(october(9))]}
    assert judged(october(9), **keys) == ("on-track", [])
    assert judged(october(10), **keys) == ("off-track", ["milestone-overdue", "behind"])
    status = naive.status(workspace(rock=keys), october(10), QUARTER)
    assert status["milestones"] == {"due": 1, "overdue": 1}


def test_a_milestone_is_done_from_its_day_on() -> None:
    keys = {"milestones": [milestone(october(8), done=october(12)), milestone(october(30))]}
    before, after = answer(october(11), **keys), answer(october(12), **keys)
    assert (before["progress"], before["milestones"][0]["done"]) == (0, None)
    assert (after["progress"], after["milestones"][0]["done"]) == (Fraction(1, 2), october(12))
    assert (before["standing"], after["standing"]) == ("off-track", "on-track")
    status = naive.status(workspace(rock=keys), october(12), QUARTER)
    assert status["milestones"] == {"due": 1, "overdue": 0}


def test_two_overdue_milestones_or_one_and_silence_are_a_danger() -> None:
    one, two = milestone(october(9), "0.1"), milestone(october(10), "0.1")
    rest = milestone(november(30), "9.8")
    assert judged(october(10), milestones=[one, two, rest]) == (
        "off-track",
        ["milestone-overdue"],
    )
    assert judged(october(11), milestones=[one, two, rest]) == (
        "in-danger",
        ["milestone-overdue"],
    )
    assert judged(october(15), milestones=[one, rest]) == ("off-track", ["milestone-overdue"])
    assert judged(october(16), milestones=[one, rest]) == (
        "in-danger",
        ["milestone-overdue", "silent"],
    )


def test_with_milestones_behind_is_more_than_fifteen_percent() -> None:
    exactly = [milestone(october(9), "0.15"), milestone(november(30), "0.85")]
    above = [milestone(october(9), "0.16"), milestone(november(30), "0.84")]
    assert judged(october(10), milestones=exactly) == ("off-track", ["milestone-overdue"])
    assert judged(october(10), milestones=above) == (
        "off-track",
        ["milestone-overdue", "behind"],
    )


@pytest.mark.parametrize(
    ("as_of", "now", "expected", "standing"),
    [
        (october(7), "0", Fraction(4, 10), "on-track"),
        (october(8), "2.5", Fraction(5, 10), "on-track"),
        (october(8), "2.4", Fraction(5, 10), "off-track"),
        (october(12), "4.5", Fraction(7, 10), "on-track"),
        (october(12), "4.4", Fraction(7, 10), "off-track"),
    ],
)
def test_without_milestones_behind_is_more_than_a_quarter_from_half_way_on(
    as_of: date, now: str, expected: Fraction, standing: str
) -> None:
    log = [{"date": october(5), "by": "leo", "now": Decimal(now)}]
    outcome = {"measure": "Customers", "to": Decimal(10)}
    found = answer(as_of, due=october(14), outcome=outcome, log=log)
    assert (found["expected"], found["standing"]) == (expected, standing)
    assert found["reasons"] == (["behind"] if standing == "off-track" else [])


def test_without_a_working_day_all_is_expected_once_the_due_day_is_over() -> None:
    on_sunday = workspace("august", rock={"due": date(2026, 8, 2)})
    for day, expected in [(2, 0), (3, 1)]:
        status = naive.status(on_sunday, date(2026, 8, day), "2027-Q1")
        assert status["rocks"][0]["expected"] == expected


@pytest.mark.parametrize(
    ("start", "end", "now", "progress", "band"),
    [
        ("0", "10", "10", 1, "fully"),
        ("0", "10", "12", 1, "fully"),
        ("0", "10", "7.5", Fraction(3, 4), "substantially"),
        ("0", "10", "7.4", Fraction(74, 100), "partially"),
        ("20", "10", "15", Fraction(1, 2), "partially"),
        ("20", "10", "15.1", Fraction(49, 100), "started"),
        ("20", "10", "19.9", Fraction(1, 100), "started"),
        ("20", "10", "20", 0, "not-started"),
        ("20", "10", "21", 0, "not-started"),
    ],
)
def test_an_outcome_is_the_share_of_the_way_gone_and_has_a_band(
    start: str, end: str, now: str, progress: Fraction, band: str
) -> None:
    outcome = {"measure": "Days", "from": Decimal(start), "to": Decimal(end)}
    log = [{"date": october(2), "by": "leo", "now": Decimal(now)}]
    found = answer(october(5), outcome=outcome, log=log)
    assert (found["progress"], found["band"]) == (progress, band)


def test_progress_is_unknown_without_a_number_of_its_own_and_unknown_is_not_behind() -> None:
    log = [{"date": november(30), "by": "leo", "now": Decimal(0)}]
    by_hand = {"measure": "Days", "to": Decimal(5)}
    by_measurable = {"measurable": "leadership/repeat-rate", "to": Decimal(5)}
    assert answer(november(29), outcome=by_hand, log=log)["progress"] is None
    assert answer(november(30), outcome=by_hand, log=log)["progress"] == 0
    assert "behind" in answer(november(30), outcome=by_hand, log=log)["reasons"]
    assert answer(november(30), outcome=by_measurable, log=log)["progress"] is None
    assert answer(november(30), outcome=by_measurable, log=log)["reasons"] == ["silent"]
    assert answer(november(30))["band"] is None


def test_the_newest_number_wins_then_the_later_in_the_file() -> None:
    numbers = [(october(3), "6"), (october(2), "1"), (october(3), "7"), (october(6), "9")]
    log = [{"date": day, "by": "maya", "now": Decimal(now)} for day, now in numbers]
    found = answer(october(5), outcome={"measure": "Days", "to": Decimal(10)}, log=log)
    assert found["progress"] == Fraction(7, 10)


def test_a_word_counts_from_its_day_and_the_owner_wins_then_the_later_in_the_file() -> None:
    log = [
        said(october(5), "in-danger", by="leo"),
        said(october(5), "on-track", by="ana"),
        said(october(6), "off-track"),
        said(october(6), "in-danger", by="leo"),
        said(october(8), "off-track"),
        said(october(8), "on-track"),
    ]
    words = [answer(october(day), log=log)["declared"] for day in (4, 5, 6, 7, 8)]
    assert words == [None, "on-track", "off-track", "off-track", "on-track"]


def test_the_word_is_a_reason_only_where_it_is_worse_than_the_evidence() -> None:
    one_overdue = {"milestones": [milestone(october(9), "0.1"), milestone(november(30), "9.9")]}
    by_word = {
        word: judged(october(10), **one_overdue, log=[said(october(6), word)])
        for word in ("on-track", "off-track", "in-danger")
    }
    assert by_word["on-track"] == ("off-track", ["milestone-overdue"])
    assert by_word["off-track"] == ("off-track", ["milestone-overdue"])
    assert by_word["in-danger"] == ("in-danger", ["declared", "milestone-overdue"])


def test_silence_counts_from_the_newest_word_or_the_first_day_and_numbers_do_not_end_it() -> None:
    early = [said(date(2026, 9, 28))]
    later = [said(october(10), by="leo"), {"date": october(20), "by": "maya", "now": Decimal(1)}]
    silence = {
        (name, day): answer(october(day), log=log)["needs_update"]
        for name, log, day in [
            ("early", early, 15),
            ("early", early, 16),
            ("later", later, 24),
            ("later", later, 25),
        ]
    }
    assert silence == {
        ("early", 15): False,
        ("early", 16): True,
        ("later", 24): False,
        ("later", 25): True,
    }
    assert judged(october(25), log=later) == ("on-track", ["silent"])


def test_past_due_is_a_danger_from_the_day_after() -> None:
    keys = {"due": november(20), "log": [said(november(19))]}
    assert judged(november(20), **keys) == ("on-track", [])
    assert judged(november(21), **keys) == ("in-danger", ["past-due"])


def test_a_result_stands_from_its_date_on_and_at_once_without_one() -> None:
    keys = {"status": "missed", "log": [said(november(19))]}
    dated = {**keys, "result": {"date": november(25), "why": "Late"}}
    before, after = answer(november(24), **dated), answer(november(25), **dated)
    assert (before["declared"], before["standing"]) == ("on-track", "on-track")
    assert (after["declared"], after["standing"]) == ("missed", "missed")
    assert judged(date(2027, 2, 1), **dated) == ("missed", [])
    assert judged(october(1), **keys) == ("missed", [])
    assert answer(october(1), status="done")["progress"] == 1


@pytest.mark.parametrize(
    ("other", "standing"),
    [
        ({}, "on-track"),
        ({"status": "planned"}, "on-track"),
        ({"status": "done"}, "on-track"),
        ({"status": "missed"}, "off-track"),
        ({"status": "dropped"}, "off-track"),
        ({"status": "dropped", "result": {"date": october(6)}}, "on-track"),
        ({"log": [said(october(5), "off-track")]}, "off-track"),
        ({"log": [said(october(5), "in-danger")]}, "off-track"),
        ({"due": october(4)}, "off-track"),
        ({"depends_on": ["third"]}, "on-track"),
        ({"depends_on": ["rock"]}, "on-track"),
    ],
)
def test_a_dependency_in_trouble_counts_but_not_its_own_dependencies(
    other: Rock, standing: str
) -> None:
    found = naive.status(
        workspace(
            rock={"depends_on": ["unknown", "2026-Q3/other", "other"]},
            other=other,
            third={"status": "missed"},
        ),
        october(5),
        QUARTER,
    )
    rock = next(row for row in found["rocks"] if row["id"] == "rock")
    assert rock["standing"] == standing
    assert rock["reasons"] == (["dependency"] if standing == "off-track" else [])


def test_a_rock_planned_too_long_is_committed_and_the_rates_follow() -> None:
    company = workspace(
        done={"status": "done"},
        running={},
        missed={"status": "missed"},
        dropped={"status": "dropped"},
        planned={"status": "planned"},
    )
    in_time = naive.status(company, october(15), QUARTER)["completion"]
    too_long = naive.status(company, october(16), QUARTER)["completion"]
    assert (in_time["committed"], too_long["committed"]) == (4, 5)
    assert (in_time["rate"], too_long["rate"]) == (Fraction(1, 4), Fraction(1, 5))
    assert (in_time["on_course"], too_long["on_course"]) == (Fraction(1, 2), Fraction(2, 5))
    assert in_time["standard"] == Fraction(4, 5)
    assert judged(october(15), status="planned") == ("planned", [])
    assert judged(october(16), status="planned") == ("planned", ["silent"])
    assert answer(october(16), status="planned")["needs_update"] is True


def test_on_course_ends_with_the_quarter_and_rates_need_a_commitment() -> None:
    company = workspace(done={"status": "done"}, running={})
    last_day = naive.status(company, date(2026, 12, 31), QUARTER)["completion"]
    day_after = naive.status(company, date(2027, 1, 1), QUARTER)["completion"]
    assert (last_day["on_course"], last_day["rate"]) == (1, Fraction(1, 2))
    assert (day_after["on_course"], day_after["rate"]) == (None, Fraction(1, 2))
    assert (last_day["in_danger"], day_after["in_danger"]) == (0, 1)
    nothing = naive.status(workspace(), october(5), QUARTER)["completion"]
    assert (nothing["committed"], nothing["rate"], nothing["on_course"]) == (0, None, None)


def test_words_are_given_for_seven_days_and_expected_from_running_rocks() -> None:
    company = workspace(
        running={"log": [said(november(10), by="leo")]},
        mute={"log": [{"date": november(14), "by": "maya", "note": "On holiday"}]},
        done={"status": "done", "log": [said(november(14))]},
        planned={"status": "planned"},
    )
    counts = [
        naive.status(company, november(day), QUARTER)["words"]["given"] for day in (9, 10, 16, 17)
    ]
    assert counts == [0, 1, 1, 0]
    assert naive.status(company, november(16), QUARTER)["words"]["expected"] == 2


def test_changes_compare_with_seven_days_before() -> None:
    company = workspace(
        rock={
            "milestones": [milestone(november(10), "0.1"), milestone(november(30), "9.9")],
            "log": [said(november(9))],
        }
    )
    change = {
        "id": "rock",
        "quarter": QUARTER,
        "from": "on-track",
        "to": "off-track",
        "reasons": ["milestone-overdue"],
    }
    changes = [naive.status(company, november(day), QUARTER)["changes"] for day in (10, 11, 17, 18)]
    assert changes == [[], [change], [change], []]


def test_rocks_are_sorted_by_standing_then_due_then_id() -> None:
    company = workspace(
        a={"status": "done"},
        b={"status": "dropped"},
        c={"status": "planned"},
        e={},
        d={},
        f={"due": november(30)},
        g={"status": "missed"},
        h={"log": [said(october(2), "off-track")]},
        i={"log": [said(october(2), "in-danger")]},
    )
    found = naive.status(company, october(5), QUARTER)["rocks"]
    assert "".join(row["id"] for row in found) == "ihgfdecba"
