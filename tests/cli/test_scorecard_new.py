"""`opsctl scorecard new`: a scorecard, or a number on one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.scorecards import FILES, company, contents, scorecard
from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, Run

CARD = "scorecards/leadership/scorecard.yaml"
RETURNS = "scorecards/leadership/return-time.yaml"


def test_a_scorecard_is_written(run: Run, tmp_path: Path) -> None:
    before = contents(company(tmp_path))
    done = scorecard(
        run, tmp_path, "new", "Customer care", "--team", "care", "--owner", "me", "--every", "month"
    )
    assert done.code == 0, done.err
    assert done.out == (
        "scorecards/customer-care/scorecard.yaml written"
        '  → opsctl scorecard new "…" --in customer-care --goal "…"\n'
    )
    text = b'title: "Customer care"\nteam: care\nowner: leo\nevery: month\n'
    assert contents(tmp_path) == {**before, "scorecards/customer-care/scorecard.yaml": text}


def test_a_number_is_written_with_its_goal_from_the_running_period_on(
    run: Run, tmp_path: Path
) -> None:
    before = contents(company(tmp_path))
    done = scorecard(
        run,
        tmp_path,
        *("new", "Return time", "--in", "leadership", "--owner", "maya", "--unit", "duration"),
        *("--goal", "<= 48 h", "--entered-by", "leo", "--indicator", "lagging"),
        *("--definition", "From parcel in to money out"),
    )
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{RETURNS} written  → opsctl scorecard set leadership/return-time …\n"
    text = (
        'title: "Return time"\nowner: maya\ndefinition: "From parcel in to money out"\n'
        "entered_by: leo\nunit: duration\nindicator: lagging\n"
        "goal:\n  2026-W47: {is: at most 48 h, set: 2026-11-20}\n"
    )
    assert contents(tmp_path) == {**before, RETURNS: text.encode()}


@pytest.mark.parametrize(
    ("show", "after"),
    [
        ("show: [{divider: Money}, cash]  # few\n", "show: [{divider: Money}, cash, NEW]  # few\n"),
        ("show: [cash,]\n", "show: [cash, NEW]\n"),
        ("show:\n  - cash  # first\n", "show:\n  - cash  # first\n  - NEW\n"),
        ("show: []\n", "show:\n  - NEW\n"),
    ],
)
def test_a_number_joins_what_its_scorecard_shows(
    run: Run, tmp_path: Path, show: str, after: str
) -> None:
    company(tmp_path, {**FILES, CARD: f"title: Leadership\n{show}"})
    done = scorecard(run, tmp_path, "new", "Return time", "--in", "leadership", "--goal", "below 5")
    assert f"{RETURNS} and {CARD} written" in done.out, done.err
    assert (
        tmp_path / CARD
    ).read_text() == f"title: Leadership\n{after.replace('NEW', 'return-time')}"


def test_a_scorecard_that_is_not_there_is_made_with_its_team(run: Run, tmp_path: Path) -> None:
    company(tmp_path)
    words = ("new", "First reply", "--in", "customer-care")
    done = scorecard(run, tmp_path, *words)
    assert (done.code, done.out) == (2, "")
    assert "there is no scorecard `customer-care`" in done.err
    done = scorecard(run, tmp_path, *words, "--team", "care")
    assert done.code == 0, done.err
    made = (tmp_path / "scorecards/customer-care/scorecard.yaml").read_text()
    assert made == 'title: "Customer care"\nteam: care\n'


def test_a_number_without_a_goal_is_written_and_that_is_said(run: Run, tmp_path: Path) -> None:
    company(tmp_path)
    done = scorecard(run, tmp_path, "new", "Return time", "--in", "leadership", "--every", "month")
    assert "no goal yet" in done.err
    assert (tmp_path / RETURNS).read_text() == 'title: "Return time"\nowner: leo\nevery: month\n'


def test_on_a_terminal_everything_is_asked_for(tmp_path: Path) -> None:
    company(tmp_path)
    code, screen = run_in_terminal(
        ["scorecard", "new", "--as-of", DAY],
        tmp_path,
        160,
        [
            *(("What is it called", "Return time"), ("On which scorecard", "leadership")),
            *(("Owner", ""), ("Unit", "hours"), ("Unit", "duration")),
            *(("Goal", "48 h"), ("Goal", "at most 48 h")),
        ],
        {"OPSCTL_USER": "leo"},
    )
    assert code == 0, screen
    assert "`hours` is not a unit" in screen
    assert "at most 48 h)" in screen
    assert (tmp_path / RETURNS).read_text() == (
        'title: "Return time"\nowner: leo\nunit: duration\n'
        "goal:\n  2026-W47: {is: at most 48 h, set: 2026-11-20}\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "a title is needed"),
        (("Return time", "--goal", "at least 3"), "add --in SCORECARD"),
        (("Return time", "--in", "leadershp"), "did you mean"),
        (("Return time", "--in", "leadership", "--team", "x"), "is there already"),
        (("Return time", "--in", "leadership", "--goal", "3"), "at least 3, or at most 3"),
        (("Return time", "--in", "leadership", "--goal", "yes"), "--goal: `yes` is not a goal"),
        (("Return time", "--in", "leadership", "--unit", "%"), "write percent"),
        (("Return time", "--in", "leadership", "--every", "weekly"), "did you mean `week`?"),
        (("Return time", "--in", "leadership", "--owner", "mya"), "did you mean `maya`?"),
        (("Return time", "--in", "leadership", "--since", "W40"), "`W40` is not a period"),
        (("Return time", "--in", "leadership", "--id", "No Id"), "write no-id"),
        (("Cash", "--in", "leadership"), "exists already"),
        (("Scorecard", "--in", "leadership"), "the scorecard's own file"),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_is_said(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = contents(company(tmp_path))
    done = scorecard(run, tmp_path, "new", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert contents(tmp_path) == before


def test_a_dry_run_shows_every_file_and_writes_none(run: Run, tmp_path: Path) -> None:
    before = contents(company(tmp_path))
    done = scorecard(
        run, tmp_path, "new", "First reply", "--in", "care", "--team", "care", "--dry-run"
    )
    assert done.out.count("--- /dev/null") == 2
    assert contents(tmp_path) == before
