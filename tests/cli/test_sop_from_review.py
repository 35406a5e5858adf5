"""`opsctl sop approve --from-review`: reviews of a pull request as approvals, in real histories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DAY, Result, run_opsctl
from tests.history.repositories import Work, clone, new_repository

PAGE = "sops/care/returns.md"
OTHER = "sops/care/reply.md"
MAYA = "approvals/care/returns/1.3.0--maya.yaml"
OMAR = "approvals/care/returns/1.3.0--omar.yaml"
TEXT = """\
---
title: Process a return
owner: ana
version: "1.2.0"
status: approved
---
# Process a return

1. Find the order
"""
REVISED = TEXT.replace("Find the order", "Find the order by its number").replace("1.2.0", "1.3.0")
SETTINGS = """\
format: 1
company: Acme
timezone: Asia/Manila
approvals:
  standard: {roles: {approver: 2}}
"""
PEOPLE = """\
maya: {name: Maya Okafor, handle: Maya-Ok}
omar: {name: Omar Haddad, handle: omar-h}
ana: {name: Ana Reyes, handle: ana-r}
dan: {name: Dan Frost, handle: dan-f, left: 2026-08-14}
"""
LATE = "2026-11-19T20:30:00Z"  # which is the 20th in Manila


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Make a repository with a branch that revises one of two procedures."""
    work = new_repository(tmp_path / "acme")
    reply = TEXT.replace("Process a return", "Reply to a customer")
    files = {"opsctl.yaml": SETTINGS, "people.yaml": PEOPLE, PAGE: TEXT, OTHER: reply}
    work.save("2026-11-01", files)
    work.git("switch", "-q", "-c", "revise")
    work.save("2026-11-18", {PAGE: REVISED})
    return work


def review(login: str, commit: str, state: str = "APPROVED", at: str = LATE) -> dict[str, Any]:
    return {
        "user": {"login": login, "type": "User"},
        "state": state,
        "commit_id": commit,
        "submitted_at": at,
        "body": "as: quality\n\x1b[2J",
    }


def approve(work: Work, data: Any, *words: str) -> Result:
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    given = ("sop", "approve", "--from-review", "-", *words, "--as-of", DAY)
    return run_opsctl(*given, cwd=work.folder, stdin=content)


def head(work: Work) -> str:
    return work.git("rev-parse", "HEAD")


def written(work: Work) -> list[str]:
    place = work.folder / "approvals"
    return sorted(each.relative_to(work.folder).as_posix() for each in place.rglob("*.yaml"))


# What becomes an approval


def test_reviews_of_the_newest_commit_become_approvals(work: Work) -> None:
    done = approve(
        work, [review("maya-ok", head(work)), review("OMAR-H", head(work))], "--base", "main"
    )
    assert done == Result(
        0,
        f"2 approvals written: {MAYA}, {OMAR}  → opsctl check\n"
        "care/returns 1.3.0: no approval is missing\n",
        "",
    )
    date, role, digest = (work.folder / MAYA).read_text(encoding="utf-8").splitlines()
    assert (date, role) == ("date: 2026-11-20", "as: approver")
    shown = run_opsctl("sop", "show", "returns", "-o", "json", cwd=work.folder)
    approvals = json.loads(shown.out)["approvals"]
    assert [each["same_text"] for each in approvals] == [True, True]
    assert digest == f"digest: {approvals[0]['digest']}"


def test_taking_them_again_adds_nothing(work: Work) -> None:
    data = [review("maya-ok", head(work))]
    assert written(work) == []
    approve(work, data, "--base", "main")
    before = (work.folder / MAYA).read_bytes()
    done = approve(work, data, "--base", "main")
    missing = "care/returns 1.3.0: missing: 1 more as approver\n"
    assert done == Result(0, f"Nothing to add.\n{missing}", "")
    assert (written(work), (work.folder / MAYA).read_bytes()) == ([MAYA], before)


def test_a_commit_of_the_approvals_does_not_make_reviews_older(work: Work) -> None:
    reviewed = head(work)
    approve(work, [review("maya-ok", reviewed)], "--base", "main")
    work.commit("2026-11-20")
    data = [review("maya-ok", reviewed), review("omar-h", reviewed)]
    done = approve(work, data, "--base", "main", "--head", reviewed)
    assert (done.code, written(work)) == (0, [MAYA, OMAR])


def test_a_dry_run_shows_and_writes_nothing(work: Work) -> None:
    done = approve(work, [review("maya-ok", head(work))], "--base", "main", "--dry-run")
    assert f"+++ {MAYA}\n" in done.out
    assert "nothing was written (--dry-run)\n" in done.err
    assert written(work) == []


