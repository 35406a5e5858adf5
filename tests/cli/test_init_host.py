"""`opsctl init --github` and `--gitlab`: which files are written, and which are left alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from opsctl import __version__
from tests.conftest import Result, run_opsctl
from tests.history.repositories import Work, new_repository

SETTINGS = "format: 1\ncompany: Acme\n"
WORKFLOW = ".github/workflows/opsctl.yml"
CALENDAR = ".github/workflows/opsctl-calendar.yml"
FORM = ".github/ISSUE_TEMPLATE/procedure.yml"
PULL_REQUEST = ".github/pull_request_template.md"
JOBS, INCLUDED = ".gitlab-ci.yml", ".gitlab/ci/opsctl.yml"
ISSUE = ".gitlab/issue_templates/Procedure.md"
MERGE_REQUEST = ".gitlab/merge_request_templates/Default.md"
OF_GITHUB = {WORKFLOW, CALENDAR, FORM, PULL_REQUEST}
OF_GITLAB = {JOBS, ISSUE, MERGE_REQUEST}
HOSTILE = ("our company/north", "$(touch x)", "a'b", 'a"b', "-C", "a: b #c", "{{x}}", "!y", "ü\\n")


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Make a repository that is a workspace."""
    work = new_repository(Path(os.path.realpath(tmp_path)) / "acme")
    work.write("opsctl.yaml", SETTINGS)
    return work


def init(work: Work, *arguments: str, cwd: str = "") -> Result:
    return run_opsctl("init", *arguments, cwd=work.folder / cwd)


