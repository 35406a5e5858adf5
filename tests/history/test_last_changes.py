"""Who changed each of many files last: one pass of git, and what git says of each file alone."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest

from opsctl.history.last_changes import LastChange, last_changes
from opsctl.history.repository import GitRefuses, _Commands, open_repository
from tests.history.repositories import Work, clone

A, B = "sops/a.md", "sops/b.md"
STRANGE = ("sops/a\nb.md", "sops/\"x' \t.md", "sops/\x01H:M", os.fsdecode(b"sops/\xff\xfe.md"))


def changes_of(
    work: Work, *paths: str, prefix: str = "", start: str = "HEAD"
) -> Mapping[str, LastChange]:
    with closing(open_repository(work.folder)) as repository:
        return last_changes(repository, start, prefix, paths)


def authors(work: Work, *paths: str) -> dict[str, str]:
    return {path: each.author for path, each in changes_of(work, *paths).items()}


def test_each_path_has_the_newest_commit_that_touched_it(work: Work) -> None:
    work.save("2026-10-01", {A: "1", B: "1"}, by="Lena")
    work.write(A, "2")
    second = work.commit("2026-10-09", by="Omar", author_at="2026-10-03")
    work.save("2026-10-10", {"other": "1"}, by="Nobody")
    found = changes_of(work, A, B)
    assert found[A] == LastChange(second, "Omar", 1791028800)
    assert found[B].author == "Lena"


def test_a_file_that_is_not_committed_has_none(work: Work) -> None:
    work.save("2026-10-01", {A: "1"})
    work.write(B, "1")
    assert list(changes_of(work, A, B)) == [A]


def test_where_nothing_is_committed_nothing_has_one(work: Work) -> None:
    work.write(A, "1")
    assert not changes_of(work, A)


def test_a_history_with_a_hole_is_refused(work: Work) -> None:
    first = work.save("2026-10-01", {A: "1"})
    work.save("2026-10-02", {"other": "1"})
    (work.folder / ".git/objects" / first[:2] / first[2:]).unlink()
    with pytest.raises(GitRefuses):
        changes_of(work, A)


def test_a_file_that_was_deleted_has_none_until_it_is_back(work: Work) -> None:
    work.save("2026-10-01", {A: "1", B: "1"})
    (work.folder / A).unlink()
    work.commit("2026-10-02", by="Deleter")
    assert authors(work, A, B) == {B: "Lena Vogt"}
    work.save("2026-10-03", {A: "1"}, by="Back")
    assert authors(work, A) == {A: "Back"}


def test_a_move_is_a_change_of_the_new_path(work: Work) -> None:
    work.save("2026-10-01", {A: "1"})
    work.git("mv", A, B)
    work.commit("2026-10-02", by="Mover")
    assert authors(work, A, B) == {B: "Mover"}


def test_a_change_on_a_branch_belongs_to_the_branch_and_not_to_the_merge(work: Work) -> None:
    work.save("2026-10-01", {A: "1", B: "1"})
    work.git("checkout", "-q", "-b", "side")
    work.save("2026-10-02", {A: "2"}, by="Side")
    work.git("checkout", "-q", "main")
    work.save("2026-10-03", {B: "2"}, by="Main")
    work.git("merge", "-q", "-m", "x", "side", at="2026-10-04T12:00:00+00:00", by="Merger")
    assert authors(work, A, B) == {A: "Side", B: "Main"}


def test_what_only_the_merge_made_belongs_to_the_merge(work: Work) -> None:
    work.save("2026-10-01", {A: "1", B: "1"})
    work.git("checkout", "-q", "-b", "side")
    work.save("2026-10-02", {A: "2"}, by="Side")
    work.git("checkout", "-q", "main")
    work.save("2026-10-03", {B: "2"}, by="Main")
    work.git("merge", "-q", "--no-commit", "side")
    work.write(A, "3")
    work.commit("2026-10-04", by="Merger")
    assert authors(work, A, B) == {A: "Merger", B: "Main"}


def test_a_change_that_a_merge_left_behind_does_not_count(work: Work) -> None:
    work.save("2026-10-01", {A: "1"}, by="First")
    work.git("checkout", "-q", "-b", "side")
    work.save("2026-10-03", {A: "2"}, by="Side")
    work.git("checkout", "-q", "main")
    work.save("2026-10-02", {"other": "2"}, by="Main")
    when = "2026-10-04T12:00:00+00:00"
    work.git("merge", "-q", "-s", "ours", "-m", "x", "side", at=when, by="Merger")
    assert authors(work, A) == {A: "First"}


def test_a_branch_that_went_forth_and_back_changed_nothing(work: Work) -> None:
    work.save("2026-10-01", {A: "1"}, by="First")
    work.git("checkout", "-q", "-b", "side")
    work.save("2026-10-02", {A: "2"}, by="Side")
    work.save("2026-10-03", {A: "1"}, by="Side")
    work.git("checkout", "-q", "main")
    work.save("2026-10-02", {"other": "2"}, by="Main")
    work.git("merge", "-q", "-m", "x", "side", at="2026-10-04T12:00:00+00:00", by="Merger")
    assert authors(work, A) == {A: "First"}


def test_paths_count_from_the_folder_that_is_asked_about(work: Work) -> None:
    work.save("2026-10-01", {f"shop/{A}": "1", A: "1"}, by="First")
    work.save("2026-10-02", {A: "2"}, by="Elsewhere")
    found = changes_of(work, A, prefix="shop")
    assert found[A].author == "First"


def test_the_pass_starts_where_it_is_asked_to(work: Work) -> None:
    for day in (1, 2, 3):
        work.save(f"2026-10-0{day}", {A: str(day)}, by=str(day))
    assert changes_of(work, A, start="HEAD~1")[A].author == "2"


@pytest.mark.parametrize("path", STRANGE)
def test_a_file_may_have_any_name(work: Work, path: str) -> None:
    work.save("2026-10-01", {A: "1"}, by="First")
    place = work.folder / path
    place.write_bytes(b"1")
    work.commit("2026-10-02", by="Second")
    assert authors(work, A, path) == {A: "First", path: "Second"}


def test_an_author_may_have_any_name(work: Work) -> None:
    names = {A: "A\x01b \x1b[31m", B: "A :100644 é “x”"}
    for path, name in names.items():
        work.save("2026-10-01", {path: "1"}, by=name)
    assert authors(work, A, B) == names


def test_settings_of_the_repository_make_no_difference(work: Work) -> None:
    work.save("2026-10-01", {A: "1"}, by="First")
    for setting in ("log.showRoot=false", "log.follow=true", "log.diffMerges=off"):
        work.git("config", *setting.split("="))
    assert authors(work, A) == {A: "First"}


def test_a_shallow_clone_says_where_it_cannot_see_who_made_a_file(work: Work) -> None:
    work.save("2026-10-01", {A: "1", B: "1"})
    work.save("2026-10-02", {"other": "1"})
    work.save("2026-10-03", {B: "2"})
    found = changes_of(clone(work, work.folder.parent / "shallow", "--depth=2"), A, B)
    assert {path: each.is_cut for path, each in found.items()} == {A: True, B: False}
    found = changes_of(clone(work, work.folder.parent / "whole", "--depth=9"), A, B)
    assert not any(each.is_cut for each in found.values())


# Many files, many commits


def test_one_pass_says_what_git_says_of_each_file_alone(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = _grow(work, seed=1)
    started = _started(monkeypatch)
    found = changes_of(work, *paths)
    assert [words[0] for words in started] == ["rev-parse", "log"]
    assert {path: each.commit for path, each in found.items()} == _one_by_one(work, paths)


def test_clocks_that_go_wrong_cost_a_second_pass_and_no_truth(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = _grow(work, seed=2, skew=40_000)
    started = _started(monkeypatch)
    found = changes_of(work, *paths)
    assert [words[0] for words in started] == ["rev-parse", "log", "log"]
    assert {path: each.commit for path, each in found.items()} == _one_by_one(work, paths)


def _started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Collect what git is started for."""
    commands: list[tuple[str, ...]] = []
    start = _Commands.start

    def watched(self: _Commands, *arguments: str, **more: Any) -> Any:
        commands.append(arguments)
        return start(self, *arguments, **more)

    monkeypatch.setattr(_Commands, "start", watched)
    return commands


