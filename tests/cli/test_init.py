"""`opsctl init`: from an empty folder to a first status."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from opsctl.cli.example import EXAMPLE_DAY, example_files, living_files
from opsctl.loading.workspace import load_workspace
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


@pytest.mark.parametrize("days", range(0, 370, 9))
def test_the_living_example_is_sound_on_any_day(days: int) -> None:
    today = EXAMPLE_DAY + timedelta(days=days)
    files = living_files(example_files(), today)
    tree = OverlayTree(None, {path: text.encode() for path, text in files.items()})
    workspace = load_workspace(tree)
    found = run_rules(workspace, RULES, today)
    assert [each for each in found if each.severity is Severity.ERROR] == []
    assert workspace.calendar.quarter_of(today) in workspace.quarters()


def test_on_its_own_day_the_living_example_is_the_example() -> None:
    files = example_files()
    assert living_files(files, date(2026, 11, 20)) == files
