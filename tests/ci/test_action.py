"""`action.yml`: judged by the programs that know it, and its scripts run in real repositories."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DAY, ROOT
from tests.history.repositories import SETTINGS, clone, new_repository
from tests.tools import need_tool

ACTION = ROOT / "action.yml"
WORKFLOW = ROOT / "src/opsctl/templates/github/workflow.yml"
FOLDER = "our $(touch x) 'company' \"north\" `touch y`"
BRANCH = "main-$(touch${IFS}x);'\"`touch${IFS}y`"
ROCK = 'title: "{title}"\nowner: lena\nstatus: planned\n'
PYTHON = """\
#!/bin/sh
if [ "$2" = venv ]; then
  mkdir -p "$3/bin" && cp "$0" "$3/bin/python"
else
  printf '%s\\n' "$@" > "$ASKED"
fi
"""


@pytest.fixture(scope="module")
def action() -> Any:
    return yaml.safe_load(ACTION.read_bytes())


def steps(action: Any) -> Mapping[str, str]:
    """Give the script of each step by its name."""
    return {step["name"]: step["run"] for step in action["runs"]["steps"] if "run" in step}


# What judges it


def test_it_is_what_github_asks_for() -> None:
    schema = ("--builtin-schema", "vendor.github-actions")
    done = subprocess.run(
        [need_tool("check-jsonschema"), *schema, str(ACTION)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_it_is_safe_in_the_eyes_of_zizmor() -> None:
    options = ("--offline", "--no-progress", "--persona", "pedantic", "--format", "json")
    done = subprocess.run(
        [need_tool("zizmor"), *options, str(ACTION)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout) == []


def test_every_script_is_sound_and_holds_nothing_from_outside(action: Any) -> None:
    assert len(steps(action)) == 4
    for step in action["runs"]["steps"]:
        if "run" not in step:
            continue
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        done = subprocess.run(
            ["bash", "-n"], input=step["run"], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), step["run"]


def test_the_one_action_of_others_is_the_commit_that_our_workflows_use(action: Any) -> None:
    used = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]
    assert len(used) == 1
    assert re.fullmatch("actions/setup-python@[0-9a-f]{40}", used[0])
    assert used[0] in WORKFLOW.read_text(encoding="utf-8")


# How opsctl gets there


@pytest.mark.parametrize(
    ("version", "asked"),
    [
        ("", ["--constraint", "/the action/constraints.txt", "/the action"]),
        ("0.1.0", ["opsctl-rhythm==0.1.0"]),
        ("1.0.0rc1", ["opsctl-rhythm==1.0.0rc1"]),
    ],
)
def test_a_version_is_installed(
    action: Any, tmp_path: Path, version: str, asked: list[str]
) -> None:
    code, said, words = installed(action, tmp_path, version)
    assert (code, said) == (0, "")
    assert words == ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", *asked]


@pytest.mark.parametrize(
    "version",
    ["latest", "1 --index-url=https://x", "-r x", "1,>=0", "1;x", "1 @ file:///x", "1\nx"],
)
def test_what_is_no_version_is_not_installed(action: Any, tmp_path: Path, version: str) -> None:
    code, said, words = installed(action, tmp_path, version)
    assert (code, words) == (2, [])
    assert said == "::error::The input `version` has to be one version, such as 0.1.0.\n"


def installed(action: Any, folder: Path, version: str) -> tuple[int, str, list[str]]:
    """Run the step with a Python that only notes down what it is asked for."""
    python, asked = folder / "python", folder / "asked"
    python.write_text(PYTHON, encoding="utf-8")
    python.chmod(0o755)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHON": str(python),
        "VERSION": version,
        "RUNNER_TEMP": str(folder / "temp"),
        "GITHUB_ACTION_PATH": "/the action",
        "ASKED": str(asked),
    }
    done = run_script(steps(action)["Install opsctl"], folder, environment)
    words = asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []
    return done.returncode, done.stdout + done.stderr, words


# What it says of a pull request


def test_findings_are_marked_counted_and_decide(action: Any, tmp_path: Path) -> None:
    job = Job(action, tmp_path)
    job.change({"rocks/2026-Q4/open.yaml": "owner: lna\n"})
    assert job.run(base=f"origin/{BRANCH}") == 1
    assert f"::error file={FOLDER}/rocks/2026-Q4/open.yaml,line=1," in job.said
    found = re.findall("^::(?:error|warning|notice) file=", job.said, re.MULTILINE)
    assert job.outputs["findings"] == str(len(found)) != "0"
    assert f"Findings: {len(found)}." in job.said
    assert job.summary.startswith("# Check\n\n**")
    assert "\n## Errors\n" in job.summary
    assert not [*tmp_path.rglob("x"), *tmp_path.rglob("y")]


def test_a_sound_change_passes_and_is_told_in_plain_words(action: Any, tmp_path: Path) -> None:
    job = Job(action, tmp_path)
    job.change({"rocks/2026-Q4/open.yaml": ROCK.format(title="Open in Germany")})
    assert job.run(base=f"origin/{BRANCH}") == 0, job.said
    assert "**Open in Germany** (2026-Q4/open, lena)" in job.outputs["diff"]
    assert job.summary.startswith("# Check\n\n**")
    assert job.summary.endswith(f"\n\n{job.outputs['diff']}")
    assert job.outputs.keys() == {"findings", "code", "diff"}


def test_user_text_sets_no_output_and_marks_no_line(action: Any, tmp_path: Path) -> None:
    job = Job(action, tmp_path)
    hostile = r"end-\n::error file=a::b\nfindings=0\r\ncode=0\n::set-output name=code::0"
    job.change({"rocks/2026-Q4/open.yaml": ROCK.format(title=hostile).replace("lena", "lna")})
    assert job.run(base=f"origin/{BRANCH}") == 1
    assert job.outputs.keys() == {"findings", "code", "diff"}
    assert job.outputs["code"] == "1"
    assert "\n::error file=a" not in job.said
    assert "\n::set-output" not in job.said + job.outputs["diff"]


@pytest.mark.parametrize("base", ["", "none"])
def test_without_a_base_the_files_alone_are_checked(action: Any, tmp_path: Path, base: str) -> None:
    job = Job(action, tmp_path)
    job.change({"rocks/2026-Q4/open.yaml": ROCK.format(title="Open in Germany")})
    assert job.run(base=base) == 0, job.said
    assert job.outputs.keys() == {"findings", "code"}
    assert job.summary.startswith("# Check\n\n**3 warnings**")
    assert "**Open in Germany**" not in job.summary


@pytest.mark.parametrize("base", ["nowhere", "--help", "-h"])
def test_a_base_that_is_none_fails_and_says_so(action: Any, tmp_path: Path, base: str) -> None:
    job = Job(action, tmp_path)
    assert job.run(base=base) == 2
    assert "::warning::opsctl could not say what changes" in job.said
    assert "::error::opsctl could not check the files" in job.said
    assert job.outputs == {"findings": "0", "code": "2"}


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("never", 2), ("", 2)])
def test_the_bar_is_where_it_was_put(action: Any, tmp_path: Path, fail_on: str, code: int) -> None:
    job = Job(action, tmp_path)
    job.change({"rocks/2026-Q4/open.yaml": ROCK.format(title="Open")})
    assert job.run(base="none", fail_on=fail_on) == code, job.said
    assert ("::warning file=" in job.said) is (code != 2)


@pytest.mark.parametrize("workspace", ["-C", "--version", "nowhere"])
def test_what_is_no_workspace_fails_and_is_no_option(
    action: Any, tmp_path: Path, workspace: str
) -> None:
    job = Job(action, tmp_path)
    assert job.run(base="none", workspace=workspace) == 2
    assert f"{workspace} is no workspace" in job.said


class Job:
    """A machine of GitHub: a clone of a repository, and the files that outputs go to."""

    def __init__(self, action: Any, tmp_path: Path) -> None:
        origin = new_repository(Path(os.path.realpath(tmp_path)) / "origin")
        origin.write(f"{FOLDER}/opsctl.yaml", "format: 1\ncompany: Acme\n")
        origin.write(f"{FOLDER}/people.yaml", "lena: {name: Lena}\n")
        origin.commit("2026-11-20")
        origin.git("branch", BRANCH)
        self.clone = clone(origin, tmp_path / "clone")
        self.scripts = steps(action)
        self.temp = tmp_path / "temp"
        opsctl = self.temp / "opsctl/bin/opsctl"
        opsctl.parent.mkdir(parents=True)
        python = shlex.quote(sys.executable)
        opsctl.write_text(
            f'#!/bin/sh\nexec {python} -m opsctl --as-of {DAY} "$@"\n', encoding="utf-8"
        )
        opsctl.chmod(0o755)
        self.said = ""

    def change(self, files: Mapping[str, str]) -> None:
        """Commit files of the workspace onto the clone's branch."""
        self.clone.save("2026-11-21", {f"{FOLDER}/{path}": text for path, text in files.items()})

    def run(self, *, base: str, fail_on: str = "error", workspace: str = FOLDER) -> int:
        """Run what comes after the installation; give the last exit code."""
        given = {"BASE": base, "FAIL_ON": fail_on, "WORKSPACE": workspace}
        for name in list(self.scripts)[1:]:
            values = {**given, **{key.upper(): each for key, each in self.outputs.items()}}
            done = run_script(self.scripts[name], self.clone.folder, self._environment(values))
            self.said += done.stdout + done.stderr
            if done.returncode:
                assert name == "Pass or fail", self.said
                return done.returncode
        return 0

    @property
    def outputs(self) -> Mapping[str, str]:
        """What was set, read as the runner reads it."""
        text = self._file("outputs")
        found: dict[str, str] = {}
        while text:
            line, _, text = text.partition("\n")
            if (heredoc := re.fullmatch("([a-z]+)<<(.+)", line)) is not None:
                name, end = heredoc.groups()
                found[name], _, text = text.partition(f"\n{end}\n")
                found[name] += "\n"
            else:
                name, _, found_value = line.partition("=")
                found[name] = found_value
        return found

    @property
    def summary(self) -> str:
        return self._file("summary")

    def _file(self, name: str) -> str:
        path = self.temp / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def _environment(self, values: Mapping[str, str]) -> Mapping[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        return {
            **kept, **SETTINGS,
            "HOME": str(self.temp),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(self.temp / "outputs"),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            **values,
        }  # fmt: skip


def run_script(
    script: str, folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a script as the runner does."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )
