"""What is done around the runs leaves a workspace as it was."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from bench.contests.workspace import Change, paths
from bench.surroundings import Opsctl
from bench.workspaces import make_workspace


def changed_paths(workspace: Path) -> list[str]:
    words = ("git", "-C", str(workspace), "diff", "--name-only")
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()


def test_a_change_has_a_new_text_each_time_and_is_undone_to_the_byte(tmp_path: Path) -> None:
    make_workspace(tmp_path / "made", 40)
    opsctl = Opsctl(tmp_path, has_cache=False)
    place = tmp_path / "made" / "opsctl.yaml"
    was, written = place.read_bytes(), place.stat().st_mtime_ns
    call = opsctl.call(tmp_path / "made", "check")
    change = Change(opsctl, call, "opsctl.yaml", "# Change")
    texts = set()
    for _ in range(2):
        change.make()
        texts.add(place.read_bytes())
        assert changed_paths(tmp_path / "made") == ["opsctl.yaml"]
        change.undo()
        assert place.read_bytes() == was
        assert place.stat().st_mtime_ns == written
        assert not changed_paths(tmp_path / "made")
    assert len(texts) == 2


def test_the_paths_of_a_workspace_are_those_of_its_files(tmp_path: Path) -> None:
    make_workspace(tmp_path / "made", 40)
    assert all((tmp_path / "made" / path).is_file() for path in paths(tmp_path / "made"))
    assert len(paths(tmp_path / "made")) == 40


def test_a_measured_run_sees_only_the_settings_of_the_bench(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPSCTL_WORKSPACE", "OPSCTL_USER", "GIT_DIR", "PYTHONDONTWRITEBYTECODE"):
        monkeypatch.setenv(name, "outside")
    call = Opsctl(tmp_path, has_cache=True).call(tmp_path, "check", cache="warm")
    assert call.variables["OPSCTL_CACHE_DIR"] == str(tmp_path / "caches" / "warm")
    assert "outside" not in call.variables.values()
    assert call.variables["PATH"] == os.environ["PATH"]
