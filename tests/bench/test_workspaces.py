"""The workspaces that the bench makes are what it says they are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.making.shape import AS_OF, Shape, quarter_days
from bench.workspaces import make_workspace


def output(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def found(folder: Path) -> set[str]:
    """Give the paths of the files in which `opsctl check` finds something."""
    words = ("-C", str(folder), "--as-of", str(AS_OF), "check", "--format", "json")
    report = json.loads(output(sys.executable, "-m", "opsctl", *words))
    return {each["path"] for each in report["findings"]}


def test_a_made_workspace_has_findings_in_one_file_of_a_hundred(tmp_path: Path) -> None:
    damaged = make_workspace(tmp_path / "made", 200)
    assert len(damaged) == 2
    assert found(tmp_path / "made") == set(damaged)


def test_a_made_workspace_is_committed_with_all_its_files(tmp_path: Path) -> None:
    make_workspace(tmp_path / "made", 40)
    git = ("git", "-C", str(tmp_path / "made"))
    paths = output(*git, "ls-files").splitlines()
    assert len(paths) == 40
    assert len([path for path in paths if path.endswith(".md")]) == 20
    assert not output(*git, "status", "--porcelain")
    assert len(output(*git, "log", "--format=%H").splitlines()) == 12


def test_a_seed_makes_the_same_workspace_again_and_another_one_another(tmp_path: Path) -> None:
    commits = []
    for name, seed in (("first", 1), ("again", 1), ("other", 2)):
        make_workspace(tmp_path / name, 40, seed)
        commits.append(output("git", "-C", str(tmp_path / name), "rev-parse", "HEAD"))
    assert commits[0] == commits[1] != commits[2]


def test_a_workspace_of_fewer_than_forty_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="40 files or more"):
        make_workspace(tmp_path / "made", 39)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("files", [40, 41, 100, 1000, 20000])
def test_every_quarter_of_a_made_workspace_has_five_rocks_and_nobody_too_many(files: int) -> None:
    shape = Shape(files)
    assert shape.rocks // len(shape.quarters) >= 5
    assert -(-shape.rocks_per_quarter // len(shape.people)) <= 7


def test_the_running_quarter_is_the_first() -> None:
    first, last = quarter_days(Shape(1000).quarters[0])
    assert first <= AS_OF <= last
