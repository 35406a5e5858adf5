"""`ci/gitlab/check.yml`: what GitLab reads, and its scripts run in a real repository."""

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

from opsctl import __version__
from tests.conftest import DAY, ROOT
from tests.history.repositories import SETTINGS, clone, new_repository
from tests.tools import need_tool

TEMPLATE = ROOT / "ci/gitlab/check.yml"
INPUT = re.compile(r"\$\[\[ inputs\.([a-z-]+) ]]")
FOLDER = "our $(touch x) 'company' \"north\" `touch y`"
BRANCH = "main-$(touch${IFS}x);'\"`touch${IFS}y`"


@pytest.fixture(scope="module")
def inputs() -> Mapping[str, Mapping[str, Any]]:
    """Give what the template can be told."""
    header, _ = yaml.safe_load_all(TEMPLATE.read_bytes())
    given: Mapping[str, Mapping[str, Any]] = header["spec"]["inputs"]
    return given


def jobs(inputs: Mapping[str, Mapping[str, Any]], **given: str) -> Any:
    """Give the jobs as GitLab has them once the inputs are filled in, value by value."""
    _, body = yaml.safe_load_all(TEMPLATE.read_bytes())
    return filled(body, {**{name: each["default"] for name, each in inputs.items()}, **given})


def filled(node: Any, values: Mapping[str, str]) -> Any:
    if isinstance(node, dict):
        return {key: filled(each, values) for key, each in node.items()}
    if isinstance(node, list):
        return [filled(each, values) for each in node]
    return INPUT.sub(lambda match: values[match[1]], node) if isinstance(node, str) else node


def test_it_is_what_gitlab_asks_for(
    inputs: Mapping[str, Mapping[str, Any]], tmp_path: Path
) -> None:
    header, body = yaml.safe_load_all(TEMPLATE.read_bytes())
    for name, document in {"header": header, "body": body, "filled": jobs(inputs)}.items():
        path = tmp_path / f"{name}.yml"
        path.write_text(json.dumps(document), encoding="utf-8")
        schema = ("--builtin-schema", "vendor.gitlab-ci")
        done = subprocess.run(
            [need_tool("check-jsonschema"), *schema, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


def test_an_input_is_a_value_and_never_a_part_of_a_script(
    inputs: Mapping[str, Mapping[str, Any]],
) -> None:
    _, body = yaml.safe_load_all(TEMPLATE.read_bytes())
    used = {name for job in body.values() for name in INPUT.findall(json.dumps(job))}
    assert used == inputs.keys()
    for job in body.values():
        for script in (*job.get("before_script", ()), *job.get("script", ())):
            assert "$[[" not in script
            done = subprocess.run(["sh", "-n"], input=script, text=True, check=False)
            assert done.returncode == 0, script
    variables = jobs(inputs, workspace="$HOME")[".opsctl-included"]["variables"]
    assert variables["OPSCTL_FOLDER"] == {"value": "$HOME", "expand": False}


def test_it_installs_the_version_that_it_came_with(
    inputs: Mapping[str, Mapping[str, Any]],
) -> None:
    version = inputs["version"]
    assert version["default"] == __version__
    for good in ("0.1.0", "1.0.0rc1", "1"):
        assert re.search(version["regex"], good)
    for bad in ("", "latest", "1 --index-url=x", "1,>0", "1;x"):
        assert not re.search(version["regex"], bad)


def test_every_input_says_what_it_is_and_has_a_default(
    inputs: Mapping[str, Mapping[str, Any]],
) -> None:
    assert all({"description", "default"} <= each.keys() for each in inputs.values())
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    section = page.partition("## The GitLab template")[2].partition("\n## ")[0]
    assert all(f"| `{name}` |" in section for name in inputs)


# What its scripts do


@pytest.mark.parametrize(("owner", "code"), [("lena", 0), ("lna", 1)])
def test_a_merge_request_is_checked_and_told(
    inputs: Mapping[str, Mapping[str, Any]], tmp_path: Path, owner: str, code: int
) -> None:
    seat = Seat(inputs, tmp_path)
    rock = f"title: Open in Germany\nowner: {owner}\nstatus: planned\n"
    seat.clone.save("2026-11-21", {f"{FOLDER}/rocks/2026-Q4/open.yaml": rock})
    assert seat.run("opsctl-check", merge_request="7") == code, seat.said
    reports = {
        kind: (seat.clone.folder / name).read_text(encoding="utf-8")
        for kind, name in seat.jobs["opsctl-check"]["artifacts"]["reports"].items()
    }
    named = {each["check_name"] for each in json.loads(reports["codequality"])}
    assert ("ROCK003" in named, "<failure" in reports["junit"]) == (code == 1, code == 1)
    assert ("error[ROCK003] owner `lna`" in seat.said) is (code == 1)
    assert seat.run("opsctl-summary", merge_request="7") == 0, seat.said
    page = (seat.clone.folder / "opsctl-summary.md").read_text(encoding="utf-8")
    assert "**Open in Germany** (2026-Q4/open" in page
    assert not [*tmp_path.rglob("x"), *tmp_path.rglob("y")]


def test_a_branch_is_checked_without_a_base(
    inputs: Mapping[str, Mapping[str, Any]], tmp_path: Path
) -> None:
    seat = Seat(inputs, tmp_path)
    seat.clone.git("remote", "remove", "origin")
    assert seat.run("opsctl-check", merge_request="") == 0, seat.said
    assert seat.run("opsctl-check", merge_request="7") == 2


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1)])
def test_the_bar_is_where_it_was_put(
    inputs: Mapping[str, Mapping[str, Any]], tmp_path: Path, fail_on: str, code: int
) -> None:
    seat = Seat(inputs, tmp_path, **{"fail-on": fail_on})
    seat.clone.write(f"{FOLDER}/rocks/2026-Q4/open.yaml", "title: Open\nowner: lena\n")
    assert seat.run("opsctl-check", merge_request="") == code, seat.said