def test_a_file_is_read_and_named_procedures_are_approved(work: Work) -> None:
    data = json.dumps([review("maya-ok", head(work))])
    work.write("../reviews.json", data)
    words = ("sop", "approve", "reply", PAGE, "returns", "--from-review", "../reviews.json")
    done = run_opsctl(*words, "--as", "approver", cwd=work.folder)
    assert done.code == 0
    assert written(work) == ["approvals/care/reply/1.2.0--maya.yaml", MAYA]


@pytest.mark.parametrize(
    ("base", "expected"), [("main", [MAYA]), ("revise", []), ("revise~1", [MAYA])]
)
def test_only_what_the_change_is_about_is_approved(
    work: Work, base: str, expected: list[str]
) -> None:
    """What others changed on the base since is none of this change's business."""
    work.git("switch", "-q", "main")
    work.save("2026-11-19", {OTHER: TEXT.replace("Find", "Look for")})
    work.git("switch", "-q", "revise")
    done = approve(work, [review("maya-ok", head(work))], "--base", base)
    assert (done.code, written(work)) == (0, expected)


def test_the_shape_of_gitlab_counts_by_its_time(work: Work) -> None:
    committed = int(work.git("show", "-s", "--format=%ct", "HEAD"))
    assert committed == 1795003200  # 2026-11-18 12:00 in UTC
    approved_by = [
        {"user": {"username": "maya-ok"}, "approved_at": "2026-11-18T12:00:00Z"},
        {"user": {"username": "omar-h"}, "approved_at": "2026-11-18T11:59:59Z"},
        {"user": {"username": "ana-r"}},
    ]
    done = approve(work, {"approved_by": approved_by, "sha": head(work)}, "--base", "main")
    assert written(work) == [MAYA]
    assert done.err == (
        "`ana-r` approved, but the data does not say when\n"
        "`omar-h` approved before the last commit was made\n"
    )


# What does not


def test_what_was_passed_over_is_told_in_a_sentence_each(work: Work) -> None:
    old = work.git("rev-parse", "HEAD~1")
    data = [
        review("maya-ok", old),
        review("omar-h", head(work), "CHANGES_REQUESTED"),
        review("dan-f", head(work)),
        review("ana-r", head(work)),
        review("zoe\x1b[2J", head(work)),
        review("dependabot[bot]", head(work)),
        {**review("x", head(work)), "user": None},
    ]
    done = approve(work, data, "--base", "main")
    assert (done.code, written(work)) == (0, [])
    assert done.out == "Nothing to add.\ncare/returns 1.3.0: missing: 2 as approver\n"
    assert done.err.splitlines() == [
        "a review is by an account that is gone",
        "`dependabot[bot]` is a bot, and bots approve nothing",
        f"`maya-ok` approved {old[:7]}, which is not the commit asked about",
        "`omar-h` asks for changes",
        "`zoe\\x1b[2J` is nobody's `handle` in people.yaml",
        "`ana` answers for care/returns, and an owner's own approval does not count",
        "`dan` left on 2026-08-14, so this would not count",
    ]


def test_a_branch_cannot_bring_its_own_approvers(work: Work) -> None:
    work.save(
        "2026-11-19",
        {
            "people.yaml": PEOPLE + "eve: {name: Eve, handle: eve}\n",
            "opsctl.yaml": SETTINGS.replace("approver: 2", "approver: 1"),
        },
    )
    data = [review("eve", head(work)), review("maya-ok", head(work))]
    done = approve(work, data, "--base", "main")
    assert "`eve` is nobody's `handle` in people.yaml\n" in done.err
    assert "care/returns 1.3.0: missing: 1 more as approver\n" in done.out
    assert written(work) == [MAYA]


def test_a_branch_cannot_do_away_with_the_policy(work: Work) -> None:
    work.save("2026-11-19", {"opsctl.yaml": "format: 1\ncompany: Acme\n"})
    done = approve(work, [review("maya-ok", head(work))], "--base", "main")
    assert "care/returns 1.3.0: missing: 1 more as approver\n" in done.out