def _grow(work: Work, seed: int, skew: int = 0) -> list[str]:
    """Make 50 procedures and 200 commits, with branches and merges; give the paths that are left.

    `skew` says how many seconds a clock may be wrong.
    """
    chance = random.Random(seed)
    trees: list[dict[str, str]] = []
    script: list[str] = []
    for number in range(200):
        parents = [chance.randrange(max(0, number - 4), number)] if number else []
        if number > 3 and chance.random() < 0.3:
            parents += [
                each for each in [chance.randrange(number - 3, number)] if each != parents[0]
            ]
        tree = _next_tree([trees[each] for each in parents], chance)
        trees.append(tree)
        seconds = 1_700_000_000 + number * 1000 + chance.randint(-skew, skew)
        script += _commit(number, seconds, parents, tree)
    done = subprocess.run(
        ["git", "-C", str(work.folder), "fast-import", "--quiet"],
        input="".join(script).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return sorted(trees[-1])


def _next_tree(parents: list[dict[str, str]], chance: random.Random) -> dict[str, str]:
    if not parents:
        return {f"sops/{number}.md": "0" for number in range(50)}
    paths = sorted({path for parent in parents for path in parent})
    tree = {path: text for path in paths if (text := chance.choice(parents).get(path)) is not None}
    if len(parents) == 1 or chance.random() < 0.2:
        changed = (f"sops/{chance.randrange(50)}.md" for _ in range(chance.randint(0, 2)))
        tree |= {path: str(chance.randint(0, 3)) for path in changed}
    return tree


def _commit(number: int, seconds: int, parents: list[int], tree: dict[str, str]) -> Iterator[str]:
    who = f"A <a@x> {seconds} +0000"
    yield f"commit refs/heads/main\nmark :{number + 1}\nauthor {who}\ncommitter {who}\ndata 0\n"
    for word, parent in zip(("from", "merge"), parents, strict=False):
        yield f"{word} :{parent + 1}\n"
    yield "deleteall\n"
    for path, text in tree.items():
        yield f"M 100644 inline {path}\ndata {len(text)}\n{text}\n"


def _one_by_one(work: Work, paths: list[str]) -> dict[str, str]:
    asked = ("log", "-1", "--topo-order", "--format=%H", "HEAD", "--")
    return {path: work.git(*asked, path) for path in paths}
