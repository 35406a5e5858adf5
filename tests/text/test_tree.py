"""Where files come from: what a tree hands out, and that nothing leads out of it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.tree import Entry, FolderTree, Kind, OverlayTree, Tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a workspace with one Rock, and a file beside the workspace."""
    folder = tmp_path / "company"
    write(folder / "opsctl.yaml", "format: 1\n")
    write(folder / "rocks/2026-Q4/page.yaml", "title: Page\n")
    write(tmp_path / "secret.txt", "outside")
    return folder


@pytest.fixture
def tree(root: Path) -> FolderTree:
    return FolderTree(root)


def write(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def link(place: Path, target: str | Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


def kind(tree: Tree, path: str) -> Kind | None:
    entry = tree.entry(path)
    return entry.kind if entry else None


def paths(tree: Tree, folder: str = "rocks") -> list[str]:
    return [entry.path for entry in tree.walk(folder)]


# Entries of a folder


def test_a_file_is_found_with_its_size_in_bytes(root: Path, tree: FolderTree) -> None:
    write(root / "people.yaml", "é")
    assert tree.entry("people.yaml") == Entry("people.yaml", Kind.FILE, 2)


def test_a_folder_is_a_folder(tree: FolderTree) -> None:
    assert tree.entry("rocks/2026-Q4") == Entry("rocks/2026-Q4", Kind.FOLDER)


@pytest.mark.parametrize(
    "path", ["teams.yaml", "rocks/2026-Q3/page.yaml", "opsctl.yaml/x", "opsctl.yaml/x/y", "a\0b"]
)
def test_where_nothing_is_there_is_no_entry(tree: FolderTree, path: str) -> None:
    assert tree.entry(path) is None


@pytest.mark.parametrize(
    "path",
    ["..", "../secret.txt", "rocks/../../secret.txt", "rocks/..", "", "/etc/hosts", "rocks//x"],
)
def test_a_path_that_could_lead_out_has_no_entry(tree: FolderTree, path: str) -> None:
    assert tree.entry(path) is None


def test_two_dots_within_a_name_are_harmless(root: Path, tree: FolderTree) -> None:
    write(root / "rocks/a..b.yaml")
    assert kind(tree, "rocks/a..b.yaml") is Kind.FILE


def test_a_pipe_is_neither_a_file_nor_a_folder(root: Path, tree: FolderTree) -> None:
    os.mkfifo(root / "rocks/pipe.yaml")
    assert kind(tree, "rocks/pipe.yaml") is Kind.SPECIAL


def test_a_link_to_a_pipe_is_neither_a_file_nor_a_folder(root: Path, tree: FolderTree) -> None:
    os.mkfifo(root / "rocks/pipe.yaml")
    link(root / "rocks/link.yaml", "pipe.yaml")
    assert kind(tree, "rocks/link.yaml") is Kind.SPECIAL


def test_a_socket_is_neither_a_file_nor_a_folder(
    root: Path, tree: FolderTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "rocks")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("s.yaml")
        assert kind(tree, "rocks/s.yaml") is Kind.SPECIAL


# Links


def test_a_link_to_a_file_of_the_workspace_is_a_file(root: Path, tree: FolderTree) -> None:
    link(root / "rocks/2026-Q4/same.yaml", "page.yaml")
    size = len("title: Page\n")
    assert tree.entry("rocks/2026-Q4/same.yaml") == Entry(
        "rocks/2026-Q4/same.yaml", Kind.FILE, size
    )
    assert tree.read("rocks/2026-Q4/same.yaml") == b"title: Page\n"


@pytest.mark.parametrize("target", ["../../secret.txt", "/etc/hosts", "../../nowhere", "/"])
def test_a_link_out_of_the_workspace_is_known_as_one(
    root: Path, tree: FolderTree, target: str
) -> None:
    link(root / "rocks/out.yaml", target)
    assert kind(tree, "rocks/out.yaml") is Kind.LINK_OUTSIDE


def test_a_link_out_through_another_link_is_known_as_one(root: Path, tree: FolderTree) -> None:
    link(root / "rocks/first.yaml", "second.yaml")
    link(root / "rocks/second.yaml", "../../secret.txt")
    assert kind(tree, "rocks/first.yaml") is Kind.LINK_OUTSIDE


def test_a_link_to_a_neighbour_with_a_longer_name_leads_out(root: Path, tree: FolderTree) -> None:
    write(root.parent / "company-b/x.yaml")
    link(root / "rocks/out.yaml", "../../company-b/x.yaml")
    assert kind(tree, "rocks/out.yaml") is Kind.LINK_OUTSIDE


def test_a_link_that_leaves_and_comes_back_stays_inside(root: Path, tree: FolderTree) -> None:
    link(root / "rocks/in.yaml", "../../company/opsctl.yaml")
    assert kind(tree, "rocks/in.yaml") is Kind.FILE


def test_a_link_to_nothing_is_broken(root: Path, tree: FolderTree) -> None:
    link(root / "rocks/broken.yaml", "gone.yaml")
    assert kind(tree, "rocks/broken.yaml") is Kind.LINK_BROKEN


def test_links_in_a_circle_are_broken(root: Path, tree: FolderTree) -> None:
    link(root / "rocks/a.yaml", "b.yaml")
    link(root / "rocks/b.yaml", "a.yaml")
    assert kind(tree, "rocks/a.yaml") is Kind.LINK_BROKEN


def test_a_link_to_a_folder_of_the_workspace_is_known_as_one(root: Path, tree: FolderTree) -> None:
    link(root / "rocks/2026-Q3", "2026-Q4")
    assert kind(tree, "rocks/2026-Q3") is Kind.LINK_FOLDER


@pytest.mark.parametrize("target", ["2026-Q4", "../.."])
def test_beyond_a_link_to_a_folder_there_is_no_entry(
    root: Path, tree: FolderTree, target: str
) -> None:
    link(root / "rocks/2026-Q3", target)
    assert tree.entry("rocks/2026-Q3/page.yaml") is None
    assert tree.entry("rocks/2026-Q3/secret.txt") is None


def test_a_workspace_may_itself_be_reached_by_a_link(root: Path) -> None:
    link(root.parent / "shortcut", "company")
    link(root / "rocks/2026-Q4/same.yaml", root / "rocks/2026-Q4/page.yaml")
    tree = FolderTree(root.parent / "shortcut")
    assert paths(tree) == ["rocks/2026-Q4/page.yaml", "rocks/2026-Q4/same.yaml"]
    assert kind(tree, "rocks/2026-Q4/same.yaml") is Kind.FILE


# Walking a folder


def test_a_walk_lists_files_at_any_depth_ordered_by_path(root: Path, tree: FolderTree) -> None:
    for name in ("b.yaml", "a/z/c.yaml", "a/b.yaml", "a-1.yaml", "B.yaml"):
        write(root / "rocks" / name)
    assert paths(tree) == [
        "rocks/2026-Q4/page.yaml",
        "rocks/B.yaml",
        "rocks/a-1.yaml",
        "rocks/a/b.yaml",
        "rocks/a/z/c.yaml",
        "rocks/b.yaml",
    ]


def test_a_walk_lists_links_and_pipes_as_what_they_are(root: Path, tree: FolderTree) -> None:
    link(root / "rocks/broken.yaml", "gone.yaml")
    link(root / "rocks/folder", "2026-Q4")
    link(root / "rocks/outside", "../..")
    os.mkfifo(root / "rocks/pipe.yaml")
    assert [entry.kind for entry in tree.walk("rocks")] == [
        Kind.FILE,
        Kind.LINK_BROKEN,
        Kind.LINK_FOLDER,
        Kind.LINK_OUTSIDE,
        Kind.SPECIAL,
    ]


def test_a_walk_ends_where_a_link_leads_back_up(root: Path, tree: FolderTree) -> None:
    link(root / "rocks/2026-Q4/up", "..")
    assert paths(tree) == ["rocks/2026-Q4/page.yaml", "rocks/2026-Q4/up"]


def test_a_walk_does_not_enter_a_workspace_within(root: Path, tree: FolderTree) -> None:
    write(root / "rocks/partner/opsctl.yaml", "format: 1\n")
    write(root / "rocks/partner/rocks/2026-Q4/theirs.yaml")
    assert Entry("rocks/partner", Kind.WORKSPACE) in tree.walk("rocks")
    assert paths(tree) == ["rocks/2026-Q4/page.yaml", "rocks/partner"]


def test_a_broken_link_called_as_the_settings_marks_a_workspace_too(
    root: Path, tree: FolderTree
) -> None:
    link(root / "rocks/partner/opsctl.yaml", "gone")
    write(root / "rocks/partner/theirs.yaml")
    assert paths(tree) == ["rocks/2026-Q4/page.yaml", "rocks/partner"]


def test_a_walk_does_not_enter_the_folder_of_git(root: Path, tree: FolderTree) -> None:
    write(root / "rocks/.git/config")
    write(root / "rocks/.github/x.yaml")
    assert paths(tree) == ["rocks/.github/x.yaml", "rocks/2026-Q4/page.yaml"]


def test_a_walk_from_a_file_is_that_file(tree: FolderTree) -> None:
    assert paths(tree, "opsctl.yaml") == ["opsctl.yaml"]


def test_a_walk_from_a_link_to_a_folder_is_that_link(root: Path, tree: FolderTree) -> None:
    link(root / "checkins", "rocks")
    assert [entry.kind for entry in tree.walk("checkins")] == [Kind.LINK_FOLDER]


@pytest.mark.parametrize("folder", ["checkins", "..", "rocks/../.."])
def test_a_walk_from_nowhere_is_empty(tree: FolderTree, folder: str) -> None:
    assert paths(tree, folder) == []


def test_a_name_that_is_not_utf8_is_listed_and_read(root: Path, tree: FolderTree) -> None:
    name = os.fsdecode(b"caf\xe9.yaml")
    (root / "rocks" / name).write_bytes(b"title: x\n")
    assert paths(tree)[-1] == f"rocks/{name}"
    assert tree.read(f"rocks/{name}") == b"title: x\n"


@pytest.mark.parametrize("name", ["a\nb.yaml", "a\\b.yaml", " .yaml", "\x1b[31m.yaml"])
def test_a_name_of_any_characters_is_listed(root: Path, tree: FolderTree, name: str) -> None:
    write(root / "rocks" / name)
    assert f"rocks/{name}" in paths(tree)


# Reading


def test_a_file_is_read_byte_by_byte(root: Path, tree: FolderTree) -> None:
    (root / "people.yaml").write_bytes(b"\xef\xbb\xbfa\r\n\xff")
    assert tree.read("people.yaml") == b"\xef\xbb\xbfa\r\n\xff"


def test_a_file_that_is_gone_meanwhile_is_refused(tree: FolderTree) -> None:
    with pytest.raises(SurroundingsRefuse, match=r"cannot read teams\.yaml: No such file"):
        tree.read("teams.yaml")


# Files in memory over a folder


@pytest.fixture
def overlay(tree: FolderTree) -> OverlayTree:
    files = {"rocks/2026-Q4/page.yaml": b"title: New\n", "rocks/2026-Q4/added.yaml": b"x"}
    return OverlayTree(tree, files)


def test_a_file_in_memory_comes_before_the_one_in_the_folder(overlay: OverlayTree) -> None:
    path = "rocks/2026-Q4/page.yaml"
    assert overlay.read(path) == b"title: New\n"
    assert overlay.entry(path) == Entry(path, Kind.FILE, len(b"title: New\n"))


def test_a_file_that_is_not_in_memory_comes_from_the_folder(overlay: OverlayTree) -> None:
    assert overlay.read("opsctl.yaml") == b"format: 1\n"
    assert kind(overlay, "opsctl.yaml") is Kind.FILE


def test_a_walk_lists_both_once_and_in_order(overlay: OverlayTree) -> None:
    assert list(overlay.walk("rocks")) == [
        Entry("rocks/2026-Q4/added.yaml", Kind.FILE, 1),
        Entry("rocks/2026-Q4/page.yaml", Kind.FILE, len(b"title: New\n")),
    ]


def test_a_walk_of_files_in_memory_keeps_to_the_folder_asked_for(overlay: OverlayTree) -> None:
    assert paths(overlay, "rocks/2026-Q4") == paths(overlay)
    assert paths(overlay, "rocks/2026-Q") == []
    assert paths(overlay, "checkins") == []


def test_a_file_in_memory_makes_the_folders_above_it(overlay: OverlayTree) -> None:
    only = OverlayTree(None, overlay.files)
    assert only.entry("rocks") == Entry("rocks", Kind.FOLDER)
    assert only.entry("rocks/2026-Q4") == Entry("rocks/2026-Q4", Kind.FOLDER)
    assert only.entry("rock") is None


def test_a_file_in_memory_hides_a_link_out_of_the_workspace(root: Path, tree: FolderTree) -> None:
    link(root / "rocks/out.yaml", "../../secret.txt")
    over = OverlayTree(tree, {"rocks/out.yaml": b"mine"})
    assert over.read("rocks/out.yaml") == b"mine"
    assert [entry.kind for entry in over.walk("rocks")] == [Kind.FILE, Kind.FILE]


def test_without_a_folder_below_only_files_in_memory_are_there() -> None:
    only = OverlayTree(None, {"opsctl.yaml": b""})
    assert only.entry("people.yaml") is None
    with pytest.raises(SurroundingsRefuse, match=r"cannot read people\.yaml: no such file"):
        only.read("people.yaml")


def test_overlays_can_be_laid_over_each_other(overlay: OverlayTree) -> None:
    upper = OverlayTree(overlay, {"rocks/2026-Q4/added.yaml": b"upper"})
    assert upper.read("rocks/2026-Q4/added.yaml") == b"upper"
    assert upper.read("rocks/2026-Q4/page.yaml") == b"title: New\n"
    assert upper.read("opsctl.yaml") == b"format: 1\n"