def test_a_version_that_is_approved_for_another_text_stays(work: Work) -> None:
    approve(work, [review("maya-ok", head(work))], "--base", "main")
    work.save("2026-11-20", {PAGE: REVISED.replace("Find", "Look for")})
    before = (work.folder / MAYA).read_bytes()
    done = approve(work, [review("maya-ok", head(work))], "--base", "main")
    assert "`maya` has approved another text as version 1.3.0" in done.err
    assert (work.folder / MAYA).read_bytes() == before


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_drafts_and_retired_ones_of_a_change_are_passed_over(work: Work, status: str) -> None:
    work.save("2026-11-19", {PAGE: REVISED.replace("approved", status)})
    done = approve(work, [review("maya-ok", head(work))], "--base", "main")
    assert (done.code, done.out, written(work)) == (0, "Nothing to add.\n", [])
    assert f"care/returns is {'a ' if status == 'draft' else ''}{status}" in done.err


def test_procedures_that_need_no_approval_are_left_alone(work: Work) -> None:
    work.git("switch", "-q", "main")
    work.save("2026-11-19", {"opsctl.yaml": "format: 1\ncompany: Acme\n"})
    work.git("switch", "-q", "revise")
    done = approve(work, [review("maya-ok", head(work))], "--base", "main")
    assert done == Result(0, "Nothing to add.\n", "")


# What is refused


def test_another_text_than_the_reviewed_one_is_not_approved(work: Work) -> None:
    work.write(PAGE, REVISED.replace("Find", "Look for"))
    done = approve(work, [review("maya-ok", head(work))], "--base", "main")
    assert (done.code, done.out) == (2, "")
    assert f"{PAGE} says something else here than at HEAD" in done.err
    assert written(work) == []


def test_a_text_that_only_looks_otherwise_is_approved(work: Work) -> None:
    work.write(PAGE, REVISED.replace("\n", "\r\n").replace('"1.3.0"', '"9.9.9"'))
    approve(work, [review("maya-ok", head(work))], "--base", "main")
    assert written(work) == [MAYA]


def test_a_merge_that_was_made_for_checks_is_not_what_was_reviewed(work: Work) -> None:
    reviewed = head(work)
    work.git("switch", "-q", "-c", "checks", "main")
    work.git("merge", "-q", "--no-ff", "-m", "merge", "revise", at="2026-11-19T12:00:00+00:00")
    for data in (
        [review("maya-ok", reviewed)],
        {"review": review("maya-ok", reviewed), "pull_request": {"head": {"sha": reviewed}}},
    ):
        done = approve(work, data, "--base", "main")
        assert (done.code, f"add --head {reviewed}" in done.err) == (2, True)
    assert approve(work, data, "--base", "main", "--head", reviewed).code == 0
    assert written(work) == [MAYA]


def test_in_a_shallow_clone_it_is_told_how_to_get_the_rest(work: Work, tmp_path: Path) -> None:
    small = clone(work, tmp_path / "small", "--depth", "1", "--no-single-branch")
    done = approve(small, [review("maya-ok", head(small))], "--base", "origin/main")
    assert done.code == 2
    assert "origin/main and HEAD share no history here" in done.err
    assert "git fetch --unshallow" in done.err


@pytest.mark.parametrize(
    ("data", "words", "said"),
    [
        ([], (), "nobody said which procedures were reviewed"),
        ([], ("gone",), "there is no procedure `gone`"),
        ([], ("--base", "nowhere"), "there is no revision `nowhere` here"),
        ([], ("--base", "main", "--head", "nowhere"), "there is no revision `nowhere` here"),
        ([], ("--base", "main", "--note", "x"), "--note is for your own approval"),
        ({"message": "Not Found"}, ("--base", "main"), "stdin holds no reviews"),
        (b"", ("--base", "main"), "stdin holds no reviews: it is empty"),
        (b" " * (5 * 1024 * 1024 + 1), ("--base", "main"), "(5 MB)"),
    ],
)
def test_what_makes_no_sense_is_refused(
    work: Work, data: Any, words: tuple[str, ...], said: str
) -> None:
    done = approve(work, data, *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert written(work) == []


def test_a_base_whose_people_cannot_be_read_decides_nothing(work: Work) -> None:
    work.git("switch", "-q", "main")
    work.save("2026-11-19", {"people.yaml": "maya: [\n"})
    work.git("switch", "-q", "revise")
    done = approve(work, [review("maya-ok", head(work))], "--base", "main")
    assert (done.code, "people.yaml of main cannot be read" in done.err) == (2, True)


def test_outside_of_git_there_is_no_review(tmp_path: Path) -> None:
    (tmp_path / "opsctl.yaml").write_text(SETTINGS, encoding="utf-8")
    done = run_opsctl("sop", "approve", "--from-review", "-", cwd=tmp_path, stdin=b"[]")
    assert (done.code, "lies in no git repository" in done.err) == (2, True)
