"""`--at REV`: the workspace as it was, on every command that reads."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NORTHWIND, Result, run_opsctl
from tests.history.repositories import Work, clone, new_repository

SETTINGS = "format: 1\ncompany: Acme\ntimezone: Asia/Manila\n"
SHIP = "rocks/2026-Q4/ship.yaml"
TITLED = "title: {}\nowner: maya\n"
READING = (
    *("status", "rock status", "rock list", "rock show ship", "check"),
    *("scorecard status", "scorecard list"),
)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Make a repository whose workspace begins with its second commit."""
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", {"notes.txt": "before"})
    work.save("2026-10-05", {"opsctl.yaml": SETTINGS, SHIP: TITLED.format("First")})
    work.save("2026-10-31", {SHIP: TITLED.format("Second")})
    work.save("2026-11-09", {SHIP: TITLED.format("Third")})
    return work


def run(work: Work, *arguments: str, cwd: Path | None = None, **environment: str) -> Result:
    return run_opsctl(*arguments, cwd=cwd or work.folder, environment=environment)


def data(work: Work, *arguments: str, cwd: Path | None = None) -> Any:
    done = run(work, *arguments, "-o", "json", cwd=cwd)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def title_at(work: Work, rev: str, *more: str, cwd: Path | None = None) -> str:
    return str(data(work, "rock", "list", "--at", rev, *more, cwd=cwd)["rocks"][0]["title"])


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Give each file with its time and its bytes, those of git included."""
    return {
        str(path): (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


# What is read


@pytest.mark.parametrize(
    ("rev", "title"),
    [("main", "Third"), ("HEAD~1", "Second"), ("@{2026-10-31}", "Second"), ("v1", "First")],
)
def test_a_revision_is_read_as_it_was(work: Work, rev: str, title: str) -> None:
    work.git("tag", "v1", "HEAD~2")
    assert title_at(work, rev) == title


def test_the_day_is_that_of_the_commit_in_the_time_zone_of_the_company(work: Work) -> None:
    work.write(SHIP, TITLED.format("Late"))
    work.commit("2026-11-10T18:00:00+00:00")
    assert data(work, "rock", "status", "--at", "main")["as_of"] == "2026-11-11"
    given = data(work, "rock", "status", "--at", "main", "--as-of", "2026-12-24")
    assert (given["as_of"], given["at"]["date"]) == ("2026-12-24", "2026-11-11")
    assert title_at(work, "@{2026-11-10}") == "Third"
    assert title_at(work, "@{2026-11-11}") == "Late"


def test_the_time_zone_is_that_of_the_revision(work: Work) -> None:
    work.write("opsctl.yaml", SETTINGS.replace("Asia/Manila", "America/New_York"))
    work.commit("2026-11-12T02:00:00+00:00")
    assert data(work, "rock", "list", "--at", "main")["at"]["date"] == "2026-11-11"


@pytest.mark.parametrize("command", READING)
def test_every_reading_command_takes_it_before_and_behind_and_says_so(
    work: Work, command: str
) -> None:
    words = command.split()
    behind = run(work, *words, "--at", "main~1")
    before = run(work, "--at", "main~1", *words)
    assert (behind.code, behind.err) == (0, "")
    assert (before.code, before.out) == (behind.code, behind.out)
    id = work.git("rev-parse", "main~1")
    assert behind.out.startswith(f"as it was at main~1 ({id[:7]}, 31 Oct 2026)\n")
    at = data(work, *words, "--at", "main~1")["at"]
    assert at == {"rev": "main~1", "commit": id, "date": "2026-10-31"}


@pytest.mark.parametrize("command", READING)
def test_without_it_nothing_is_said_of_it(work: Work, command: str) -> None:
    words = (*command.split(), "--as-of", "2026-11-20")
    assert "as it was" not in run(work, *words).out
    assert "at" not in data(work, *words)


def test_markdown_says_it_first_and_annotations_stay_clean(work: Work) -> None:
    page = run(work, "rock", "status", "--at", "main~1", "-o", "markdown").out
    assert page.splitlines()[0].startswith("*as it was at main\\~1 \\(")
    notes = run(work, "check", "--at", "main~1", "-o", "github")
    assert "as it was at main~1" in notes.err
    assert "as it was" not in notes.out


def test_behind_the_command_wins(work: Work) -> None:
    done = run(work, "--at", "main", "rock", "list", "--at", "main~2")
    assert "First" in done.out


def test_the_manual_of_a_rule_does_not_ask_git(work: Work, tmp_path: Path) -> None:
    done = run(work, "rule", "ROCK003", "--at", "nonsense", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ("rock", "set", "ship", "owner=leo"),
        ("rock", "log", "ship", "on-track"),
        ("rock", "new", "Title", "--owner", "leo"),
        ("rock", "milestone", "ship", "--add", "X"),
        ("rock", "rescue", "ship", "--next", "X"),
        ("quarter", "close", "--yes"),
        ("init", "new"),
    ],
)
def test_writing_commands_refuse_it(work: Work, words: tuple[str, ...]) -> None:
    before = snapshot(work.folder)
    done = run(work, *words, "--at", "main")
    assert (done.code, done.out) == (2, "")
    assert "writes, and --at is for looking at the past" in done.err
    assert snapshot(work.folder) == before


def test_planning_on_a_branch_can_be_looked_at_from_main(work: Work) -> None:
    work.git("checkout", "-q", "-b", "next-quarter")
    draft = f"{TITLED.format('Draft')}status: planned\n"
    work.save("2026-12-10", {"rocks/2027-Q1/draft.yaml": draft})
    work.git("checkout", "-q", "main")
    words = ("rock", "status", "--quarter", "2027-Q1")
    assert run(work, *words).code == 2
    seen = data(work, *words, "--at", "next-quarter")
    assert [(rock["id"], rock["standing"]) for rock in seen["rocks"]] == [("draft", "planned")]
    assert "Draft" in run(work, *words, "--at", "next-quarter").out


def plan_on_a_branch(work: Work) -> None:
    """Plan a quarter on main with one Rock, and on a branch with another owner's beside it."""
    planned = f"{TITLED.format('First')}status: planned\n"
    work.save("2026-12-09", {"rocks/2027-Q1/first.yaml": planned})
    work.git("checkout", "-q", "-b", "next-quarter")
    second = "title: Second 2\nowner: ana\nstatus: planned\n"
    work.save("2026-12-10", {"rocks/2027-Q1/second.yaml": second})
    work.git("checkout", "-q", "main")


