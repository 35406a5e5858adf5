"""How one file came to be what it is."""

from __future__ import annotations

from contextlib import closing

import pytest

from opsctl.history.file_history import FileHistory, file_history
from opsctl.history.repository import open_repository
from tests.history.repositories import Work, clone

OLD, NEW = "rocks/2026-Q3/page.yaml", "rocks/2026-Q4/page.yaml"
TEXT = "".join(f"line: {number}\n" for number in range(20))


def history_of(
    work: Work, path: str = NEW, at_most: int = 500, start: str = "HEAD", *former: str
) -> FileHistory:
    with closing(open_repository(work.folder)) as repository:
        return file_history(repository, start, path, at_most, former)


def main_line_of(work: Work, path: str = NEW) -> FileHistory:
    with closing(open_repository(work.folder)) as repository:
        return file_history(repository, "HEAD", path, main_line=True)


def facts(history: FileHistory) -> list[tuple[str, int, bool]]:
    """Name who changed the file, from how many versions, and whether to one that is there."""
    return [(each.author, len(each.before), each.after is not None) for each in history.changes]


def test_each_change_has_its_author_and_moment_the_oldest_first(work: Work) -> None:
    work.save("2026-10-01", {NEW: "1"}, by="Lena")
    work.save("2026-10-02", {"other": "1"}, by="Nobody")
    work.write(NEW, "2")
    work.commit("2026-10-09", by="Omar\tDíaz", author_at="2026-10-03")
    history = history_of(work)
    assert facts(history) == [("Lena", 0, True), ("Omar\tDíaz", 1, True)]
    assert [each.seconds for each in history.changes] == [1790856000, 1791028800]
    assert history.changes[1].before == (history.changes[0].after,)
    assert (history.is_complete, history.cut_off) == (True, None)


def test_a_file_that_git_does_not_know_has_no_history(work: Work) -> None:
    work.save("2026-10-01", {"other": "1"})
    assert history_of(work) == FileHistory(())


def test_a_path_is_taken_by_the_letter(work: Work) -> None:
    work.save("2026-10-01", {"rocks/a.yaml": "1", "rocks/*.yaml": "2"})
    work.save("2026-10-02", {"rocks/a.yaml": "2"})
    assert len(history_of(work, "rocks/*.yaml").changes) == 1
    assert not history_of(work, ":(glob)rocks/*").changes


def test_a_moved_file_is_followed_through_each_of_its_places(work: Work) -> None:
    work.save("2026-09-01", {"rocks/2026-Q3/first.yaml": TEXT})
    work.git("mv", "rocks/2026-Q3/first.yaml", OLD)
    work.commit("2026-09-02")
    work.save("2026-09-03", {OLD: f"{TEXT}more: 1\n"})
    (work.folder / "rocks/2026-Q4").mkdir(parents=True)
    work.git("mv", OLD, NEW)
    work.write(NEW, f"{TEXT}more: 2\n")
    work.commit("2026-10-01")
    history = history_of(work)
    assert [(each.path_before, each.path) for each in history.changes] == [
        ("rocks/2026-Q3/first.yaml", "rocks/2026-Q3/first.yaml"),
        ("rocks/2026-Q3/first.yaml", OLD),
        (OLD, OLD),
        (OLD, NEW),
    ]
    assert [len(each.before) for each in history.changes] == [0, 1, 1, 1]


def test_a_copy_is_no_move(work: Work) -> None:
    work.save("2026-09-01", {OLD: TEXT})
    work.save("2026-10-01", {NEW: TEXT})
    assert facts(history_of(work)) == [("Lena Vogt", 0, True)]


def test_a_file_that_was_deleted_and_came_back_keeps_both(work: Work) -> None:
    work.save("2026-10-01", {NEW: "1"})
    (work.folder / NEW).unlink()
    work.commit("2026-10-02")
    work.save("2026-10-03", {NEW: "1"})
    assert [each[1:] for each in facts(history_of(work))] == [(0, True), (1, False), (0, True)]


def test_work_on_two_branches_is_told_against_its_own_parents(work: Work) -> None:
    base = work.save("2026-10-01", {NEW: f"a\n{TEXT}b\n"})
    work.git("checkout", "-q", "-b", "side")
    work.save("2026-10-02", {NEW: f"A\n{TEXT}b\n"}, by="Side")
    work.git("checkout", "-q", "main")
    work.save("2026-10-03", {NEW: f"a\n{TEXT}B\n"}, by="Main")
    work.git("merge", "-q", "-m", "x", "side", at="2026-10-04T12:00:00+00:00", by="Merger")
    history = history_of(work)
    first = history.changes[0].after
    assert base
    named = {each.author: each for each in history.changes}
    assert (named["Side"].before, named["Main"].before) == ((first,), (first,))
    assert len(named["Merger"].before) == 2


def test_a_merge_that_takes_one_side_as_it_is_is_no_change(work: Work) -> None:
    work.save("2026-10-01", {NEW: "1"})
    work.git("checkout", "-q", "-b", "side")
    work.save("2026-10-02", {NEW: "2"}, by="Side")
    work.git("checkout", "-q", "main")
    work.save("2026-10-03", {"other": "2"}, by="Main")
    work.git("merge", "-q", "-m", "x", "side", at="2026-10-04T12:00:00+00:00", by="Merger")
    assert [each.author for each in history_of(work).changes] == ["Lena Vogt", "Side"]


