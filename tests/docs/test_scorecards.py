"""What the page about scorecards tells to write is read as it is meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.docs.fences import fences

PAGE = "docs/scorecards.md"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Write the files of the page, each named by the comment on its first line."""
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
    for text in fences(PAGE, "yaml"):
        path = tmp_path / text.partition("\n")[0].removeprefix("# ")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_files_of_the_page_are_sound(run: Run, written: Path) -> None:
    done = run("check", "--as-of", "2026-11-20", cwd=written)
    assert done.code == 0, done.out
    assert "0 errors" in done.out or "No findings" in done.out


def test_the_numbers_of_the_page_are_judged_as_it_says(run: Run, written: Path) -> None:
    verdicts = {}
    for name in ("leadership", "maya"):
        show = ("scorecard", "show", name, "--as-of", "2026-11-20", "--format", "json")
        for each in json.loads(run(*show, cwd=written).out)["measurables"]:
            closed = each["periods"][:-1]
            verdicts[name, each["title"]] = [period["verdict"] for period in closed[-3:]]
    rate = ["hit", "hit", "miss"]
    assert verdicts == {
        ("leadership", "Orders"): ["hit", "hit", "hit"],
        ("leadership", "Repeat purchase rate"): rate,
        ("maya", "Repeat purchase rate"): rate,
    }


def test_the_page_shows_nothing_that_went_wrong() -> None:
    shown = "".join(fences(PAGE, "console"))
    assert "error" not in shown
    assert shown.count("$ opsctl ") == 7