class Seat:
    """A machine of GitLab: a clone of a repository."""

    def __init__(
        self, inputs: Mapping[str, Mapping[str, Any]], tmp_path: Path, **given: str
    ) -> None:
        origin = new_repository(Path(os.path.realpath(tmp_path)) / "origin")
        origin.write(f"{FOLDER}/opsctl.yaml", "format: 1\ncompany: Acme\n")
        origin.write(f"{FOLDER}/people.yaml", "lena: {name: Lena}\n")
        origin.commit("2026-11-20")
        origin.git("branch", BRANCH)
        self.clone = clone(origin, tmp_path / "clone")
        self.jobs = jobs(inputs, workspace=FOLDER, **given)
        self.bin = tmp_path / "bin"
        self.bin.mkdir()
        opsctl = self.bin / "opsctl"
        python = shlex.quote(sys.executable)
        opsctl.write_text(
            f'#!/bin/sh\nexec {python} -m opsctl --as-of {DAY} "$@"\n', encoding="utf-8"
        )
        opsctl.chmod(0o755)
        self.said = ""

    def run(self, job: str, *, merge_request: str) -> int:
        """Run the scripts of a job."""
        given = self.jobs[".opsctl-included"]["variables"]
        values = {
            name: each["value"] if isinstance(each, dict) else each for name, each in given.items()
        }
        kept = {"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {}
        done = subprocess.run(
            ["sh", "-e", "-c", "\n".join(self.jobs[job]["script"])],
            cwd=self.clone.folder,
            env={
                **kept, **SETTINGS, **values,
                "PATH": os.pathsep.join([str(self.bin), os.environ["PATH"]]),
                "CI_MERGE_REQUEST_IID": merge_request,
                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": BRANCH,
            },
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        self.said = done.stdout + done.stderr
        return done.returncode
