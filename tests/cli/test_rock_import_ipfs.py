"""The quarterly goals of a real team, as they stand in ipfs/team-mgmt (CC BY-SA 3.0)."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run

SHEET = ROOT.parent / "shared" / "data" / "ipfs-cluster-2019-q2.csv"
FIRST, LAST = date(2019, 4, 1), date(2019, 6, 30)
pytestmark = pytest.mark.skipif(not SHEET.exists(), reason=f"{SHEET.name} is not beside us")


def rows() -> dict[int, dict[str, str]]:
    """Give the rows of the sheet by their lines: none of them spans two."""
    text = SHEET.read_text(encoding="utf-8")
    assert text.count("\n") == len(list(csv.reader(io.StringIO(text))))
    return dict(enumerate(csv.DictReader(io.StringIO(text)), start=2))


def owners(row: dict[str, str]) -> list[str]:
    return [each.strip() for each in row["owner"].split(",") if each.strip()]


@pytest.fixture
def taken(run: Run, tmp_path: Path) -> Path:
    """Give a new workspace that the sheet was imported into."""
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: IPFS Cluster\n", encoding="utf-8")
    done = run("rock", "import", SHEET, "--quarter", "2019-Q2", "--yes", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    return tmp_path


def preview(run: Run, folder: Path) -> Any:
    arguments = ("rock", "import", SHEET, "--quarter", "2019-Q2", "-o", "json")
    return json.loads(run(*arguments, cwd=folder).out)


def test_every_row_with_one_owner_is_taken_and_every_other_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 1\n", encoding="utf-8")
    seen = preview(run, tmp_path)
    one = {line: row["title"] for line, row in rows().items() if len(owners(row)) == 1}
    assert {each["line"]: each["title"] for each in seen["taken"]} == one
    reasons = {each["line"]: each["reasons"][0]["text"] for each in seen["not_taken"]}
    assert reasons == {
        line: f"it has two owners: `{row['owner']}`" if owners(row) else "it has no owner"
        for line, row in rows().items()
        if len(owners(row)) != 1
    }
    assert (len(one), len(reasons)) == (20, 7)


def test_running_it_twice_changes_nothing(run: Run, taken: Path) -> None:
    before = {path: path.read_bytes() for path in taken.rglob("*.yaml")}
    done = run("rock", "import", SHEET, "--quarter", "2019-Q2", "--yes", cwd=taken)
    assert (done.code, done.err) == (0, "there is nothing to write\n")
    assert done.out.count("already there as 2019-Q2/") == 20
    assert {path: path.read_bytes() for path in taken.rglob("*.yaml")} == before


def test_the_status_at_the_quarters_end_is_what_the_sheet_says_line_by_line(
    run: Run, taken: Path
) -> None:
    """Calculate every figure by hand, from the cells of the sheet alone.

    On the last day all working days but those of that day are over. 30 June 2019 is a Sunday, so
    65 of 65 are, and expected is 1. A score of 1 is done; a Rock whose score is more than 0.25
    below 1 is behind, so off track; all others are on track, since nobody said anything else.
    """
    done = run("rock", "status", "--as-of", "2019-06-30", "-o", "json", cwd=taken)
    seen = json.loads(done.out)
    by_title = {each["title"]: each for each in seen["rocks"]}
    days = [FIRST + timedelta(days=each) for each in range((LAST - FIRST).days + 1)]
    assert (sum(day.weekday() < 5 for day in days), LAST.weekday()) == (65, 6)
    counts = {"done": 0, "on-track": 0, "off-track": 0}
    for row in (each for each in rows().values() if len(owners(each)) == 1):
        score = row["end_of_quarter"] or row["mid_quarter_actual"]
        known = Decimal(score) if score else None
        standing = "on-track"
        if known == 1:
            standing = "done"
        elif known is not None and 1 - known > Decimal("0.25"):
            standing = "off-track"
        counts[standing] += 1
        rock = by_title.pop(row["title"])
        assert (rock["owner"], rock["team"]) == (row["owner"].casefold(), None)
        progress = None if rock["progress"] is None else Decimal(str(rock["progress"]))
        assert (row["title"], progress) == (row["title"], known)
        assert (rock["standing"], rock["expected"]) == (standing, 1)
        assert rock["declared"] == ("done" if known == 1 else None)
        kinds = [each["kind"] for each in rock["reasons"]]
        assert ("behind" in kinds) is (standing == "off-track")
    assert by_title == {}
    committed = sum(counts.values())
    assert (committed, counts) == (20, {"done": 2, "on-track": 1, "off-track": 17})
    figures = seen["completion"]
    assert [figures[each] for each in ("committed", "done", "missed", "dropped")] == [20, 2, 0, 0]
    assert [figures[each] for each in ("on_track", "off_track", "in_danger")] == [1, 17, 0]
    assert (figures["rate"], figures["on_course"]) == (0.1, 0.15)


def test_the_middle_of_the_quarter_shows_the_middle_score(run: Run, taken: Path) -> None:
    done = run("rock", "status", "--as-of", "2019-05-16", "-o", "json", cwd=taken)
    seen = {each["title"]: each["progress"] for each in json.loads(done.out)["rocks"]}
    for row in (each for each in rows().values() if len(owners(each)) == 1):
        middle = row["mid_quarter_actual"]
        assert seen[row["title"]] == (float(middle) if middle else None)


def test_nobody_is_made_to_have_said_anything(taken: Path) -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in taken.rglob("*.yaml"))
    assert "say:" not in written
    assert "by:" not in written


def test_the_check_finds_no_error(run: Run, taken: Path) -> None:
    assert run("check", "--as-of", "2019-06-30", cwd=taken).code == 0
