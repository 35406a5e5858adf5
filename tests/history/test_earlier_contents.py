"""What many files held earlier, by few passes of git."""

from __future__ import annotations

from contextlib import closing

from opsctl.history.earlier_contents import earlier_contents
from opsctl.history.repository import Content, open_repository
from tests.history.repositories import Work

LONG = "".join(f"line {at}\n" for at in range(20))


def held(work: Work, *paths: str, start: str = "HEAD") -> list[tuple[str, str]]:
    with closing(open_repository(work.folder)) as repository:
        found = []
        for path, id in earlier_contents(repository, start, paths):
            content = repository.content(id)
            assert isinstance(content, Content)
            found.append((path, content.content.decode("utf-8").splitlines()[-1]))
        return found


def test_the_newest_come_first_for_each_path(work: Work) -> None:
    work.save("2026-10-01", {"a": "a1", "b": "b1", "c": "c1"})
    work.save("2026-10-02", {"a": "a2"})
    work.save("2026-10-03", {"b": "b2"})
    assert held(work, "a", "b") == [("b", "b2"), ("a", "a2"), ("a", "a1"), ("b", "b1")]
    assert held(work, "a", start="HEAD~2") == [("a", "a1")]
    assert held(work, "none") == []


def test_a_file_that_moved_twice_had_its_contents_before_that_too(work: Work) -> None:
    work.save("2026-10-01", {"a": f"{LONG}1", "other": "x"})
    work.git("mv", "a", "b")
    work.save("2026-10-02", {"b": f"{LONG}2"})
    work.git("mv", "b", "c d\ne")
    work.save("2026-10-03", {"c d\ne": f"{LONG}3"})
    assert [text for _, text in held(work, "c d\ne")] == ["3", "2", "1"]
    assert {path for path, _ in held(work, "c d\ne")} == {"c d\ne"}


def test_files_that_swapped_their_names_end(work: Work) -> None:
    work.save("2026-10-01", {"a": f"{LONG}1"})
    for old, new in (("a", "b"), ("b", "a")):
        work.git("mv", old, new)
        work.save("2026-10-02", {})
    assert {text for _, text in held(work, "a")} == {"1"}


def test_what_a_merge_itself_wrote_and_what_lies_on_both_sides(work: Work) -> None:
    work.save("2026-10-01", {"a": "1"})
    work.git("checkout", "-q", "-b", "aside")
    work.save("2026-10-02", {"a": "2"})
    work.git("checkout", "-q", "main")
    work.save("2026-10-03", {"a": "3"})
    work.git("merge", "-q", "--no-commit", "-s", "ours", "aside")
    work.save("2026-10-04", {"a": "4"})
    assert [text for _, text in held(work, "a")] == ["4", "3", "2", "1"]


def test_a_deleted_file_had_its_contents(work: Work) -> None:
    work.save("2026-10-01", {"a": "1"})
    (work.folder / "a").unlink()
    work.commit("2026-10-02")
    work.save("2026-10-03", {"a": "2"})
    assert [text for _, text in held(work, "a")] == ["2", "1"]


def test_more_files_than_one_pass_takes(work: Work) -> None:
    files = {f"f{at}": f"{at}" for at in range(1100)}
    work.save("2026-10-01", files)
    assert sorted(held(work, *files)) == sorted(files.items())
