"""`opsctl sop list --last-change`: when each procedure was changed last, and by whom."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import Result, run_opsctl
from tests.docs.test_json import chapter, keys
from tests.history.repositories import Work, clone, new_repository

SETTINGS = "format: 1\ncompany: Acme\ntimezone: Asia/Manila\n"
PAGE = "# Returns\n\n1. Open the parcel\n"
EVIL = "Eve \x1b[2J|\u202e"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Make a workspace below the top of a repository, with three procedures, two committed."""
    work = new_repository(tmp_path / "acme")
    first = {"shop/opsctl.yaml": SETTINGS, "shop/sops/a.md": PAGE, "shop/sops/b.md": PAGE}
    work.save("2026-10-01T20:00:00+00:00", first, by="Maya Okafor")
    work.save("2025-12-01", {"shop/sops/b.md": f"{PAGE}2. Count\n"}, by=EVIL)
    work.write("shop/sops/c.md", PAGE)
    return work


def listed(work: Work, *more: str, folder: str = "shop") -> Result:
    words = ("sop", "list", "--last-change", "--as-of", "2026-11-20", *more)
    done = run_opsctl(*words, cwd=work.folder / folder)
    assert (done.code, done.err) == (0, "")
    return done


def changed(work: Work, *more: str) -> dict[str, Any]:
    printed = json.loads(listed(work, *more, "-o", "json").out)
    return {each["id"]: each["changed"] for each in printed["sops"]}


def test_the_list_says_when_and_by_whom_in_the_time_zone_of_the_company(work: Work) -> None:
    lines = listed(work).out.splitlines()
    assert lines[0].split()[-2:] == ["changed", "by"]
    assert lines[1].endswith("  2 Oct          Maya Okafor")
    assert lines[2].endswith("  1 Dec 2025     Eve \\x1b[2J|\\u202e")
    assert lines[3].endswith("  not committed")


def test_the_data_has_the_commit_or_nothing(work: Work) -> None:
    newest = work.git("rev-parse", "HEAD")
    found = changed(work)
    day = {"date": "2025-12-01", "author": EVIL, "commit": newest, "cut": False}
    assert (found["b"], found["c"]) == (day, None)


def test_a_page_of_markdown_has_two_more_columns(work: Work) -> None:
    lines = listed(work, "-o", "markdown").out.splitlines()
    assert lines[0].endswith("| Due for review | Changed | By |")
    assert lines[2].endswith("| 2 Oct 2026 | Maya Okafor |")
    assert lines[3].endswith("| 1 Dec 2025 | Eve \\\\x1b\\[2J\\|\\\\u202e |")
    assert lines[4].endswith("| not committed |  |")
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {10}


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_two_columns_stay_on_a_narrow_screen(work: Work, columns: int) -> None:
    words = ["sop", "list", "--last-change", "--as-of", "2026-11-20", "--no-color"]
    code, out = run_in_terminal(words, work.folder / "shop", columns)
    assert code == 0
    assert max(map(len, out.splitlines())) <= columns
    assert "2 Oct" in out
    assert "Maya Okafor" in out


def test_filters_and_order_are_those_of_the_list(work: Work) -> None:
    assert list(changed(work, "--sort", "missing", "--profile", "standard")) == ["a", "b", "c"]
    assert changed(work, "--status", "draft") == {}


def test_at_a_revision_the_list_goes_no_further(work: Work) -> None:
    found = changed(work, "--at", "HEAD~1")
    assert [each["author"] for each in found.values()] == ["Maya Okafor", "Maya Okafor"]


def test_outside_of_git_nothing_is_committed(tmp_path: Path) -> None:
    (tmp_path / "sops").mkdir()
    (tmp_path / "opsctl.yaml").write_text(SETTINGS)
    (tmp_path / "sops/a.md").write_text(PAGE)
    assert listed(Work(tmp_path), folder="").out.splitlines()[1].endswith("not committed")


def test_before_the_first_commit_nothing_is_committed(tmp_path: Path) -> None:
    work = new_repository(tmp_path / "new")
    work.write("opsctl.yaml", SETTINGS)
    work.write("sops/a.md", PAGE)
    assert listed(work, folder="").out.splitlines()[1].endswith("not committed")


def test_a_shallow_clone_does_not_name_who_it_cannot_know(work: Work, tmp_path: Path) -> None:
    shallow = clone(work, tmp_path / "shallow", "--depth=1")
    assert "1 Dec 2025 or before" in listed(shallow).out
    assert "1 Dec 2025 or before |  |" in listed(shallow, "-o", "markdown").out
    first = changed(shallow)["a"]
    assert (first["author"], first["cut"]) == (None, True)


def test_without_the_option_nothing_is_said_of_it(work: Work) -> None:
    done = run_opsctl("sop", "list", "-o", "json", cwd=work.folder / "shop")
    assert "changed" not in done.out


def test_every_key_stands_in_the_documentation(work: Work) -> None:
    described = set(re.findall(r"`([\w-]+)`", chapter("opsctl sop list")))
    assert set(keys(json.loads(listed(work, "-o", "json").out))) <= described
