"""`opsctl check PATH...`: each path is checked in the workspace that it lies in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import DAY, Result, run_opsctl
from tests.history.repositories import new_repository

ROCK = "title: Open in Germany\nowner: lna\ndone_means: 1 in 10 orders is German\nstatus: planned\n"
GUESS = "1 can be guessed: the same with --diff --unsafe-fixes shows how\n"
HOSTILE = "our $(touch x) company; `y`"


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """Make a repository of workspaces, one of them in another, and with what is in none."""
    new_repository(tmp_path)
    for folder in ("north", "south", "north/inner", HOSTILE):
        place = tmp_path / folder
        (place / "rocks/2026-Q4").mkdir(parents=True)
        (place / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
        (place / "people.yaml").write_text("lena: {name: Lena}\n", encoding="utf-8")
        (place / "rocks/2026-Q4/open.yaml").write_text(ROCK, encoding="utf-8")
    (tmp_path / "README.md").write_text("# Ours\n", encoding="utf-8")
    return tmp_path


def check(cwd: Path, *arguments: str | Path, environment: dict[str, str] | None = None) -> Result:
    return run_opsctl("check", "--as-of", DAY, *arguments, cwd=cwd, environment=environment)


@pytest.mark.parametrize("folder", ["north", "north/inner", HOSTILE])
def test_the_workspace_above_a_path_is_found_from_outside_of_it(top: Path, folder: str) -> None:
    done = check(top, f"{folder}/rocks/2026-Q4/open.yaml")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith(f"{folder}/rocks/2026-Q4/open.yaml:2:8: error[ROCK003]")
    assert done.out.endswith(f"in 1 file.\n{GUESS}")


def test_a_folder_is_its_own_workspace_if_it_is_one(top: Path) -> None:
    done = check(top, "south")
    assert "\nsouth/rocks/2026-Q4/open.yaml:2:8: error[ROCK003]" in done.out
    assert done.out.endswith(f" in 3 files.\n{GUESS}")


def test_several_workspaces_are_checked_in_turn_and_the_worst_counts(top: Path) -> None:
    (top / "north/rocks/2026-Q4/open.yaml").write_text(
        ROCK.replace("lna", "lena"), encoding="utf-8"
    )
    paths = [f"{each}/rocks/2026-Q4/open.yaml" for each in ("south", "north")]
    done = check(top, *paths)
    assert (done.code, done.err) == (1, "")
    assert done.out.count(" in 1 file.\n") == 2
    assert "south/rocks/2026-Q4/open.yaml:2:8: error[ROCK003]" in done.out
    assert "north/rocks/2026-Q4/open.yaml:2:8" not in done.out
    assert check(top, *reversed(paths)).out == done.out
    (top / "south/rocks/2026-Q4/open.yaml").write_text(
        ROCK.replace("lna", "lena"), encoding="utf-8"
    )
    assert check(top, *paths).code == 0


def test_a_workspace_within_the_one_where_one_stands_is_another(top: Path) -> None:
    done = check(top / "north", "inner/rocks/2026-Q4/open.yaml")
    assert done.code == 1
    assert "inner/rocks/2026-Q4/open.yaml:2:8: error[ROCK003]" in done.out
    named = check(top / "north", "-C", ".", "inner/rocks/2026-Q4/open.yaml")
    assert (named.code, named.out) == (0, "No findings in 0 files.\n")


def test_a_path_goes_before_the_workspace_of_the_environment(top: Path) -> None:
    elsewhere = {"OPSCTL_WORKSPACE": str(top / "south")}
    done = check(top, "north/rocks/2026-Q4/open.yaml", environment=elsewhere)
    assert done.out.startswith("north/rocks/2026-Q4/open.yaml:2:8: error[ROCK003]")


def test_a_path_through_a_link_finds_the_workspace_behind_it(top: Path) -> None:
    (top / "link").symlink_to(top / "north/rocks")
    done = check(top, "link/2026-Q4/open.yaml")
    assert done.code == 1
    assert done.out.startswith("north/rocks/2026-Q4/open.yaml:2:8: error[ROCK003]")


def test_options_hold_for_each_workspace(top: Path) -> None:
    paths = [f"{each}/rocks/2026-Q4/open.yaml" for each in ("south", "north")]
    told = check(top, *paths, "--format", "github").out
    assert re.findall("^::error file=([^,]+),", told, re.MULTILINE) == sorted(paths)
    done = check(top, *paths, "--fail-on", "never")
    assert (done.code, done.out) == (2, "")


def test_one_document_tells_of_one_workspace(top: Path) -> None:
    one = check(top, "north/people.yaml", "-o", "json")
    assert json.loads(one.out)["summary"]["files"] == 1
    two = check(top, "north/people.yaml", "south/people.yaml", "-o", "json")
    assert (two.code, two.out) == (2, "")
    assert "these paths lie in 2 workspaces, and json tells of one" in two.err


# What lies in no workspace


def test_what_lies_in_no_workspace_is_refused_unless_it_may_be_passed_over(top: Path) -> None:
    for paths in (["README.md"], ["north/people.yaml", "README.md"]):
        refused = check(top, *paths)
        assert (refused.code, refused.out) == (2, "")
        assert "there is no workspace here" in refused.err
    passed = check(top, "README.md", "north/people.yaml", "--skip-outside")
    assert (passed.code, passed.out, passed.err) == (0, "No findings in 1 file.\n", "")
    nothing = check(top, "README.md", "--skip-outside")
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err == "None of these paths lies in a workspace, so there is nothing to check.\n"


def test_findings_are_not_passed_over(top: Path) -> None:
    assert check(top, "README.md", "north/rocks/2026-Q4/open.yaml", "--skip-outside").code == 1
    assert check(top / "north", "rocks/2026-Q4/open.yaml", "--skip-outside").code == 1
    assert check(top / "north", "--skip-outside").code == 1


def test_a_workspace_that_is_named_is_the_only_one(top: Path) -> None:
    paths = ["README.md", "south/rocks/2026-Q4/open.yaml", "north/inner/people.yaml"]
    done = check(top, "-C", "north", *paths, "north/people.yaml", "--skip-outside")
    assert (done.code, done.out) == (0, "No findings in 1 file.\n")
    refused = check(top, "-C", "north", *paths)
    assert (refused.code, refused.out) == (2, "")
    assert "lies outside of the workspace" in refused.err


@pytest.mark.parametrize("options", [(), ("--skip-outside",), ("-C", "north", "--skip-outside")])
def test_a_path_that_is_not_there_is_never_passed_over(top: Path, options: tuple[str, ...]) -> None:
    done = check(top, "north/nowhere.yaml", *options)
    assert (done.code, done.out) == (2, "")
    assert "there is no north/nowhere.yaml" in done.err