def files(work: Work) -> dict[str, bytes]:
    """Give every file of a repository but those of git."""
    paths = (path for path in work.folder.rglob("*") if path.is_file() or path.is_symlink())
    named = {path.relative_to(work.folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in named.items() if not name.startswith(".git/")}


def parsed(work: Work, path: str) -> Any:
    return yaml.safe_load(files(work)[path])


# What is written


@pytest.mark.parametrize(("option", "expected"), [("--github", OF_GITHUB), ("--gitlab", OF_GITLAB)])
def test_the_files_of_a_host_are_written_and_no_others(
    work: Work, option: str, expected: set[str]
) -> None:
    done = init(work, option)
    assert (done.code, done.err) == (0, "")
    assert files(work).keys() == {"opsctl.yaml", *expected}
    told = {line.removeprefix("wrote ") for line in done.out.splitlines()[:-1]}
    assert told == expected
    assert done.out.endswith("next  → opsctl sop owners\n")
    assert run_opsctl("check", cwd=work.folder).code == 0


def test_doing_it_again_changes_nothing(work: Work) -> None:
    init(work, "--github", "--gitlab")
    before = files(work)
    done = init(work, "--github", "--gitlab")
    assert (done.code, done.err) == (0, "")
    assert files(work) == before
    told = {line.removesuffix(" is current") for line in done.out.splitlines()[:-1]}
    assert told == OF_GITHUB | OF_GITLAB


def test_other_line_ends_are_no_difference(work: Work) -> None:
    init(work, "--github")
    work.write(FORM, files(work)[FORM].replace(b"\n", b"\r\n"))
    assert f"{FORM} is current" in init(work, "--github").out


@pytest.mark.parametrize("folder", ["company", *HOSTILE])
def test_a_workspace_in_a_folder_is_named_to_the_jobs_whatever_it_is_called(
    tmp_path: Path, folder: str
) -> None:
    work = new_repository(Path(os.path.realpath(tmp_path)) / "acme")
    work.write(f"{folder}/opsctl.yaml", SETTINGS)
    done = init(work, "--github", "--gitlab", cwd=folder)
    assert (done.code, done.err) == (0, "")
    assert files(work).keys() == {f"{folder}/opsctl.yaml"} | OF_GITHUB | OF_GITLAB
    github, gitlab = parsed(work, WORKFLOW), parsed(work, JOBS)
    assert github["env"] == {"OPSCTL_VERSION": __version__, "WORKSPACE": f"./{folder}"}
    assert parsed(work, CALENDAR)["env"] == github["env"] | {"LABEL": "opsctl-calendar"}
    named = gitlab[".opsctl"]["variables"]["OPSCTL_WORKSPACE"]
    assert named == {"value": f"./{folder}", "expand": False}
    assert init(work, "--github", "--gitlab", cwd=folder).out.count(" is current\n") == 7


def test_a_workspace_at_the_top_is_where_the_jobs_start(work: Work) -> None:
    init(work, "--github", "--gitlab")
    assert parsed(work, WORKFLOW)["env"]["WORKSPACE"] == "."
    assert parsed(work, JOBS)[".opsctl"]["variables"]["OPSCTL_WORKSPACE"]["value"] == "."


def test_the_nearest_workspace_upward_is_meant(work: Work) -> None:
    work.write("company/opsctl.yaml", SETTINGS)
    work.write("company/sops/pack/ship.md", "# Ship\n")
    done = init(work, "--github", cwd="company/sops/pack")
    assert f"wrote ../../../{WORKFLOW}\n" in done.out
    assert parsed(work, WORKFLOW)["env"]["WORKSPACE"] == "./company"
    assert not (work.folder / "company/sops/pack/opsctl.yaml").exists()


def test_a_new_workspace_may_have_them_from_its_start(work: Work) -> None:
    done = init(work, "north", "--company", "North", "--name", "Jo", "--github")
    assert (done.code, done.err) == (0, "")
    assert {"north/opsctl.yaml", "north/people.yaml"} | OF_GITHUB <= files(work).keys()
    assert parsed(work, WORKFLOW)["env"]["WORKSPACE"] == "./north"
    assert done.out.endswith("next  → cd north && opsctl rock new\n")


def test_without_git_the_workspace_is_the_top(tmp_path: Path) -> None:
    work = Work(Path(os.path.realpath(tmp_path)) / "acme")
    work.write("opsctl.yaml", SETTINGS)
    done = init(work, "--github")
    assert (done.code, done.err) == (0, "")
    assert files(work).keys() == {"opsctl.yaml"} | OF_GITHUB
    assert parsed(work, WORKFLOW)["env"]["WORKSPACE"] == "."


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    work = new_repository(Path(os.path.realpath(tmp_path)) / "acme")
    done = init(work, "north", "--company", "North", "--name", "Jo", "--github", "--dry-run")
    assert done.code == 0
    assert done.err == "nothing was written (--dry-run)\n"
    assert "would write opsctl.yaml\n" in done.out
    assert f"+++ {WORKFLOW}\n" in done.out
    assert '\n+  WORKSPACE: "./north"' in done.out
    assert f"would write {FORM}\n" in done.out
    assert (files(work), (work.folder / "north").exists()) == ({}, False)


# What is left alone


def test_a_file_that_says_something_else_stays_and_is_named(work: Work) -> None:
    work.write(WORKFLOW, "mine: true\n")
    done = init(work, "--github")
    assert done.code == 0
    assert files(work)[WORKFLOW] == b"mine: true\n"
    assert f"{WORKFLOW} stays as it is: it is there, and says something else\n" in done.out
    assert f"wrote {FORM}\n" in done.out


@pytest.mark.parametrize(
    "place",
    [
        ".github/PULL_REQUEST_TEMPLATE.md",
        "pull_request_template.md",
        "docs/Pull_request_template.md",
    ],
)
def test_a_template_that_the_host_finds_elsewhere_gets_no_second_one(
    work: Work, place: str
) -> None:
    work.write(place, "Mine\n")
    done = init(work, "--github")
    assert f"{place} stays as it is" in done.out
    assert files(work).keys() == {"opsctl.yaml", WORKFLOW, CALENDAR, FORM, place}


def test_jobs_that_gitlab_has_already_get_ours_beside_them(work: Work) -> None:
    work.write(JOBS, "build: {script: make}\n")
    done = init(work, "--gitlab")
    assert files(work)[JOBS] == b"build: {script: make}\n"
    assert "opsctl-check" in parsed(work, INCLUDED)
    assert done.out.splitlines()[-4:-1] == [
        "GitLab reads these jobs once .gitlab-ci.yml includes them:",
        "    include:",
        f"      - local: {INCLUDED}",
    ]
    work.write(JOBS, f"include:\n  - local: {INCLUDED}\nbuild: {{script: make}}\n")
    again = init(work, "--gitlab")
    assert "include" not in again.out
    assert f"{INCLUDED} is current\n" in again.out


def test_our_own_jobs_that_somebody_has_changed_get_no_second_ones(work: Work) -> None:
    init(work, "--gitlab")
    changed = files(work)[JOBS].replace(b"stage: test", b"stage: check")
    work.write(JOBS, changed)
    done = init(work, "--gitlab")
    assert f"{JOBS} stays as it is" in done.out
    assert files(work).keys() == {"opsctl.yaml"} | OF_GITLAB
    assert files(work)[JOBS] == changed


def test_a_workspace_is_not_made_anew(work: Work) -> None:
    for more in (("--company", "Other"), ("--example",), ("--name", "Jo")):
        done = init(work, "--github", *more)
        assert (done.code, done.out) == (2, "")
        assert "workspace already" in done.err
    assert files(work) == {"opsctl.yaml": SETTINGS.encode()}


# What is refused


@pytest.mark.parametrize("name", [".github", ".github/workflows", WORKFLOW])
def test_no_link_is_followed(work: Work, name: str) -> None:
    outside = work.folder.parent / "outside"
    outside.mkdir()
    link = work.folder / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside / "file" if name == WORKFLOW else outside)
    done = init(work, "--github")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {WORKFLOW} is a link, or lies in a folder that is one\n")
    assert list(outside.iterdir()) == []
    assert not (work.folder / FORM).exists()


