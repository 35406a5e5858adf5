"""`.pre-commit-hooks.yaml`: the hooks in real installations, at real commits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.history.repositories import SETTINGS, Work, new_repository
from tests.tools import missing, need_tool

MANIFEST = ".pre-commit-hooks.yaml"
FOLDER = "our $(touch x) company; `touch y`"
ROCK = "title: Open in Germany\nowner: {owner}\nstatus: planned\n"
TOOLS = ("pre-commit", "prek")


@dataclass(frozen=True)
class Seat:
    """A repository whose hooks a tool has installed, and that has no network."""

    work: Work
    environment: Mapping[str, str]

    def commit(self, *, code: int) -> str:
        """Commit everything; give what was said, as one line a line without its indentation."""
        self.work.git("add", "-A")
        done = self._run("git", "commit", "-q", "-m", "a change")
        said = done.stdout + done.stderr
        assert done.returncode == code, said
        return "\n".join(line.strip() for line in said.splitlines())

    def install(self, tool: str) -> None:
        """Let a tool put its hook into the repository."""
        done = self._run(need_tool(tool), "install")
        assert done.returncode == 0, done.stdout + done.stderr

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.work.folder,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """Make a repository of what is here, to take the hooks from."""
    work = new_repository(tmp_path_factory.mktemp("product"))
    for name in ("src", "examples/northwind"):
        shutil.copytree(
            ROOT / name, work.folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("pyproject.toml", "README.md", "LICENSE", MANIFEST):
        shutil.copy(ROOT / name, work.folder / name)
    work.commit("2026-11-20")
    return work


@pytest.fixture(scope="module")
def wheels(product: Work, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fetch what an installation needs; without an index of packages the test is skipped."""
    for tool in (*TOOLS, "uv"):
        need_tool(tool)
    folder = tmp_path_factory.mktemp("wheels")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(folder)]
    pins = ("--constraint", str(ROOT / "constraints.txt"))
    done = subprocess.run(
        [*command, *pins, str(product.folder), "hatchling"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        missing(f"the index of packages does not answer ({done.stderr.strip()[-200:]})")
    return folder


@pytest.fixture(scope="module")
def environment(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Give an environment in which pip and uv install from a folder alone, once for each tool."""
    home = tmp_path_factory.mktemp("home")
    beside = os.path.dirname(need_tool("uv"))
    return {
        "PATH": os.pathsep.join([beside, os.environ["PATH"]]),
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PREK_HOME": str(home / "prek"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels),
        "UV_OFFLINE": "1",
        "UV_NO_INDEX": "1",
        "UV_FIND_LINKS": str(wheels),
        "UV_PYTHON": sys.executable,
        **SETTINGS,
        **{f"GIT_{who}_NAME": "Lena Vogt" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "lena@acme.example" for who in ("AUTHOR", "COMMITTER")},
    }


@pytest.fixture
def seat(product: Work, environment: Mapping[str, str], tmp_path: Path) -> Seat:
    """Make a repository with a workspace in a folder, and both hooks in its settings."""
    work = new_repository(tmp_path / "acme")
    work.write(f"{FOLDER}/opsctl.yaml", "format: 1\ncompany: Acme\n")
    work.write(f"{FOLDER}/people.yaml", "lena: {name: Lena}\n")
    work.write(f"{FOLDER}/rocks/2026-Q4/open.yaml", ROCK.format(owner="lena"))
    work.write("README.md", "# Ours\n")
    hooks = [{"id": "opsctl-check", "args": ["-C", FOLDER]}, {"id": "opsctl-check-files"}]
    source = {"repo": product.folder.as_uri(), "rev": product.git("rev-parse", "HEAD")}
    work.write(".pre-commit-config.yaml", json.dumps({"repos": [{**source, "hooks": hooks}]}))
    return Seat(work, environment)


@pytest.mark.parametrize("tool", TOOLS)
def test_the_manifest_is_what_a_tool_asks_for(tool: str) -> None:
    done = subprocess.run(
        [need_tool(tool), "validate-manifest", str(ROOT / MANIFEST)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("tool", TOOLS)
def test_a_commit_is_refused_until_it_is_sound(seat: Seat, tool: str) -> None:
    path = f"{FOLDER}/rocks/2026-Q4/open.yaml"
    seat.install(tool)
    seat.commit(code=0)

    seat.work.write(path, ROCK.format(owner="lna"))
    said = seat.commit(code=1)
    assert said.count(f"{path}:2:8: error[ROCK003] owner `lna` is not in people.yaml") == 2

    seat.work.write(path, ROCK.format(owner="lena"))
    seat.work.write("README.md", "# Ours, and not of the workspace\n")
    seat.commit(code=0)
    assert not [*seat.work.folder.rglob("x"), *seat.work.folder.rglob("y")]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_file_that_is_only_deleted_is_missed_at_once(seat: Seat, tool: str) -> None:
    first = f"{FOLDER}/rocks/2026-Q4/open.yaml"
    waits = "depends_on: [open]\n" + ROCK.format(owner="lena")
    seat.work.write(f"{FOLDER}/rocks/2026-Q4/next.yaml", waits)
    seat.install(tool)
    seat.commit(code=0)
    (seat.work.folder / first).unlink()
    said = seat.commit(code=1)
    assert f"{FOLDER}/rocks/2026-Q4/next.yaml:1:14: error[" in said
