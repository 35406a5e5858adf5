"""`opsctl init`: from an empty folder to a first status."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from opsctl.analysis.scorecard.measurable import view_measurable
from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.sop.digest import content_digest
from opsctl.cli.example import EXAMPLE_DAY, example_files, living_files
from opsctl.loading.workspace import load_workspace
from opsctl.model.cadence import Cadence, last_closed, periods_back
from opsctl.model.period import Calendar
from opsctl.model.workspace import Workspace
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Severity
from opsctl.text.tree import OverlayTree
from tests.cli.terminal import run_in_terminal
from tests.conftest import Run


def test_the_smallest_workspace_is_two_files_that_check_is_content_with(
    run: Run, tmp_path: Path
) -> None:
    done = run("init", "--company", 'A "b": c', "--name", "Jo Doe", cwd=tmp_path)
    assert done.code == 0, done.err
    assert done.out.splitlines()[-1].endswith("opsctl rock new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["opsctl.yaml", "people.yaml"]
    assert run("check", cwd=tmp_path).out == "No findings in 2 files.\n"
    first = run("rock", "status", cwd=tmp_path)
    assert 'A "b": c' in first.out
    assert "opsctl rock new" in first.out


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Mine\n", encoding="utf-8")
    for more in ((), ("--example",)):
        done = run("init", *more, cwd=tmp_path)
        assert done.code == 2
        assert "workspace already" in done.err
    assert (tmp_path / "opsctl.yaml").read_text(encoding="utf-8") == "format: 1\ncompany: Mine\n"


def test_an_example_does_not_overwrite_a_file_of_its_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "teams.yaml").write_text("mine: {}\n", encoding="utf-8")
    done = run("init", "--example", cwd=tmp_path)
    assert done.code == 2
    assert "teams.yaml exists already" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["teams.yaml"]


def test_people_who_are_listed_already_stay(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text("ana:\n  name: Ana\n", encoding="utf-8")
    assert run("init", "--name", "Jo", cwd=tmp_path).code == 0
    assert (tmp_path / "people.yaml").read_text(encoding="utf-8") == "ana:\n  name: Ana\n"


def test_questions_are_asked_on_a_terminal(tmp_path: Path) -> None:
    code, screen = run_in_terminal(
        ["init"],
        tmp_path,
        answers=[
            ("Company", "Acme"),
            ("Time zone", "Europe/Berln"),
            ("did you mean `Europe/Berlin`?", "Europe/Berlin"),
            ("Your name", "Jo Doe"),
        ],
        environment={"TZ": "UTC"},
    )
    assert code == 0, screen
    assert "timezone: Europe/Berlin" in (tmp_path / "opsctl.yaml").read_text(encoding="utf-8")
    people = (tmp_path / "people.yaml").read_text(encoding="utf-8")
    assert people == 'jo:\n  name: "Jo Doe"\n'


def test_the_example_is_written_around_the_day(run: Run, tmp_path: Path) -> None:
    done = run("init", "shop", "--example", "--as-of", "2027-03-09", cwd=tmp_path)
    assert done.code == 0, done.err
    assert "cd shop && opsctl rock status" in done.out
    shown = run("-C", "shop", "--as-of", "2027-03-09", "rock", "status", "-o", "json", cwd=tmp_path)
    data = json.loads(shown.out)
    assert data["unread"] == []
    assert data["week"]["number"] is not None
    assert {rock["standing"] for rock in data["rocks"]} >= {"in-danger", "off-track", "on-track"}


def workspace_on(today: date) -> Workspace:
    """Load the example as it is written on a day."""
    files = living_files(example_files(), today)
    return load_workspace(OverlayTree(None, {path: each.encode() for path, each in files.items()}))


def attention_on(today: date) -> dict[str, list[str]]:
    """Say of each number of the example what needs attention on a day, as kinds."""
    workspace = workspace_on(today)
    readings = Readings(workspace, today)
    views = [view_measurable(each, readings) for each in workspace.measurables]
    return {str(view.measurable.ref): [each.kind for each in view.attention] for view in views}


EACH_WEEKDAY = [EXAMPLE_DAY + timedelta(days=days) for days in range(-5, 9)]
YEARS_END = [date(2026, 12, 26) + timedelta(days=days) for days in range(18)]
"""From the week before 2026-W53 to the one after it."""
ANOTHER_YEARS_END = [date(2027, 12, 30) + timedelta(days=days) for days in range(6)]
ACROSS_THE_YEAR = [EXAMPLE_DAY + timedelta(days=days) for days in range(0, 370, 9)]
DAYS = sorted({*EACH_WEEKDAY, *YEARS_END, *ANOTHER_YEARS_END, *ACROSS_THE_YEAR})


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_living_example_is_sound_on_any_day(today: date) -> None:
    workspace = workspace_on(today)
    found = run_rules(workspace, RULES, today)
    assert [each for each in found if each.severity is Severity.ERROR] == []
    told = {"ROCK016", "ROCK023", "ROCK025", "SOP033", "SOP047"}
    assert {each.finding.code for each in found} <= told
    assert workspace.calendar.quarter_of(today) in workspace.quarters()


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_numbers_of_the_living_example_ask_for_the_same_on_any_day(today: date) -> None:
    asked = {name: kinds for name, kinds in attention_on(today).items() if kinds}
    assert asked == {
        "company/cash-in-bank": ["worsening"],
        "company/on-time-dispatch": ["misses-in-a-row", "misses-often"],
        "customer-care/calls-to-london": ["missing"],
        "customer-care/first-reply": ["misses-in-a-row"],
    }


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_no_check_in_of_the_living_example_is_ahead_of_its_week_or_of_today(today: date) -> None:
    checkins = workspace_on(today).checkins
    ends = [(each.week.monday + timedelta(days=6), each.date) for each in checkins]
    assert [(end, said) for end, said in ends if not end <= said <= today] == []
    assert {each.week for each in checkins} == set(
        periods_back(last_closed(today, Cadence.WEEK, Calendar()), 10)
    )


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_word_of_the_living_example_is_about_a_rock_that_is_there(today: date) -> None:
    workspace = workspace_on(today)
    said = [name for each in workspace.checkins for name in each.rocks]
    assert sum(len(rock.said) for rock in workspace.rocks) == len(said)


def test_on_its_own_day_the_living_example_is_the_example() -> None:
    files = example_files()
    assert living_files(files, date(2026, 11, 20)) == files


@pytest.mark.parametrize("today", [EXAMPLE_DAY, date(2027, 3, 9)], ids=str)
def test_what_is_signed_in_the_living_example_is_signed_for_its_texts(today: date) -> None:
    workspace = workspace_on(today)
    texts = {sop.id: content_digest(sop) for sop in workspace.sops}
    signed = {(each.sop, each.digest) for each in workspace.approvals}
    signed |= {(each.sop, each.digest) for each in workspace.reviews}
    assert signed
    assert signed <= set(texts.items())