def test_a_file_in_the_place_of_a_folder_is_refused_before_anything_is_written(work: Work) -> None:
    work.write(".github/ISSUE_TEMPLATE", "old\n")
    done = init(work, "--github")
    assert (done.code, done.out) == (2, "")
    assert "error: .github/ISSUE_TEMPLATE is no folder" in done.err
    assert files(work).keys() == {"opsctl.yaml", ".github/ISSUE_TEMPLATE"}


def test_a_folder_in_the_place_of_a_file_is_refused(work: Work) -> None:
    (work.folder / JOBS).mkdir()
    done = init(work, "--gitlab")
    assert (done.code, done.out) == (2, "")
    assert f"error: {JOBS} is no ordinary file" in done.err


def test_a_file_that_is_far_too_large_is_not_read(work: Work) -> None:
    work.write(JOBS, "#" * 2_000_001)
    assert "2,000,001 bytes, which no host reads" in init(work, "--gitlab").err
    work.write(JOBS, "#" * 2_000_000)
    assert init(work, "--gitlab").code == 0


@pytest.mark.parametrize(
    ("folder", "option", "code"),
    [
        ("${{ secrets.KEY }}", "--github", 2),
        ("${{ secrets.KEY }}", "--gitlab", 0),
        ("$ {{ secrets.KEY }}", "--github", 0),
        ("a\nb", "--github", 2),
        ("a\nb", "--gitlab", 2),
        ("a\x1b[31mb", "--gitlab", 2),
    ],
)
def test_a_folder_whose_name_does_something_is_refused(
    tmp_path: Path, folder: str, option: str, code: int
) -> None:
    work = new_repository(Path(os.path.realpath(tmp_path)) / "acme")
    done = init(work, folder, option, "--company", "Acme", "--name", "Jo")
    assert done.code == code, done.err
    if code:
        assert "has signs that a job cannot be given" in done.err
        assert "\x1b" not in done.err
        assert files(work) == {}
