"""Names of revisions: what they mean, and which are refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from opsctl.history.repository import GitRefuses, NoRepository, Repository, open_repository
from opsctl.history.revision import Commit, commit_at, merge_bases
from opsctl.text.errors import UsageProblem
from tests.history.repositories import Work, clone, new_repository


@pytest.fixture
def repository(work: Work) -> Iterator[Repository]:
    """Open the repository of the tests."""
    with closing(open_repository(work.folder)) as opened:
        yield opened


def id_at(repository: Repository, name: str, timezone: str = "UTC") -> str:
    return commit_at(repository, name, lambda: timezone).id


def refusal(repository: Repository, name: str) -> UsageProblem:
    with pytest.raises(UsageProblem) as caught:
        id_at(repository, name)
    return caught.value


def three(work: Work) -> list[str]:
    return [work.save(f"2026-10-0{day}", {"f": str(day)}) for day in (1, 3, 5)]


def test_branches_tags_ids_and_counts_back_are_revisions(
    work: Work, repository: Repository
) -> None:
    first, second, third = three(work)
    work.git("branch", "next/quarter", second)
    work.git("tag", "-a", "v1", "-m", "a tag that is an object", first)
    names = ["main", "HEAD", "@", "next/quarter", "v1", "main~2", "main^", third[:7], "v1^{}"]
    found = [id_at(repository, name) for name in names]
    assert found == [third, third, third, second, first, first, second, third, first]


def test_a_commit_has_the_moment_of_its_committer(work: Work, repository: Repository) -> None:
    work.write("f", "x")
    work.commit("2026-10-05T00:30:00+02:00", author_at="2026-01-01T00:00:00+00:00")
    assert commit_at(repository, "main", lambda: "UTC").seconds == 1791153000


def test_a_committer_in_the_message_is_no_committer(work: Work, repository: Repository) -> None:
    work.git(
        "commit", "-q", "--allow-empty", "-m", "x\n\ncommitter A <a@x> 5 +0000", at="@77 +0000"
    )
    assert commit_at(repository, "main", lambda: "UTC").seconds == 77


# Days


@pytest.mark.parametrize(
    ("timezone", "day", "which"),
    [
        ("UTC", "2026-10-31", 0),
        ("UTC", "2026-11-01", 1),
        ("Asia/Manila", "2026-10-31", None),
        ("Asia/Manila", "2026-11-01", 1),
        ("America/New_York", "2026-10-31", 1),
        ("America/New_York", "2026-10-30", None),
    ],
)
def test_a_day_ends_at_midnight_in_the_time_zone_of_the_company(
    work: Work, repository: Repository, timezone: str, day: str, which: int | None
) -> None:
    work.write("f", "1")
    before = work.commit("2026-10-31T23:59:59+00:00")
    work.write("f", "2")
    after = work.commit("2026-11-01T00:00:00+00:00")
    if which is None:
        with pytest.raises(UsageProblem, match="the history begins on"):
            id_at(repository, f"@{{{day}}}", timezone)
    else:
        assert id_at(repository, f"@{{{day}}}", timezone) == (before, after)[which]


def test_a_day_that_is_25_hours_long_ends_at_its_midnight(
    work: Work, repository: Repository
) -> None:
    work.write("f", "1")
    before = work.commit("2026-10-25T23:59:59+00:00")
    work.write("f", "2")
    work.commit("2026-10-26T00:00:00+00:00")
    assert id_at(repository, "@{2026-10-25}", "Europe/London") == before


def test_a_day_after_the_last_commit_means_that_commit(work: Work, repository: Repository) -> None:
    last = three(work)[-1]
    assert id_at(repository, "@{2027-01-01}") == last


def test_a_day_follows_first_parents_alone(work: Work, repository: Repository) -> None:
    first = work.save("2026-10-01", {"f": "1"})
    work.git("checkout", "-q", "-b", "side")
    work.save("2026-10-02", {"g": "side"})
    work.git("checkout", "-q", "main")
    work.git("merge", "-q", "--no-ff", "-m", "x", "side", at="2026-10-09T12:00:00+00:00")
    assert id_at(repository, "@{2026-10-05}") == first
    assert id_at(repository, "side@{2026-10-05}") != first
    assert id_at(repository, "@{2026-10-09}") == work.git("rev-parse", "HEAD")


def test_the_reflog_is_never_asked(work: Work, repository: Repository) -> None:
    first, _, _ = three(work)
    work.git("reset", "-q", "--hard", first)
    assert id_at(repository, "@{2026-10-31}") == first
    for name in ("@{0}", "HEAD@{1}", "main@{yesterday}", "@{-1}", "@{u}", "@{upstream}"):
        assert "git's reflog is never asked" in str(refusal(repository, name).hint)


@pytest.mark.parametrize("name", ["@{2026-10-01}~1", "@{2026-10-01}@{2026-10-01}", "@{2026-10-01"])
def test_nothing_follows_a_day(work: Work, repository: Repository, name: str) -> None:
    three(work)
    assert "nothing may follow" in str(refusal(repository, name).hint)


@pytest.mark.parametrize("day", ["2026-02-30", "31/10/2026", "", "1500-01-01"])
def test_what_is_no_day_is_refused(work: Work, repository: Repository, day: str) -> None:
    three(work)
    refusal(repository, f"@{{{day}}}")


@pytest.mark.parametrize("day", ["2026-09-30", "1969-12-31", "1920-01-01"])
def test_a_day_before_the_first_commit_is_refused_with_the_first(
    work: Work, repository: Repository, day: str
) -> None:
    three(work)
    assert "the history begins on 2026-10-01" in refusal(repository, f"@{{{day}}}").message


# Refusals


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            " ",
            "-x",
            "--help",
            "--output=x",
            "a b",
            "a\0b",
            "a\nb",
            "a\tb",
            "x" * 5000,
            "^main",
        ),
        *("main..main~1", "\x1b[31m", "main\r", "\ud800", "main\u2028"),
    ],
)
def test_what_can_be_no_name_is_refused_before_git_sees_it(
    work: Work, repository: Repository, name: str
) -> None:
    three(work)
    problem = refusal(repository, name)
    assert "cannot be the name of a revision" in problem.message
    assert len(problem.message) < 400


@pytest.mark.parametrize("name", ["nope", "main:f", "main^{tree}", ":/a", "é", "main^@", "$(id)"])
def test_what_is_no_commit_is_refused(work: Work, repository: Repository, name: str) -> None:
    three(work)
    message = refusal(repository, name).message
    assert "there is no revision" in message or "goes back further" in message


def test_a_name_that_two_commits_could_have_is_refused(work: Work, repository: Repository) -> None:
    three(work)
    refusal(repository, work.git("rev-parse", "HEAD")[:1] + "zz")


def test_the_nearest_name_is_suggested(work: Work, repository: Repository) -> None:
    first, _, _ = three(work)
    work.git("branch", "next-quarter")
    work.git("update-ref", "refs/remotes/origin/plan", first)
    assert refusal(repository, "next-quartr").hint == "did you mean `next-quarter`?"
    assert refusal(repository, "plan-x").hint is not None


def test_a_branch_that_is_only_on_a_remote_is_suggested(work: Work, tmp_path: Path) -> None:
    three(work)
    work.git("branch", "plan")
    second = clone(work, tmp_path / "second")
    with closing(open_repository(second.folder)) as repository:
        assert refusal(repository, "plan").hint == "did you mean `origin/plan`?"


def test_more_steps_back_than_there_are_is_said(work: Work, repository: Repository) -> None:
    three(work)
    problem = refusal(repository, "main~30")
    assert "goes back further than the history" in problem.message
    assert problem.hint == "it begins on 2026-10-01"


def test_a_shallow_clone_says_where_it_begins(work: Work, tmp_path: Path) -> None:
    three(work)
    shallow = clone(work, tmp_path / "shallow", "--depth=2")
    with closing(open_repository(shallow.folder)) as repository:
        assert id_at(repository, "@{2026-10-04}") == work.git("rev-parse", "HEAD~1")
        for name in ("@{2026-10-02}", "HEAD~2", "main~9", work.git("rev-parse", "HEAD~2")):
            problem = refusal(repository, name)
            assert "this clone is shallow, it begins on 2026-10-03" in problem.message
            assert problem.hint == "git fetch --unshallow"


def test_a_repository_without_a_commit_says_so(repository: Repository) -> None:
    assert "no commit yet" in refusal(repository, "main").message
    assert "no commit yet" in refusal(repository, "@{2026-10-31}").message


# Surroundings


def test_a_folder_outside_of_any_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoRepository, match="lies in no git repository"):
        open_repository(tmp_path)


def test_without_git_there_is_a_hint(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    open_repository(work.folder)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitRefuses) as caught:
        open_repository(work.folder)
    assert "install git" in str(caught.value.hint)


def test_a_repository_of_somebody_else_is_refused_with_the_way_to_trust_it(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitRefuses, match="does not trust") as caught:
        open_repository(work.folder)
    assert "safe.directory" in str(caught.value.hint)


def test_no_program_that_a_repository_names_is_run(work: Work, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "gpg.program", "diff.external", "core.pager", "core.editor"):
        work.git("config", key, str(trap))
    work.git("config", "log.showSignature", "true")
    work.git("config", "core.hooksPath", str(tmp_path))
    work.write(".gitattributes", "* diff=x filter=x\n")
    work.git("config", "diff.x.textconv", str(trap))
    work.write("f", "1")
    work.git("-c", "core.fsmonitor=false", "add", "-A")
    work.git("-c", "core.fsmonitor=false", "commit", "-q", "-m", "x")
    work.git("config", "filter.x.smudge", str(trap))
    (tmp_path / "sprung").unlink(missing_ok=True)
    with closing(open_repository(work.folder)) as repository:
        repository.run("log", "--raw", "-c", "-1", id_at(repository, "main"), "--", "f")
        repository.content("HEAD:f")
        refusal(repository, "nope")
    assert not (tmp_path / "sprung").exists()


def test_an_alias_or_a_bad_setting_of_the_repository_is_no_defect(work: Work) -> None:
    three(work)
    (work.folder / ".git/config").write_text("[broken", encoding="utf-8")
    with pytest.raises(GitRefuses, match="git cannot read the repository"):
        open_repository(work.folder)


def test_a_folder_below_the_root_of_the_disk_is_refused_in_words() -> None:
    with pytest.raises(GitRefuses):
        open_repository(Path("/nonexistent-folder-of-a-test"))


def test_two_repositories_can_be_open_at_once(tmp_path: Path) -> None:
    one, other = new_repository(tmp_path / "one"), new_repository(tmp_path / "other")
    ids = [one.save("2026-10-01", {"f": "1"}), other.save("2026-10-02", {"f": "2"})]
    with (
        closing(open_repository(one.folder)) as first,
        closing(open_repository(other.folder)) as second,
    ):
        assert [id_at(first, "main"), id_at(second, "main")] == ids


def commit(repository: Repository, name: str) -> Commit:
    return commit_at(repository, name, lambda: "UTC")


def parted_at(repository: Repository, one: str, other: str) -> list[str]:
    found = merge_bases(repository, commit(repository, one), commit(repository, other))
    return sorted(each.id for each in found)


def test_two_histories_part_at_a_commit(work: Work, repository: Repository) -> None:
    first, second, third = three(work)
    work.git("checkout", "-q", "-b", "aside", second)
    aside = work.save("2026-10-06", {"g": "x"})
    assert parted_at(repository, aside, third) == [second]
    assert parted_at(repository, first, third) == [first]
    assert parted_at(repository, third, third) == [third]


def test_histories_that_were_merged_into_each_other_part_at_both(
    work: Work, repository: Repository
) -> None:
    _, second, third = three(work)
    work.git("checkout", "-q", "-b", "aside", second)
    aside = work.save("2026-10-06", {"g": "x"})
    at = "2026-10-07T12:00:00+00:00"
    work.git("merge", "-q", "--no-ff", "--no-edit", third, at=at)
    work.git("checkout", "-q", "main")
    work.git("merge", "-q", "--no-ff", "--no-edit", aside, at=at)
    assert parted_at(repository, "main", "aside") == sorted([aside, third])


def test_histories_that_share_nothing_part_nowhere(work: Work, repository: Repository) -> None:
    _, _, third = three(work)
    work.git("checkout", "-q", "--orphan", "other")
    other = work.save("2026-10-06", {"g": "x"})
    assert parted_at(repository, other, third) == []