def test_the_plan_of_a_branch_is_compared_with_the_one_here(work: Work) -> None:
    plan_on_a_branch(work)
    words = ("quarter", "start", "--quarter", "2027-Q1", "--dry-run", "--at", "next-quarter")
    before = snapshot(work.folder)
    compared = data(work, *words)["compared_with_here"]
    assert compared["only_there"] == ["second"]
    assert compared["only_here"] == []
    assert {"owner": "ana", "here": 0, "there": 1} in compared["loads"]
    text = run(work, *words).out
    assert "Compared with the plan here" in text
    assert "ana: 0 here, 1 there" in text
    assert "- Rocks only there: second" in run(work, *words, "-o", "markdown").out
    assert snapshot(work.folder) == before


def test_two_equal_plans_are_said_to_be_equal(work: Work) -> None:
    plan_on_a_branch(work)
    words = ("quarter", "start", "--quarter", "2027-Q1", "--dry-run", "--at", "main")
    assert "nothing differs in load or coverage" in run(work, *words).out


def test_no_quarter_is_started_in_another_revision(work: Work) -> None:
    plan_on_a_branch(work)
    words = ("quarter", "start", "--quarter", "2027-Q1", "--yes", "--at", "next-quarter")
    done = run(work, *words)
    assert (done.code, done.out) == (2, "")
    assert "add --dry-run" in done.err


# Where it is read


def test_nothing_in_the_repository_or_the_work_tree_changes(work: Work) -> None:
    work.write(SHIP, "title: [")
    work.write("staged.yaml", "x")
    work.git("add", "staged.yaml")
    work.write("untracked.yaml", "x")
    os.utime(work.folder / "opsctl.yaml", (1, 1))  # what git would refresh in its index
    before = snapshot(work.folder)
    for command in READING:
        assert run(work, *command.split(), "--at", "main").code == 0
        run(work, *command.split(), "--as-of", "2026-11-20")
    assert snapshot(work.folder) == before
    assert title_at(work, "main") == "Third"


def test_a_bare_repository_is_read(work: Work, tmp_path: Path) -> None:
    bare = clone(work, tmp_path / "acme.git", "--bare")
    assert title_at(work, "main~1", "-C", str(bare.folder), cwd=tmp_path) == "Second"
    assert title_at(work, "@{2026-10-31}", cwd=bare.folder) == "Second"
    shown = data(work, "rock", "show", "ship", "--at", "main", cwd=bare.folder)
    assert shown["history"]["versions"] == 3


