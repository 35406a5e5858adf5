"""`opsctl scorecard set`: one number into the one place where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.scorecards import CHECKIN, FILES, ORDERS, RATE, company, contents, scorecard
from tests.conftest import Run


def test_a_number_replaces_the_one_there_and_is_judged(run: Run, tmp_path: Path) -> None:
    before = contents(company(tmp_path))
    done = scorecard(run, tmp_path, "set", "leadership/repeat-rate", "21.8")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "leadership/repeat-rate 2026-W46: 24.1 → 21.8; 21.8 is below 22: a miss"
        "  → opsctl scorecard fill leadership\n"
    )
    after = before[RATE].replace(b"{value: 24.1,", b"{value: 21.8,")
    assert contents(tmp_path) == {**before, RATE: after}


def test_a_new_number_goes_where_its_period_belongs(run: Run, tmp_path: Path) -> None:
    before = contents(company(tmp_path, {**FILES, CHECKIN: "date: 2026-11-09\n"}))
    done = scorecard(run, tmp_path, "set", "repeat-rate", "22", "--period", "2026-W45")
    assert done.out.startswith(
        "leadership/repeat-rate 2026-W45: 22; 22 is at least 22: a hit  →"
    ), done.err
    line = b"  2026-W44: 24.1  # the best so far\n"
    assert contents(tmp_path)[RATE] == before[RATE].replace(line, line + b"  2026-W45: 22\n")


def test_the_first_number_makes_the_list_of_them(run: Run, tmp_path: Path) -> None:
    company(tmp_path)
    assert scorecard(run, tmp_path, "set", "orders", "412").code == 0
    assert (tmp_path / ORDERS).read_text() == f"{FILES[ORDERS]}values:\n  2026-W46: 412\n"


def test_a_number_that_stands_in_a_check_in_is_changed_there_and_nowhere_else(
    run: Run, tmp_path: Path
) -> None:
    before = contents(company(tmp_path))
    done = scorecard(run, tmp_path, "set", "repeat-rate", "23", "--period", "2026-W45")
    assert f"2026-W45 (in {CHECKIN}): 21.8 → 23; 23 is at least 22: a hit" in done.out
    assert contents(tmp_path) == {**before, CHECKIN: before[CHECKIN].replace(b"21.8", b"23")}


def test_a_number_that_stands_in_two_places_is_left_alone(run: Run, tmp_path: Path) -> None:
    twice = {
        "checkins/2026-W46/leo.yaml": "date: 2026-11-16\nvalues: {leadership/repeat-rate: 24.1}\n"
    }
    before = contents(company(tmp_path, {**FILES, **twice}))
    done = scorecard(run, tmp_path, "set", "repeat-rate", "21.8")
    assert (done.code, done.out) == (2, "")
    assert f"stands in 2 places: {RATE} (2026-W46) and checkins/2026-W46/leo.yaml" in done.err
    assert contents(tmp_path) == before


def test_the_same_number_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    before = contents(company(tmp_path))
    done = scorecard(run, tmp_path, "set", "repeat-rate", "24.1")
    assert (done.code, done.out) == (0, "")
    assert "has leadership/repeat-rate 2026-W46: 24.1 already" in done.err
    assert contents(tmp_path) == before


def test_a_number_below_zero_needs_no_special_sign(run: Run, tmp_path: Path) -> None:
    company(tmp_path)
    done = scorecard(run, tmp_path, "set", "cash", "-120.50", "--note", "Tax")
    assert "leadership/cash 2026-10: -120.50; -120.50 is below 0: a miss" in done.out, done.err
    after = (tmp_path / "scorecards/leadership/cash.yaml").read_text()
    assert after.endswith('  2026-10: {value: -120.50, note: "Tax"}\n')


def test_a_text_that_starts_below_zero_is_no_option_either(run: Run, tmp_path: Path) -> None:
    company(tmp_path)
    done = scorecard(run, tmp_path, "set", "cash", "-2 h", "-n", "--note", "-3 days late")
    assert (done.code, done.out) == (2, "")
    assert "`-2 h` is not a number" in done.err


def test_what_is_no_option_is_still_said_to_be_none(run: Run, tmp_path: Path) -> None:
    company(tmp_path)
    for words in (("--perod", "2026-W46"), ("--perod=2026-W46",), ("--perod=1", "-n", "-5")):
        done = scorecard(run, tmp_path, "set", "repeat-rate", *words)
        assert done.code == 2
        assert "option" in done.err or "unexpected" in done.err


def test_no_number_is_given_with_its_reason_and_taken_back(run: Run, tmp_path: Path) -> None:
    company(tmp_path)
    done = scorecard(run, tmp_path, "set", "repeat-rate", "--na", "Stocktaking, all day")
    assert "2026-W46: 24.1 → n/a (Stocktaking, all day)  →" in done.out, done.err
    text = (tmp_path / RATE).read_text()
    assert text.endswith(
        '  2026-W46: {na: "Stocktaking, all day", note: "Checkout down on Tuesday"}\n'
    )
    done = scorecard(run, tmp_path, "set", "repeat-rate", "24.1")
    assert "n/a (Stocktaking, all day) → 24.1" in done.out
    text = (tmp_path / RATE).read_text()
    assert text.endswith('  2026-W46: {value: 24.1, note: "Checkout down on Tuesday"}\n')


def test_a_note_alone_goes_with_the_number_that_is_there(run: Run, tmp_path: Path) -> None:
    before = contents(company(tmp_path))
    done = scorecard(run, tmp_path, "set", "repeat-rate", "--note", "All was well")
    assert done.code == 0, done.err
    after = before[RATE].replace(b"Checkout down on Tuesday", b'"All was well"')
    assert contents(tmp_path)[RATE] == after


def test_where_a_number_was_pulled_from_is_not_said_of_one_typed_over_it(
    run: Run, tmp_path: Path
) -> None:
    pulled = "values:\n  2026-W46: {value: 412, note: ok, from: orders.csv, on: 2026-11-16}\n"
    company(tmp_path, {**FILES, ORDERS: f"{FILES[ORDERS]}{pulled}"})
    assert scorecard(run, tmp_path, "set", "orders", "415").code == 0
    assert (tmp_path / ORDERS).read_text().endswith("  2026-W46: {value: 415, note: ok}\n")


def test_a_number_of_the_open_period_is_taken_and_not_judged(run: Run, tmp_path: Path) -> None:
    company(tmp_path)
    done = scorecard(run, tmp_path, "set", "repeat-rate", "5", "--period", "2026-W47")
    assert "2026-W47: 5; 2026-W47 is still open, and judged when it is over" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("repeat-rate", "95%"), "write 95: the unit says what it is"),
        (("repeat-rate", "21,8"), "write 21.8"),
        (("repeat-rate",), "a number is needed"),
        (("repeat-rate", "1", "--na", "x"), "give one of the two"),
        (("repeat-rate", "1", "--note", " "), "--note has nothing in it"),
        (("repeat-rate", "1", "--period", "2026-W48"), "2026-W48 is still to come"),
        (("repeat-rate", "1", "--period", "2026-11"), "2026-11 is a month"),
        (("repeat-rate", "1", "--period", "2026-11-12"), "it lies in 2026-W46"),
        (("cash", "1", "--period", "2026-W44"), "it begins in 2026-10"),
        (("repeat-rate", "1", "--period", "2025-W53"), "`2025-W53` is not a period"),
        (("orders", "1", "--period", "2026-W44"), "before it began (`since: 2026-W45`)"),
        (("share", "1"), "is computed, never typed"),
        (("repeat-rat", "1"), "did you mean"),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_is_said(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = contents(company(tmp_path))
    done = scorecard(run, tmp_path, "set", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert contents(tmp_path) == before


def test_a_number_behind_the_end_of_a_measurable_is_refused(run: Run, tmp_path: Path) -> None:
    ended = FILES[ORDERS] + "archived: 2026-11-10\n"
    company(tmp_path, {**FILES, ORDERS: ended})
    done = scorecard(run, tmp_path, "set", "orders", "5")
    assert "2026-W46 lies behind its end (`archived: 2026-11-10`)" in done.err
    assert scorecard(run, tmp_path, "set", "orders", "5", "--period", "2026-W45").code == 0


def test_a_dry_run_shows_the_difference_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    before = contents(company(tmp_path))
    done = scorecard(run, tmp_path, "set", "repeat-rate", "21.8", "--dry-run")
    assert done.out.startswith(f"--- {RATE}\n")
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("goal", "unit", "value", "said"),
    [
        ("above 5", "number", "5", "5 is not above 5: a miss"),
        ("at most 5", "number", "6", "6 is above 5: a miss"),
        ("below 5", "number", "4.9", "4.9 is below 5: a hit"),
        ("exactly 5", "number", "5.0", "5.0 is exactly 5: a hit"),
        ("exactly 5", "number", "4", "4 is not 5: a miss"),
        ("between 2 and 4", "number", "4", "4 is between 2 and 4: a hit"),
        ("outside 2 and 4", "number", "4", "4 is not outside 2 and 4: a miss"),
        ("at most 2 h", "duration", "2 h 30 min", "2 h 30 min is above 2 h: a miss"),
        ("yes", "yes-no", "no", "the goal is yes: a miss"),
        ("{is: at least 2, stretch: at least 4}", "number", "4", "a hit, and beyond the stretch"),
    ],
)
def test_every_goal_has_its_words(
    run: Run, tmp_path: Path, goal: str, unit: str, value: str, said: str
) -> None:
    text = f"title: X\nowner: leo\nunit: {unit}\ngoal: {goal}\n"
    company(tmp_path, {**FILES, "scorecards/leadership/x.yaml": text})
    assert said in scorecard(run, tmp_path, "set", "leadership/x", value).out