def test_a_merge_of_three_branches_has_three_befores(work: Work) -> None:
    work.save("2026-10-01", {NEW: f"a\n{TEXT}b\n{TEXT}c\n"})
    for number, name in enumerate("abc"):
        work.git("checkout", "-q", "-b", f"side-{name}", "main")
        text = f"a\n{TEXT}b\n{TEXT}c\n".replace(f"{name}\n", f"{name.upper()}\n")
        work.save(f"2026-10-0{number + 2}", {NEW: text}, by=name)
    work.git("checkout", "-q", "side-a")
    work.git("merge", "-q", "-m", "x", "side-b", "side-c", at="2026-10-09T12:00:00+00:00", by="m")
    merged = {each.author: each for each in history_of(work).changes}["m"]
    assert len(merged.before) == 3


@pytest.mark.parametrize(("at_most", "kept", "is_complete"), [(3, 3, False), (5, 5, True)])
def test_only_the_newest_are_kept_and_that_is_known(
    work: Work, at_most: int, kept: int, is_complete: bool
) -> None:
    for day in range(1, 6):
        work.save(f"2026-10-0{day}", {NEW: str(day)})
    history = history_of(work, at_most=at_most)
    assert (len(history.changes), history.is_complete) == (kept, is_complete)
    assert history.changes[-1].seconds == 1791201600


def test_a_shallow_clone_knows_that_its_first_commit_did_not_make_the_file(work: Work) -> None:
    for day in range(1, 4):
        work.save(f"2026-10-0{day}", {NEW: str(day)})
    history = history_of(clone(work, work.folder.parent / "shallow", "--depth=2"))
    assert [len(each.before) for each in history.changes] == [0, 1]
    assert history.cut_off == history.changes[0].commit
    whole = history_of(clone(work, work.folder.parent / "whole", "--depth=9"))
    assert whole.cut_off is None


def test_history_starts_where_it_is_asked_to(work: Work) -> None:
    for day in range(1, 4):
        work.save(f"2026-10-0{day}", {NEW: str(day)})
    assert len(history_of(work, start="HEAD~1").changes) == 2


def test_an_author_with_any_name_is_read(work: Work) -> None:
    names = ["é “x”", "A\x01b", "A :100644 x", "A\x1b[31m"]
    for number, name in enumerate(names, start=1):
        work.save(f"2026-10-0{number}", {NEW: str(number)}, by=name)
    assert [each.author for each in history_of(work).changes] == names


def test_a_file_that_git_takes_for_new_goes_on_at_the_path_that_it_had(work: Work) -> None:
    work.save("2026-09-01", {OLD: "one\n" * 9})
    work.git("rm", "-q", OLD)
    work.save("2026-10-01", {NEW: "quite another text\n" * 9})
    assert len(history_of(work).changes) == 1
    history = history_of(work, NEW, 500, "HEAD", "nowhere", NEW, "../out", "a\nb", OLD)
    assert [(each.path_before, each.path) for each in history.changes] == [(OLD, OLD), (OLD, NEW)]
    assert history.changes[1].before == (history.changes[0].after,)


def test_the_first_commit_of_all_has_nothing_before_it_at_any_path(work: Work) -> None:
    work.save("2026-09-01", {OLD: "1", NEW: "2"})
    assert facts(history_of(work, NEW, 500, "HEAD", OLD)) == [("Lena Vogt", 0, True)]


def test_on_the_main_line_the_merge_is_what_brought_a_change(work: Work) -> None:
    work.save("2026-10-01", {OLD: TEXT})
    work.git("checkout", "-q", "-b", "side")
    (work.folder / "rocks/2026-Q4").mkdir(parents=True)
    work.git("mv", OLD, NEW)
    work.commit("2026-10-02", by="Side")
    work.save("2026-10-03", {NEW: f"{TEXT}more: 1\n"}, by="Side")
    work.git("checkout", "-q", "main")
    when = "2026-10-09T12:00:00+00:00"
    work.git("merge", "-q", "--no-ff", "-m", "x", "side", at=when, by="Merger")
    history = main_line_of(work)
    assert facts(history) == [("Lena Vogt", 0, True), ("Merger", 1, True)]
    assert [(each.path_before, each.path) for each in history.changes] == [(OLD, OLD), (OLD, NEW)]
    assert history.changes[1].committed == 1791547200


def test_a_change_that_a_merge_left_behind_was_never_on_the_main_line(work: Work) -> None:
    work.save("2026-10-01", {NEW: "1"})
    work.git("checkout", "-q", "-b", "side")
    work.save("2026-10-02", {NEW: "2"}, by="Side")
    work.git("checkout", "-q", "main")
    work.git("merge", "-q", "-s", "ours", "-m", "x", "side", at="2026-10-03T12:00:00+00:00")
    assert facts(main_line_of(work)) == [("Lena Vogt", 0, True)]


def test_when_a_change_was_committed_is_another_moment_than_when_it_was_written(work: Work) -> None:
    work.write(NEW, "1")
    work.commit("2026-10-09", author_at="2026-10-03")
    (change,) = history_of(work).changes
    assert (change.seconds, change.committed) == (1791028800, 1791547200)
