"""`opsctl check --base`, in the shapes that histories really have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.branches import (
    FILES,
    LIMIT,
    OTHER,
    RETURNS,
    STEP,
    checked,
    company,
    do,
)
from tests.conftest import run_opsctl
from tests.history.repositories import Work, clone, new_repository
from tests.rules.changes import Step, changed, commit

OWES = "CHG001 sops/returns.md"
LENA, MAYA = "lena@acme.example", "maya@acme.example"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return company(tmp_path / "acme")


def main_goes_on(work: Work, **pages: str) -> str:
    """Commit on `main`, by Maya, and come back."""
    work.git("checkout", "-q", "main")
    done = do(work, "2026-11-12", MAYA, **pages)
    work.git("checkout", "-q", "work")
    return done


def merged(work: Work, *branches: str, day: str = "2026-11-14", into: str = "") -> str:
    """Merge branches without a conflict; give the id of the merge."""
    if into:
        work.git("checkout", "-q", into)
    options = ("-q", "--no-ff", "--no-edit", "-m", "a merge")
    work.git("merge", *options, *branches, at=f"{day}T12:00:00+00:00")
    return work.git("rev-parse", "HEAD")


def test_a_change_that_must_not_pass_and_one_that_must(work: Work) -> None:
    do(work, returns=LIMIT)
    done = checked(work)
    assert (done.code, done.found, done.unseen, done.changed) == (1, (OWES,), [], 1)
    do(work, returns=STEP)
    done = checked(work)
    assert (done.code, done.found, done.unseen, done.changed) == (0, (), [], 1)


def test_a_branch_behind_main_answers_for_its_own_changes(work: Work) -> None:
    do(work, other=OTHER.replace("24 h", "36 h").replace("1.3.0", "1.4.0"))
    main_goes_on(work, returns=LIMIT)
    done = checked(work)
    assert (done.found, done.changed) == ((), 1)
    assert done.base["date"] == "2026-10-01"


def test_main_merged_into_the_branch_is_not_the_branchs_change(work: Work) -> None:
    do(work, other=OTHER.replace("24 h", "36 h"))
    tip = main_goes_on(work, returns=LIMIT)
    merged(work, "main")
    done = checked(work)
    assert (done.found, done.changed) == (("CHG001 sops/other.md",), 1)
    change = changed(work.folder)
    assert change.authors_of("sops/other.md") == {"lena"}
    assert change.authors_of("sops/returns.md") == frozenset()
    assert tip not in {each.id for each in change.commits}


def test_what_a_merge_itself_changed_is_by_whoever_merged(work: Work) -> None:
    do(work, returns=STEP)
    main_goes_on(work, returns=RETURNS.replace("24 h", "36 h").replace("1.3.0", "1.4.0"))
    work.git("merge", "-q", "--no-commit", "-s", "ours", "main")
    text = RETURNS.replace("24 h", "72 h").replace("1.3.0", "1.5.0")
    do(work, "2026-11-14", MAYA, returns=text)
    assert len(work.git("rev-list", "--parents", "-1", "HEAD").split()) == 3
    assert checked(work).found == ()
    assert changed(work.folder).authors_of("sops/returns.md") == {"lena", "maya"}


def test_the_merge_that_a_host_makes_of_a_pull_request(work: Work) -> None:
    do(work, returns=LIMIT)
    main_goes_on(work, other=OTHER.replace("24 h", "36 h"))
    merged(work, "work", into="main")
    work.git("checkout", "-q", "--detach")
    work.git("branch", "-q", "-f", "main", "HEAD^1")
    done = checked(work)
    assert (done.found, done.changed, done.unseen) == ((OWES,), 1, [])
    assert changed(work.folder).authors_of("sops/returns.md") == {"lena"}


def pull_request(work: Work, tmp_path: Path, depth: int) -> Work:
    """Fetch the merge of a pull request as a job does; its base is there as `base`."""
    do(work, other=OTHER.replace("Pay", "Send"))
    do(work, "2026-11-11", MAYA, returns=LIMIT)
    main_goes_on(work, third=OTHER)
    work.git("checkout", "-q", "-b", "pull", "main")
    merged(work, "work")
    job = new_repository(tmp_path / "job")
    job.git("remote", "add", "origin", work.folder.resolve().as_uri())
    job.git("fetch", "-q", f"--depth={depth}", "origin", "+pull:refs/remotes/pull/7/merge")
    job.git("checkout", "-q", "--detach", "refs/remotes/pull/7/merge")
    return job


def test_a_job_that_fetched_the_merge_alone_has_no_base(work: Work, tmp_path: Path) -> None:
    job = pull_request(work, tmp_path, 1)
    done = run_opsctl("check", "--base", "HEAD^1", cwd=job.folder)
    assert (done.code, done.out) == (2, "")
    assert "this clone is shallow" in done.err
    assert "git fetch --unshallow" in done.err


def test_a_job_that_fetched_two_commits_does_not_know_who_did_what(
    work: Work, tmp_path: Path
) -> None:
    job = pull_request(work, tmp_path, 2)
    done = checked(job, base="HEAD^1")
    assert (done.found, done.changed) == (("CHG001 sops/other.md", OWES), 2)
    (said,) = done.unseen
    assert said == (
        "this clone is shallow, and not all commits of this work are in it: "
        "who changed what is not known (git fetch --unshallow)"
    )
    change = changed(job.folder, "HEAD^1")
    assert not change.knows_authors
    assert change.authors_of("sops/other.md", "people.yaml") == frozenset()


def test_squash_merges_leave_the_branch_as_it_was(work: Work) -> None:
    do(work, returns=STEP)
    main_goes_on(work, returns=STEP)
    assert checked(work).found == ()
    do(work, returns=STEP.replace("48 h", "72 h"))
    assert checked(work).found == ("CHG002 sops/returns.md",)


def test_a_detached_head(work: Work) -> None:
    do(work, returns=LIMIT)
    work.git("checkout", "-q", "--detach")
    assert checked(work).found == (OWES,)
    work.git("checkout", "-q", "--detach", "main")
    assert (checked(work).found, checked(work, base="work").changed) == ((), 0)


def test_a_shallow_clone_with_the_parting_point_sees_everything(work: Work, tmp_path: Path) -> None:
    for text in (LIMIT, LIMIT.replace("48", "60"), LIMIT.replace("48", "72")):
        do(work, returns=text)
    shallow = clone(work, tmp_path / "shallow", "--depth=4", "--no-single-branch")
    shallow.git("checkout", "-q", "work")
    done = checked(shallow, base="origin/main")
    assert (done.found, done.unseen) == ((OWES,), [])
    assert changed(shallow.folder, "origin/main").authors_of("sops/returns.md") == {"lena"}


def test_a_shallow_clone_without_it_says_what_it_cannot_see(work: Work, tmp_path: Path) -> None:
    do(work, returns=LIMIT)
    main_goes_on(work, other=OTHER.replace("24 h", "36 h").replace("1.3.0", "1.4.0"))
    shallow = clone(work, tmp_path / "shallow", "--depth=1", "--no-single-branch")
    shallow.git("checkout", "-q", "work")
    done = checked(shallow, base="origin/main")
    assert OWES in done.found
    (said,) = done.unseen
    assert "this clone is shallow" in said
    assert "origin/main itself was compared" in said


def test_a_base_from_before_the_workspace(tmp_path: Path) -> None:
    work = new_repository(tmp_path / "acme")
    commit(work, Step({"README.md": "# Acme\n"}, on="2026-09-01"))
    work.git("checkout", "-q", "-b", "work")
    commit(work, Step(FILES, on="2026-10-01"))
    done = checked(work)
    assert done.unseen == ["there was no workspace at main: everything counts as new"]
    assert done.found == ()


@pytest.mark.parametrize("folder", ["ops", "our company/Größe 日本", 'it\'s "q" [a] *'])
def test_a_workspace_in_a_folder(tmp_path: Path, folder: str) -> None:
    work = company(tmp_path / "acme", {f"{folder}/{path}": each for path, each in FILES.items()})
    commit(work, Step({f"{folder}/sops/returns.md": LIMIT, "sops/other.md": LIMIT}))
    place = work.folder / folder
    assert (checked(place).found, checked(place).changed) == ((OWES,), 1)
    assert checked(place, "--at", "work").found == (OWES,)
    assert changed(place).authors_of("sops/returns.md") == {"lena"}


def test_two_workspaces_in_one_repository_are_apart(tmp_path: Path) -> None:
    both = {f"{one}/{path}": each for one in ("a", "ab") for path, each in FILES.items()}
    work = company(tmp_path / "acme", both)
    commit(work, Step({"ab/sops/returns.md": LIMIT, "a/sops/other.md": RETURNS}))
    assert (checked(work.folder / "ab").found, checked(work.folder / "ab").changed) == ((OWES,), 1)
    assert checked(work.folder / "a").changed == 1


@pytest.mark.parametrize("at", [(), ("--at", "work")])
def test_a_workspace_within_another_is_no_part_of_it(tmp_path: Path, at: tuple[str, ...]) -> None:
    work = company(tmp_path / "acme", {**FILES, **{f"eu/{p}": each for p, each in FILES.items()}})
    commit(work, Step({"eu/sops/returns.md": LIMIT}))
    assert checked(work, *at).changed == 0
    assert checked(work.folder / "eu", *at).found == (OWES,)


def test_a_repository_with_long_ids(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    folder.mkdir()
    work = Work(folder)
    work.git("init", "-q", "-b", "main", "--object-format=sha256")
    commit(work, Step(FILES))
    work.git("checkout", "-q", "-b", "work")
    assert checked(work).changed == 0
    do(work, returns=LIMIT)
    assert (checked(work).found, checked(work).changed) == ((OWES,), 1)


def test_an_octopus(work: Work) -> None:
    for name in ("one", "two"):
        work.git("checkout", "-q", "-b", name, "main")
        do(work, **{name: OTHER})
    work.git("checkout", "-q", "work")
    do(work, returns=LIMIT)
    merged(work, "one", "two")
    assert len(work.git("rev-list", "--parents", "-1", "HEAD").split()) == 4
    done = checked(work)
    assert (done.found, done.changed) == ((OWES,), 3)
    assert checked(work, base="two").changed == 2


def test_merged_into_each_other_nothing_counts_twice(work: Work) -> None:
    do(work, returns=LIMIT)
    ours = work.git("rev-parse", "HEAD")
    theirs = main_goes_on(work, other=OTHER.replace("24 h", "36 h"))
    merged(work, theirs)
    merged(work, ours, into="main")
    work.git("checkout", "-q", "work")
    assert len(work.git("merge-base", "--all", "main", "work").split()) == 2
    done = checked(work)
    assert (done.found, done.changed) == ((), 0)
    assert changed(work.folder).authors_of("sops/returns.md", "sops/other.md") == frozenset()
    do(work, returns=LIMIT.replace("Pay", "Send").replace("1.3.0", "1.4.0"))
    done = checked(work)
    assert (done.found, done.changed) == ((), 1)


def test_histories_that_have_nothing_in_common(work: Work) -> None:
    work.git("checkout", "-q", "--orphan", "new")
    do(work, returns=LIMIT)
    done = checked(work)
    assert done.found == (OWES,)
    assert done.unseen == ["main and this work have no commit in common: main itself was compared"]


def test_a_revision_against_a_revision(work: Work) -> None:
    do(work, returns=LIMIT)
    do(work, returns=STEP)
    assert checked(work, "--at", "work~1").found == (OWES,)
    assert checked(work, "--at", "work").found == ()
    assert checked(work, "--at", "work", base="work~1").found == ()
    assert checked(work, "--at", "main", base="work").changed == 0


def test_a_bare_repository(work: Work, tmp_path: Path) -> None:
    do(work, returns=LIMIT)
    bare = clone(work, tmp_path / "bare.git", "--bare")
    assert checked(bare, "--at", "work", "-C", ".").found == (OWES,)


def test_the_base_is_the_head(work: Work) -> None:
    for base in ("HEAD", "main", "work"):
        done = checked(work, base=base)
        assert (done.found, done.changed, done.unseen) == ((), 0, [])
    assert run_opsctl("diff", "HEAD", cwd=work.folder).code == 0


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("mian", "there is no revision `mian` here"),
        ("mai", "did you mean `main`?"),
        ("-x", "cannot be the name of a revision"),
        ("main..work", "cannot be the name of a revision"),
        ("a\x1b[31m", "cannot be the name of a revision"),
        ("main:sops", "there is no revision"),
        ("main~9", "goes back further than the history that is here"),
    ],
)
def test_a_base_that_is_not_there(work: Work, base: str, said: str) -> None:
    done = run_opsctl("check", "--base", base, cwd=work.folder)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "\x1b" not in done.err


@pytest.mark.parametrize("command", [("diff",), ("sop", "diff", "returns")])
def test_a_base_that_is_not_there_to_show(work: Work, command: tuple[str, ...]) -> None:
    done = run_opsctl(*command, "mian", cwd=work.folder)
    assert (done.code, done.out) == (2, "")
    assert "there is no revision `mian` here" in done.err


@pytest.mark.parametrize("command", [("check", "--base", "main"), ("diff", "main")])
def test_without_a_repository_and_without_a_commit(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    for path, text in FILES.items():
        Work(tmp_path).write(path, text)
    alone = {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    done = run_opsctl(*command, cwd=tmp_path, environment=alone)
    assert (done.code, done.out) == (2, "")
    assert "lies in no git repository" in done.err
    new_repository(tmp_path)
    done = run_opsctl(*command, cwd=tmp_path, environment=alone)
    assert (done.code, done.out) == (2, "")
    assert "HEAD has no commit yet" in done.err


def test_without_git(work: Work, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    alone = {"PATH": str(tmp_path / "bin")}
    done = run_opsctl("check", "--base", "main", cwd=work.folder, environment=alone)
    assert (done.code, done.out) == (2, "")
    assert "git cannot be started" in done.err