def test_a_worktree_is_read(work: Work, tmp_path: Path) -> None:
    work.git("worktree", "add", "-q", "--detach", str(tmp_path / "second"), "main~1")
    assert title_at(work, "HEAD", cwd=tmp_path / "second") == "Second"
    assert title_at(work, "main", cwd=tmp_path / "second") == "Third"


def test_a_shallow_clone_is_read_as_far_as_it_goes(work: Work, tmp_path: Path) -> None:
    shallow = clone(work, tmp_path / "shallow", "--depth=2")
    assert title_at(shallow, "HEAD~1") == "Second"
    for rev in ("@{2026-10-10}", "HEAD~500"):
        done = run(shallow, "rock", "status", "--at", rev)
        assert (done.code, done.out) == (2, "")
        assert "this clone is shallow, it begins on 2026-10-31" in done.err
        assert "git fetch --unshallow" in done.err


def test_a_workspace_in_a_subfolder_is_read_from_anywhere_in_it(tmp_path: Path) -> None:
    work = new_repository(tmp_path)
    files = {"company/opsctl.yaml": SETTINGS, f"company/{SHIP}": TITLED.format("Sub")}
    work.save("2026-10-05", files)
    folder = tmp_path / "company"
    assert title_at(work, "main", cwd=folder / "rocks" / "2026-Q4") == "Sub"
    assert title_at(work, "main", "-C", "company") == "Sub"
    assert title_at(work, "main", "-C", "company/opsctl.yaml") == "Sub"
    shown = data(work, "rock", "show", "ship", "--at", "main", cwd=folder)
    assert (shown["path"], shown["history"]["versions"]) == (SHIP, 1)
    work.git("rm", "-q", "-r", "company")
    work.commit("2026-10-06")
    assert not folder.exists()
    assert title_at(work, "main~1", "-C", "company") == "Sub"


def test_a_workspace_that_was_further_up_then_is_found_there(work: Work) -> None:
    (work.folder / "company").mkdir()
    for name in ("opsctl.yaml", "rocks"):
        work.git("mv", name, f"company/{name}")
    work.commit("2026-11-12")
    assert title_at(work, "main~1", cwd=work.folder / "company") == "Third"
    named = run(work, "rock", "list", "--at", "main~1", "-C", "company")
    assert (named.code, "is from before the workspace" in named.err) == (2, True)


def test_a_workspace_named_by_the_environment_is_read(work: Work, tmp_path: Path) -> None:
    words = ("rock", "list", "--at", "main~2")
    done = run(work, *words, cwd=tmp_path, OPSCTL_WORKSPACE=str(work.folder))
    assert "First" in done.out


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"])
def test_what_a_hook_leaves_in_the_environment_does_not_matter(work: Work, name: str) -> None:
    words = ("rock", "list", "--at", "main~2")
    done = run_opsctl(*words, cwd=work.folder, environment={name: "/nonexistent"})
    assert (done.code, "First" in done.out) == (0, True)


# What there is to read


def test_a_revision_before_the_workspace_is_refused_with_the_first(work: Work) -> None:
    done = run(work, "rock", "status", "--at", "@{2026-10-03}")
    assert (done.code, done.out) == (2, "")
    assert "is from before the workspace: there is no opsctl.yaml yet" in done.err
    assert "the first commit with it is" in done.err


def test_a_revision_after_the_workspace_is_refused(work: Work) -> None:
    work.git("rm", "-q", "opsctl.yaml")
    work.commit("2026-11-12")
    done = run(work, "rock", "status", "--at", "main")
    assert (done.code, "the workspace was gone" in done.err) == (2, True)
    assert title_at(work, "main~1") == "Third"
    assert title_at(work, "@{2026-10-31}") == "Second"


def test_broken_files_are_findings_and_hide_no_other(work: Work) -> None:
    work.write("rocks/2026-Q4/other.yaml", TITLED.format("Other"))
    work.write(SHIP, "title: [")
    work.commit("2026-11-10")
    shutil.copy(work.folder / "rocks/2026-Q4/other.yaml", work.folder / SHIP)
    seen = data(work, "rock", "status", "--at", "main")
    assert [rock["id"] for rock in seen["rocks"]] == ["other"]
    assert seen["unread"] == [SHIP]
    found = run(work, "check", "--at", "main")
    assert (found.code, f"{SHIP}:1:" in found.out, "title: [" in found.out) == (1, True, True)
    shown = run(work, "rock", "show", "ship", "--at", "main")
    assert (shown.code, "could not be read" in shown.err) == (2, True)


def test_broken_settings_are_a_finding_and_the_defaults_apply(work: Work) -> None:
    work.write("opsctl.yaml", "company: [")
    work.commit("2026-11-10T20:00:00+00:00")
    assert data(work, "rock", "status", "--at", "main")["as_of"] == "2026-11-10"
    assert run(work, "check", "--at", "main").code == 1


