"""The files of a revision: what a tree of git hands out, and that nothing leads out of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from opsctl.history.repository import Repository, open_repository
from opsctl.history.revision import Commit, commit_at
from opsctl.history.tree import RevisionTree, revision_tree, workspaces_above
from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.tree import Entry, FolderTree, Kind
from tests.history.repositories import Work, clone, new_repository

PAGE = "rocks/2026-Q4/page.yaml"
DAY = "2026-10-05"


@contextmanager
def tree_of(folder: Path, rev: str = "HEAD") -> Iterator[RevisionTree]:
    with closing(open_repository(folder)) as repository:
        yield revision_tree(repository, commit_of(repository, rev), repository.prefix)


def commit_of(repository: Repository, rev: str) -> Commit:
    return commit_at(repository, rev, lambda: "UTC")


def link(work: Work, path: str, target: str) -> None:
    place = work.folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


def kind_of(work: Work, path: str, folder: str = "") -> Kind | None:
    work.commit(DAY)
    with tree_of(work.folder / folder) as tree:
        entry = tree.entry(path)
        return entry.kind if entry else None


# Entries


def test_a_file_has_its_size_and_its_bytes(work: Work) -> None:
    content = "é\r\n".encode() + b"\xff\0"
    work.write("people.yaml", content)
    work.commit(DAY)
    with tree_of(work.folder) as tree:
        assert tree.entry("people.yaml") == Entry("people.yaml", Kind.FILE, 6)
        assert tree.read("people.yaml") == content


def test_an_empty_file_is_read(work: Work) -> None:
    work.save(DAY, {"a.yaml": "", "b.yaml": "x"})
    with tree_of(work.folder) as tree:
        assert [tree.read("a.yaml"), tree.read("b.yaml")] == [b"", b"x"]


def test_a_folder_is_a_folder(work: Work) -> None:
    work.save(DAY, {PAGE: "x"})
    with tree_of(work.folder) as tree:
        assert tree.entry("rocks/2026-Q4") == Entry("rocks/2026-Q4", Kind.FOLDER)


@pytest.mark.parametrize(
    "path", ["", "..", "../x", "rocks/..", "rocks//x", "/etc/hosts", "rocks/", "a\0b", f"{PAGE}/x"]
)
def test_where_nothing_is_there_is_no_entry(work: Work, path: str) -> None:
    work.write(PAGE, "x")
    assert kind_of(work, path) is None


def test_a_file_that_is_not_there_is_refused(work: Work) -> None:
    work.save(DAY, {PAGE: "x"})
    with (
        tree_of(work.folder) as tree,
        pytest.raises(SurroundingsRefuse, match=r"cannot read teams\.yaml"),
    ):
        tree.read("teams.yaml")


def test_an_executable_file_is_a_file(work: Work) -> None:
    work.write(PAGE, "x")
    (work.folder / PAGE).chmod(0o755)
    assert kind_of(work, PAGE) is Kind.FILE


def test_the_work_tree_does_not_matter(work: Work) -> None:
    work.save(DAY, {PAGE: "old", "gone.yaml": "still there"})
    work.write(PAGE, "new")
    work.write("more.yaml", "new")
    (work.folder / "gone.yaml").unlink()
    work.git("add", "more.yaml")
    with tree_of(work.folder) as tree:
        assert tree.read(PAGE) == b"old"
        assert tree.read("gone.yaml") == b"still there"
        assert tree.entry("more.yaml") is None


# Links


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("page.yaml", Kind.FILE),
        ("./page.yaml", Kind.FILE),
        ("../2026-Q4/page.yaml", Kind.FILE),
        ("missing/../page.yaml", Kind.FILE),
        ("../../opsctl.yaml", Kind.FILE),
        ("gone.yaml", Kind.LINK_BROKEN),
        ("same.yaml", Kind.LINK_BROKEN),
        ("page.yaml/below", Kind.LINK_BROKEN),
        ("../../rocks", Kind.LINK_FOLDER),
        ("../..", Kind.LINK_FOLDER),
        ("../../../secret.txt", Kind.LINK_OUTSIDE),
        ("../../../../..", Kind.LINK_OUTSIDE),
        ("/etc/hosts", Kind.LINK_OUTSIDE),
        ("../../../company-b/x.yaml", Kind.LINK_OUTSIDE),
        ("../../../company/opsctl.yaml", Kind.FILE),
    ],
)
def test_a_link_is_judged_by_where_it_leads(work: Work, target: str, kind: Kind) -> None:
    work.write("secret.txt", "outside")
    work.write("company-b/x.yaml", "outside")
    work.write("company/opsctl.yaml", "format: 1\n")
    work.write(f"company/{PAGE}", "title: Page\n")
    link(work, "company/rocks/2026-Q4/same.yaml", target)
    assert kind_of(work, "rocks/2026-Q4/same.yaml", "company") is kind


def test_a_link_has_the_size_and_the_bytes_of_what_it_leads_to(work: Work) -> None:
    work.write(PAGE, "title: Page\n")
    link(work, "first.yaml", "folder/page.yaml")
    link(work, "folder", "rocks/2026-Q4")
    work.commit(DAY)
    with tree_of(work.folder) as tree:
        assert tree.entry("first.yaml") == Entry("first.yaml", Kind.FILE, 12)
        assert tree.read("first.yaml") == b"title: Page\n"
        assert tree.entry("folder/page.yaml") is None


def test_links_in_a_circle_are_broken(work: Work) -> None:
    link(work, "a.yaml", "b.yaml")
    link(work, "b.yaml", "a.yaml")
    assert kind_of(work, "a.yaml") is Kind.LINK_BROKEN


def test_a_link_with_a_huge_target_leads_outside(work: Work) -> None:
    work.write("target", "x/" * 5000)
    id = work.git("hash-object", "-w", "target")
    work.git("update-index", "--add", "--cacheinfo", f"120000,{id},a.yaml")
    work.git("commit", "-q", "-m", "x")
    with tree_of(work.folder) as tree:
        entry = tree.entry("a.yaml")
        assert entry is not None
        assert entry.kind is Kind.LINK_OUTSIDE


def test_a_submodule_is_neither_a_file_nor_a_folder(work: Work) -> None:
    id = work.save(DAY, {PAGE: "x"})
    work.git("update-index", "--add", "--cacheinfo", f"160000,{id},rocks/theirs")
    work.git("commit", "-q", "-m", "x")
    with tree_of(work.folder) as tree:
        assert [entry.kind for entry in tree.walk("rocks")] == [Kind.FILE, Kind.SPECIAL]


# Walking


def test_a_walk_is_the_same_as_that_of_the_folder(work: Work) -> None:
    for name in ("b.yaml", "a/z/c.yaml", "a/b.yaml", "a-1.yaml", "B.yaml", ".github/x", "a.yaml/x"):
        work.write(f"rocks/{name}", name)
    for name in ("a\nb.yaml", "a\\b.yaml", " .yaml", "\x1b[31m.yaml", "tab\t.yaml", "“x”.yaml"):
        work.write(f"rocks/{name}", name)
    work.write(os.fsdecode(b"rocks/caf\xe9.yaml"), "x")
    work.write("rocks/partner/opsctl.yaml", "format: 1\n")
    work.write("rocks/partner/rocks/2026-Q4/theirs.yaml", "x")
    link(work, "rocks/other/opsctl.yaml", "gone")
    work.write("rocks/other/theirs.yaml", "x")
    work.write("rocks/third/opsctl.yaml/strange", "x")
    link(work, "rocks/folder", "a")
    link(work, "rocks/broken", "gone")
    link(work, "rocks/same.yaml", "b.yaml")
    work.commit(DAY)
    folder = FolderTree(work.folder)
    with tree_of(work.folder) as tree:
        for start in ("rocks", "rocks/a", "rocks/b.yaml", "rocks/folder", "gone", "rocks/partner"):
            assert list(tree.walk(start)) == list(folder.walk(start))
        for entry in tree.walk("rocks"):
            if entry.kind is Kind.FILE:
                assert tree.read(entry.path) == folder.read(entry.path)


@pytest.mark.parametrize("prefix", ["company", "a b/[c]", "*", ":x", "$HOME", "a\nb", "~", "-x"])
def test_a_folder_of_a_repository_is_a_tree_of_its_own(work: Work, prefix: str) -> None:
    work.write("opsctl.yaml", "format: 1\n")
    work.write("rocks/not-mine.yaml", "x")
    work.write(f"{prefix}/opsctl.yaml", "format: 1\n")
    work.write(f"{prefix}/{PAGE}", "x")
    work.commit(DAY)
    with tree_of(work.folder / prefix) as tree:
        assert tree.prefix == prefix
        assert [entry.path for entry in tree.walk("rocks")] == [PAGE]


def test_a_folder_whose_name_is_not_utf8_is_found(work: Work) -> None:
    name = os.fsdecode(b"caf\xe9")
    work.write(f"{name}/{PAGE}", "x")
    work.commit(DAY)
    with tree_of(work.folder / name) as tree:
        assert tree.read(PAGE) == b"x"


# Where the workspace lies


def test_the_nearest_workspace_comes_first(work: Work) -> None:
    work.save(DAY, {"opsctl.yaml": "", "a/b/opsctl.yaml": "", "a/x": ""})
    with closing(open_repository(work.folder / "a/b/c/d")) as repository:
        head = commit_of(repository, "HEAD")
        assert workspaces_above(repository, head, repository.prefix) == ("a/b", "")


def test_a_folder_that_is_gone_is_found(work: Work) -> None:
    work.save(DAY, {f"company/{PAGE}": "x", "keep": ""})
    work.git("rm", "-q", "-r", "company")
    work.commit("2026-10-06")
    assert not (work.folder / "company").exists()
    with tree_of(work.folder / "company", "HEAD~1") as tree:
        assert tree.read(PAGE) == b"x"


@pytest.mark.parametrize("place", ["", "company"])
def test_a_bare_repository_counts_from_its_top(work: Work, tmp_path: Path, place: str) -> None:
    work.save(DAY, {PAGE: "top", f"company/{PAGE}": "below"})
    bare = clone(work, tmp_path / "bare.git", "--bare")
    with tree_of(bare.folder / place) as tree:
        assert tree.read(PAGE) == (b"below" if place else b"top")


def test_the_folder_of_git_stands_for_its_repository(work: Work) -> None:
    work.save(DAY, {PAGE: "x"})
    with tree_of(work.folder / ".git") as tree:
        assert tree.read(PAGE) == b"x"


def test_a_worktree_sees_its_own_head(work: Work, tmp_path: Path) -> None:
    work.save(DAY, {PAGE: "old"})
    work.git("worktree", "add", "-q", str(tmp_path / "second"), "-b", "plan")
    Work(tmp_path / "second").save(DAY, {PAGE: "new"})
    with tree_of(tmp_path / "second") as tree, tree_of(work.folder) as first:
        assert (tree.read(PAGE), first.read(PAGE)) == (b"new", b"old")


def test_a_repository_with_ids_of_sha256_is_read(tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.git("init", "-q", "-b", "main", "--object-format=sha256")
    work.save(DAY, {PAGE: "x"})
    with tree_of(work.folder) as tree:
        assert tree.read(PAGE) == b"x"


def test_a_content_that_a_partial_clone_left_behind_is_refused_and_not_fetched(
    work: Work, tmp_path: Path
) -> None:
    work.git("config", "uploadpack.allowFilter", "true")
    work.save(DAY, {PAGE: "x" * 100})
    partial = clone(work, tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    with pytest.raises(SurroundingsRefuse, match="partial clone"), tree_of(partial.folder) as tree:
        tree.read(PAGE)


def test_a_partial_clone_runs_no_program_to_bring_what_is_missing(
    work: Work, tmp_path: Path
) -> None:
    work.git("config", "uploadpack.allowFilter", "true")
    work.save(DAY, {PAGE: "x" * 100})
    partial = clone(work, tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    partial.git("config", "remote.origin.url", f"ext::touch {tmp_path}/sprung")
    partial.git("config", "protocol.ext.allow", "always")
    with pytest.raises(SurroundingsRefuse), tree_of(partial.folder) as tree:
        tree.read(PAGE)
    assert not (tmp_path / "sprung").exists()


def test_a_tree_costs_two_processes_and_one_for_all_contents(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    from git.cmd import Git

    work.save(DAY, {f"rocks/2026-Q4/r{number}.yaml": str(number) for number in range(50)})
    started = []
    execute = Git.execute

    def counted(self: Git, command: list[str], *rest: object, **more: object) -> object:
        started.append(command)
        return execute(self, command, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Git, "execute", counted)
    with tree_of(work.folder) as tree:
        for entry in tree.walk("rocks"):
            tree.read(entry.path)
    verbs = [next(each for each in command if each in VERBS) for command in started]
    assert verbs == ["rev-parse", "cat-file", "ls-tree"]


VERBS = ("rev-parse", "cat-file", "ls-tree", "log", "rev-list")


def test_another_repository_at_the_top_does_not_matter(tmp_path: Path) -> None:
    outer = new_repository(tmp_path)
    outer.save(DAY, {PAGE: "outer"})
    inner = new_repository(tmp_path / "inner")
    inner.save(DAY, {PAGE: "inner"})
    with tree_of(inner.folder) as tree:
        assert tree.read(PAGE) == b"inner"
