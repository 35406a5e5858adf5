"""The page about hooks and CI: its examples are what the programs they are for take."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.docs.fences import fences
from tests.tools import need_tool

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
GH = '''\
#!{python}
"""Stand in for GitHub: one comment may be there, and what is asked for is noted down."""
import os, sys
from pathlib import Path

folder, words = Path(os.environ["RUNNER_TEMP"]), sys.argv[1:]
with (folder / "calls").open("a") as calls:
    print(*words[:4], file=calls)
if "--paginate" in words:
    print(os.environ["THERE"], end="")
'''


def example(words: str) -> Any:
    """Give the example in YAML that holds some words."""
    found = [text for text in fences("docs/ci.md", "yaml") if words in text]
    assert len(found) == 1
    return yaml.safe_load(found[0])


def judged(program: str, *arguments: str) -> None:
    done = subprocess.run(
        [need_tool(program), *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def workflow() -> Any:
    """Put the example of a workflow and that of a comment together, as the page says."""
    whole, more = example("# .github/workflows/opsctl.yml"), example("comment:")
    check = whole["jobs"]["check"]
    check["steps"][1]["id"] = "opsctl"
    whole["jobs"] = {"check": check | more["jobs"]["check"], "comment": more["jobs"]["comment"]}
    return {"on" if key is True else key: value for key, value in whole.items()}


@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_the_settings_of_hooks_are_what_a_tool_asks_for(tool: str, tmp_path: Path) -> None:
    settings = example("# .pre-commit-config.yaml")
    (repository,) = settings["repos"]
    repository["hooks"] = [*example("id: opsctl-check-files")]
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(json.dumps(settings), encoding="utf-8")
    judged(tool, "validate-config", str(path))
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_bytes())
    assert [each["id"] for each in repository["hooks"]] == [each["id"] for each in manifest]


def test_the_workflow_is_sound_and_safe(tmp_path: Path) -> None:
    path = tmp_path / ".github/workflows/opsctl.yml"
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(workflow(), sort_keys=False), encoding="utf-8")
    judged("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(path))
    judged("zizmor", "--offline", "--no-progress", str(path))


def test_the_tables_name_the_inputs_and_outputs_of_the_action() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_bytes())
    section = PAGE.partition("## The GitHub Action")[2].partition("\n## ")[0]
    named = re.findall(r"^\| `([a-z-]+)` \|", section, re.M)
    assert named == [*action["inputs"], *action["outputs"]]


@pytest.mark.parametrize(
    ("there", "asked"),
    [("", "pr comment 7 --body-file"), ("12\n34\n", "api --silent --method PATCH")],
)
def test_one_comment_is_written_and_then_kept(tmp_path: Path, there: str, asked: str) -> None:
    program = tmp_path / "bin/gh"
    program.parent.mkdir()
    program.write_text(GH.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    (step,) = workflow()["jobs"]["comment"]["steps"]
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env={
            "PATH": os.pathsep.join([str(program.parent), os.environ["PATH"]]),
            "RUNNER_TEMP": str(tmp_path),
            "GH_REPO": "acme/handbook",
            "NUMBER": "7",
            "DIFF": "%s $(touch x)\n",
            "THERE": there,
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    comment = (tmp_path / "comment.md").read_text(encoding="utf-8")
    assert comment == "<!-- opsctl:diff -->\n\n%s $(touch x)\n"
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert calls == ["api --paginate repos/acme/handbook/issues/7/comments --jq", asked]


def test_the_example_for_gitlab_is_sound_and_gives_inputs_that_there_are(tmp_path: Path) -> None:
    settings = example("# .gitlab-ci.yml")
    path = tmp_path / "example.yml"
    path.write_text(json.dumps(settings), encoding="utf-8")
    judged("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(path))
    (included,) = settings["include"]
    template = ROOT / included["file"].lstrip("/")
    header, _ = yaml.safe_load_all(template.read_bytes())
    assert included["inputs"].keys() <= header["spec"]["inputs"].keys()
