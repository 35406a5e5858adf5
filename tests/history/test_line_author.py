"""Who wrote a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from opsctl.history.line_author import LineAuthor, author_of_line
from opsctl.history.repository import open_repository
from opsctl.history.revision import HEAD
from tests.history.repositories import Work, clone, new_repository

FILE = "scorecards/shop/orders.yaml"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    work = new_repository(tmp_path / "acme")
    work.write(FILE, "title: Orders\nowner: leo\ngoal: at least 5\n")
    work.commit("2026-10-01", by="Leo Brandt")
    work.write(FILE, "title: Orders\nowner: leo\ngoal: at least 3\n")
    work.commit("2026-11-02", by="Maya Okafor")
    return work


def author(work: Work, line: int, start: str = HEAD, path: str = FILE) -> LineAuthor | None:
    repository = open_repository(work.folder)
    try:
        content = (work.folder / path).read_bytes()
        return author_of_line(repository, start, path, line, content)
    finally:
        repository.close()


def name(work: Work, line: int, start: str = HEAD) -> str | None:
    found = author(work, line, start)
    return found.name if found else None


def test_each_line_has_its_own_author(work: Work) -> None:
    assert (name(work, 1), name(work, 3)) == ("Leo Brandt", "Maya Okafor")


def test_a_line_that_only_moved_in_the_folder_keeps_its_author(work: Work) -> None:
    work.write(FILE, "# ours\r\ntitle: Orders\r\nowner: leo\r\ngoal: at least 3\r\n")
    assert (name(work, 1), name(work, 4)) == (None, "Maya Okafor")


def test_a_line_that_is_not_committed_has_none(work: Work) -> None:
    work.write(FILE, "title: Orders\nowner: leo\ngoal: at least 2\n")
    assert name(work, 3) is None


def test_a_file_that_is_not_committed_has_none(work: Work) -> None:
    work.write("new.yaml", "title: New\n")
    assert author(work, 1, path="new.yaml") is None


def test_the_line_of_an_earlier_revision_is_asked_for_there(work: Work) -> None:
    work.git("checkout", "-q", "HEAD~1")
    assert name(work, 3, "HEAD") == "Leo Brandt"


def test_a_shallow_clone_does_not_know_the_first_author(work: Work, tmp_path: Path) -> None:
    work.write("other.txt", "later")
    work.commit("2026-11-09", by="Ana")
    cut = clone(work, tmp_path / "cut", "--depth", "1")
    found = author(cut, 3)
    assert found is not None
    assert found.is_cut


def test_no_program_of_the_repository_is_run(work: Work, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    work.git("config", "filter.evil.clean", f"touch {ran}; cat")
    work.git("config", "diff.evil.textconv", f"touch {ran}; cat")
    work.write(".gitattributes", "*.yaml filter=evil diff=evil\n")
    work.write(FILE, "title: Orders\nowner: leo\ngoal: at least 3\nunit: number\n")
    assert name(work, 3) == "Maya Okafor"
    assert not ran.exists()