def test_a_file_that_is_too_large_is_a_finding_and_is_not_read(work: Work) -> None:
    work.write("rocks/2026-Q4/huge.yaml", "x" * (1024 * 1024 + 1))
    work.commit("2026-11-10")
    assert "FILE002" in run(work, "check", "--at", "main").out


def test_links_are_judged_in_the_revision(work: Work) -> None:
    folder = work.folder / "rocks/2026-Q4"
    (folder / "same.yaml").symlink_to("ship.yaml")
    (folder / "out.yaml").symlink_to("/etc/hosts")
    work.commit("2026-11-10")
    for name in ("same", "out"):
        (folder / f"{name}.yaml").unlink()
    ids = [rock["id"] for rock in data(work, "rock", "list", "--at", "main")["rocks"]]
    assert ids == ["same", "ship"]
    assert "FILE013" in run(work, "check", "--at", "main").out


@pytest.mark.parametrize(
    "name", [b"a b.yaml", b"a\nb.yaml", b"caf\xe9.yaml", b"-x.yaml", b'".yaml']
)
def test_files_of_any_name_are_findings_and_no_defect(work: Work, name: bytes) -> None:
    work.write(os.fsdecode(b"rocks/2026-Q4/" + name), "title: x\n")
    work.commit("2026-11-10")
    now = run(work, "check", "--as-of", "2026-11-10", "-o", "json")
    then = run(work, "check", "--at", "main", "-o", "json")
    assert (now.code, then.code) == (1, 1)
    assert json.loads(then.out)["findings"] == json.loads(now.out)["findings"]


def test_a_check_of_paths_asks_what_was_there(work: Work) -> None:
    work.save("2026-11-10", {"rocks/2026-Q4/gone.yaml": "title: ["})
    (work.folder / "rocks/2026-Q4/gone.yaml").unlink()
    work.write("rocks/2026-Q4/new.yaml", "x")
    assert run(work, "check", "rocks/2026-Q4/gone.yaml", "--at", "main").code == 1
    done = run(work, "check", "rocks/2026-Q4/new.yaml", "--at", "main")
    assert (done.code, "there was no rocks/2026-Q4/new.yaml at main" in done.err) == (2, True)


def test_me_is_known_at_a_revision(work: Work, tmp_path: Path) -> None:
    work.save("2026-11-10", {"people.yaml": "maya:\n  name: Maya\n  email: m@x\n"})
    bare = clone(work, tmp_path / "b.git", "--bare")
    bare.git("config", "user.email", "m@x")
    done = run(work, "rock", "list", "--owner", "me", "--at", "main", cwd=bare.folder)
    assert (done.code, "Third" in done.out) == (0, True)


def test_the_example_is_the_same_at_a_revision_as_in_its_folder(tmp_path: Path) -> None:
    work = new_repository(Path(shutil.copytree(NORTHWIND, tmp_path / "northwind")))
    work.commit("2026-11-20")
    for command in ("status", "rock status", "rock list", "check"):
        for format in ("text", "json"):
            words = (*command.split(), "--as-of", "2026-11-20", "-o", format)
            now, then = run(work, *words), run(work, *words, "--at", "main")
            assert now.code == then.code
            if format == "text":
                assert then.out.partition("\n")[2] == now.out
            else:
                seen = json.loads(then.out)
                del seen["at"]
                assert seen == json.loads(now.out)


# Refusals


@pytest.mark.parametrize(
    "rev", ["nope", "", "-x", "--help", "a b", "x" * 3000, "main..main", "@{yesterday}", "main:x"]
)
def test_what_is_no_revision_is_refused(work: Work, rev: str) -> None:
    done = run(work, "rock", "status", f"--at={rev}")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert "  hint: " in done.err


def test_outside_of_a_repository_it_is_refused(work: Work, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(NORTHWIND, tmp_path / "plain"))
    done = run(work, "rock", "status", "--at", "main", cwd=folder)
    assert (done.code, "lies in no git repository" in done.err) == (2, True)


def test_without_git_it_is_refused_with_a_hint(work: Work) -> None:
    done = run(work, "rock", "status", "--at", "main", PATH="/nonexistent")
    assert (done.code, "install git" in done.err) == (2, True)


def test_a_repository_that_git_does_not_trust_is_refused_with_a_hint(work: Work) -> None:
    done = run(work, "rock", "status", "--at", "main", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert (done.code, "safe.directory" in done.err) == (2, True)
