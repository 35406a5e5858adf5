"""What a change is compared with where nobody says it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from opsctl.history.default_branch import default_base
from opsctl.history.repository import open_repository
from tests.history.repositories import Work, clone


def base(work: Work) -> str:
    with closing(open_repository(work.folder)) as repository:
        return default_base(repository)


def test_without_a_commit_it_is_head(work: Work) -> None:
    assert base(work) == "HEAD"


@pytest.mark.parametrize("name", ["main", "master"])
def test_on_a_branch_it_is_the_default_one_and_on_that_one_head(work: Work, name: str) -> None:
    work.git("symbolic-ref", "HEAD", f"refs/heads/{name}")
    work.save("2026-10-01", {"f": "1"})
    assert base(work) == "HEAD"
    work.git("checkout", "-q", "-b", "wording")
    assert base(work) == name
    work.git("checkout", "-q", "--detach")
    assert base(work) == name


def test_a_branch_of_another_name_only_is_head(work: Work) -> None:
    work.git("checkout", "-q", "-b", "trunk")
    work.save("2026-10-01", {"f": "1"})
    work.git("checkout", "-q", "-b", "wording")
    assert base(work) == "HEAD"


def test_the_remote_says_which_branch_it_is(work: Work, tmp_path: Path) -> None:
    work.git("checkout", "-q", "-b", "trunk")
    work.save("2026-10-01", {"f": "1"})
    work.git("branch", "main")
    mine = clone(work, tmp_path / "mine")
    assert base(mine) == "HEAD"
    mine.git("checkout", "-q", "-b", "wording")
    assert base(mine) == "origin/trunk"
    mine.git("remote", "set-head", "origin", "--delete")
    assert base(mine) == "origin/main"


def test_main_goes_before_master_and_the_remote_one_first(work: Work, tmp_path: Path) -> None:
    work.save("2026-10-01", {"f": "1"})
    work.git("branch", "master")
    mine = clone(work, tmp_path / "mine")
    mine.git("remote", "set-head", "origin", "--delete")
    mine.git("checkout", "-q", "-b", "wording")
    assert base(mine) == "origin/main"
    mine.git("update-ref", "-d", "refs/remotes/origin/main")
    assert base(mine) == "main"
    mine.git("branch", "-D", "main")
    assert base(mine) == "origin/master"
    mine.git("update-ref", "-d", "refs/remotes/origin/master")
    assert base(mine) == "HEAD"
