"""Stamps and traces: whatever makes a stamp stay the same leaves what was seen the same."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.text.stamps import digest_now, folder_stamp, stamps_now
from opsctl.text.trace import TracedTree, traced_again

LATER = 10_000_000_000
Deed = Callable[[Path], object]


def company(root: Path) -> Path:
    for path, text in {
        "rocks/a.yaml": "title: A\n",
        "rocks/q/b.yaml": "title: B\n",
        "x": "y",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def looked(root: Path, since: int) -> TracedTree:
    tree = TracedTree(str(root), since)
    for entry in tree.walk("rocks"):
        if entry.kind.name == "FILE":
            tree.read(entry.path)
    for path in ("x", "missing", "rocks/a.yaml", "rocks/none.yaml"):
        tree.entry(path)
    return tree


def holds(root: Path, tree: TracedTree) -> bool:
    return stamps_now(str(root), tree.steps, tree.since) == (tree.stamp(), tree.fresh())


def move(root: Path) -> None:
    if (root / "rocks/q/b.yaml").exists():
        os.replace(root / "rocks/q/b.yaml", root / "rocks/b.yaml")


def make_folder(root: Path) -> None:
    if not os.path.lexists(root / "missing"):
        (root / "missing").mkdir()


def link(root: Path, path: str, target: str) -> None:
    if not os.path.lexists(root / path):
        (root / path).symlink_to(target)


DEEDS: tuple[Deed, ...] = (
    lambda root: (root / "rocks/a.yaml").write_text("title: Z\n"),
    lambda root: (root / "rocks/q/b.yaml").write_text("title: longer\n"),
    lambda root: (root / "rocks/a.yaml").unlink(missing_ok=True),
    lambda root: (root / "rocks/new.yaml").write_text(""),
    lambda root: (root / "rocks/.hidden").write_text(""),
    make_folder,
    lambda root: link(root, "missing", "x"),
    lambda root: (root / "x").write_text("z"),
    lambda root: os.utime(root / "x", ns=(5, 5)),
    lambda root: link(root, "rocks/link.yaml", "../x"),
    lambda root: (root / "unseen").write_text("whatever"),
    lambda root: (root / "rocks/opsctl.yaml").write_text(""),
    move,
)


@given(deeds=st.lists(st.integers(0, len(DEEDS) - 1), max_size=4), fresh=st.booleans())
def test_a_stamp_that_stays_stands_for_content_that_stays(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[int], fresh: bool
) -> None:
    root = company(tmp_path_factory.mktemp("company"))
    tree = looked(root, time.time_ns() if fresh else time.time_ns() + LATER)
    for deed in deeds:
        DEEDS[deed](root)
    again = looked(root, tree.since)
    same = (again.steps, again.content()) == (tree.steps, tree.content())
    assert not holds(root, tree) or same
    if not deeds:
        assert holds(root, tree)


def test_what_nobody_looked_at_changes_nothing(tmp_path: Path) -> None:
    root = company(tmp_path)
    tree = looked(root, time.time_ns())
    (root / "unseen").write_text("whatever")
    (root / ".git").mkdir()
    assert holds(root, tree)


def test_the_same_size_at_the_same_time_is_told_by_content(tmp_path: Path) -> None:
    root = company(tmp_path)
    now = time.time_ns()
    _, fresh = folder_stamp(str(root), "rocks", now)
    assert sorted(fresh) == ["rocks/a.yaml", "rocks/q/b.yaml"]
    _, fresh = folder_stamp(str(root), "rocks", now + LATER)
    assert fresh == []
    tree = looked(root, now)
    before = tree.fresh()
    (root / "rocks/a.yaml").write_text("title: Z\n")
    assert stamps_now(str(root), tree.steps, now)[1] != before


def test_files_with_new_times_are_known_by_content(tmp_path: Path) -> None:
    root = company(tmp_path)
    tree = looked(root, time.time_ns() + LATER)
    for path in ("rocks/a.yaml", "rocks/q/b.yaml"):
        os.utime(root / path, ns=(7, 7))
    assert not holds(root, tree)
    again = traced_again(str(root), tree.steps, tree.reads, tree.since)
    assert again.content() == tree.content()
    (root / "rocks/a.yaml").write_text("title: Z\n")
    assert traced_again(str(root), tree.steps, tree.reads, tree.since).content() != tree.content()


def test_a_file_that_changes_between_two_looks_spoils_the_trace(tmp_path: Path) -> None:
    root = company(tmp_path)
    tree = looked(root, time.time_ns())
    assert tree.is_sound
    (root / "rocks/a.yaml").write_text("title: Z\n")
    tree.read("rocks/a.yaml")
    assert not tree.is_sound


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    root = company(tmp_path / "inside")
    (tmp_path / "secret").write_text("secret")
    (root / "link").symlink_to("../secret")
    os.mkfifo(root / "pipe")
    assert digest_now(str(root), "link") == digest_now(str(root), "pipe") == b""
    assert digest_now(str(root), "../secret") == digest_now(str(root), "missing") == b""
    assert digest_now(str(root), "x") != b""


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    root = company(tmp_path)
    (root / "sops").symlink_to("rocks")
    tree = TracedTree(str(root), time.time_ns())
    assert [entry.kind.name for entry in tree.walk("sops")] == ["LINK_FOLDER"]
    assert holds(root, tree)
    (root / "sops").unlink()
    (root / "sops").symlink_to("rocks/q")
    assert not holds(root, tree)
