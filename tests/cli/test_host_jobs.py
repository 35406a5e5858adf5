"""The jobs for git hosts: judged by the programs that know them, and run in real repositories."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import run_opsctl
from tests.history.repositories import SETTINGS, Work, clone, new_repository
from tests.tools import need_tool

WORKFLOW, FORM = ".github/workflows/opsctl.yml", ".github/ISSUE_TEMPLATE/procedure.yml"
CALENDAR = ".github/workflows/opsctl-calendar.yml"
JOBS = ".gitlab-ci.yml"
HOSTILE = "our $(touch x) 'company' \"north\" `y` $HOME"
PUSHED = "2026-11-20T09:00:00.000Z"
FAKES = {
    "opsctl": """\
#!/bin/sh
printf '%s\\n' "$@" > "$FAKE/opsctl"
[ -z "$APPROVED" ] && exit 0
mkdir -p "$2/approvals/ship" && echo "as: approver" > "$2/approvals/ship/$APPROVED"
echo other > "$2/other.txt"
""",
    "curl": """\
#!/bin/sh
printf '%s\\n' "$@" >> "$FAKE/curl"
cat >> "$FAKE/curl-config"
case "$*" in *versions*) cat "$FAKE/versions" ;; *) cat "$FAKE/approvals" ;; esac
""",
}


@pytest.fixture(params=[".", HOSTILE], ids=["top", "folder"])
def work(request: pytest.FixtureRequest, tmp_path: Path) -> Work:
    """Make a repository with a workspace at its top or in a folder, and the files of both hosts."""
    work = new_repository(Path(os.path.realpath(tmp_path)) / "acme")
    done = run_opsctl(
        "init", request.param, "--company", "Acme", "--name", "Jo", "--github", "--gitlab",
        cwd=work.folder,
    )  # fmt: skip
    assert done.code == 0, done.err
    work.commit("2026-11-20")
    return work


def parsed(work: Work, path: str) -> Any:
    return yaml.safe_load((work.folder / path).read_bytes())


# What judges them


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        (WORKFLOW, "vendor.github-workflows"),
        (CALENDAR, "vendor.github-workflows"),
        (FORM, "vendor.github-issue-forms"),
        (JOBS, "vendor.gitlab-ci"),
    ],
)
def test_a_file_is_what_its_host_asks_for(work: Work, path: str, schema: str) -> None:
    command = [need_tool("check-jsonschema"), "--builtin-schema", schema, str(work.folder / path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", [WORKFLOW, CALENDAR])
def test_a_workflow_is_safe_in_the_eyes_of_zizmor(work: Work, path: str) -> None:
    options = ("--offline", "--no-progress", "--persona", "pedantic", "--format", "json")
    command = [need_tool("zizmor"), *options, str(work.folder / path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout) == []


def test_every_script_is_sound_for_the_shell(work: Work) -> None:
    workflows = [parsed(work, WORKFLOW), parsed(work, CALENDAR)]
    scripts = [script for each in workflows for script in github_scripts(each)]
    scripts += gitlab_scripts(parsed(work, JOBS))
    assert len(scripts) > 10
    for script in scripts:
        done = subprocess.run(
            ["bash", "-n"], input=script, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), script


def github_scripts(workflow: Any) -> Iterator[str]:
    for job in workflow["jobs"].values():
        yield from (step["run"] for step in job["steps"] if "run" in step)


def gitlab_scripts(jobs: Any) -> Iterator[str]:
    for job in jobs.values():
        yield from (*job.get("before_script", ()), *job.get("script", ()))


def test_nothing_that_a_stranger_wrote_stands_in_a_script(work: Work) -> None:
    for path in (WORKFLOW, CALENDAR):
        for script in github_scripts(parsed(work, path)):
            assert "${{" not in script
            assert "touch" not in script


def test_each_job_may_do_what_it_needs_and_no_more(work: Work) -> None:
    workflow = parsed(work, WORKFLOW)
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "check": {"contents": "read"},
        "summary": {"contents": "read"},
        "approvals": {"contents": "write", "pull-requests": "read"},
    }
    calendar = parsed(work, CALENDAR)
    assert calendar["permissions"] == {}
    assert calendar["jobs"]["calendar"]["permissions"] == {"contents": "read", "issues": "write"}
    assert calendar["jobs"]["calendar"]["steps"][0]["with"] == {"persist-credentials": False}
    for job in workflow["jobs"].values():
        checkout = job["steps"][0]["with"]
        assert (checkout["fetch-depth"], checkout["persist-credentials"]) == (0, False)


def test_the_job_to_require_is_never_skipped(work: Work) -> None:
    workflow = parsed(work, WORKFLOW)
    assert "if" not in workflow["jobs"]["check"]
    events = workflow[True]  # `on`, as YAML 1.1 has it
    assert set(events) == {"pull_request", "pull_request_review", "merge_group", "push"}
    assert not any("paths" in (each or {}) for each in events.values())


@pytest.mark.parametrize(("owner", "code"), [("jo", 0), ("jjo", 1)])
def test_findings_are_where_a_host_shows_them(work: Work, owner: str, code: int) -> None:
    folder = parsed(work, WORKFLOW)["env"]["WORKSPACE"]
    rock = f"title: Open in Germany\nowner: {owner}\ndue: 2026-12-01\nstatus: planned\n"
    place = "" if folder == "." else f"{folder}/"
    work.write(f"{place}rocks/2026-Q4/open-germany.yaml", rock)
    work.write("bin/opsctl", f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m opsctl "$@"\n')
    (work.folder / "bin/opsctl").chmod(0o755)
    summary = work.folder / "summary.md"
    on_github = list(github_scripts(parsed(work, WORKFLOW)))[3]
    job = parsed(work, JOBS)["opsctl-check"]
    for script in (on_github, *job["script"]):
        done = subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=work.folder,
            env={
                "PATH": f"{work.folder}/bin:{os.environ['PATH']}",
                "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
                "WORKSPACE": folder,
                "OPSCTL_WORKSPACE": folder,
                "GITHUB_STEP_SUMMARY": str(summary),
            },
            capture_output=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
    assert summary.read_text(encoding="utf-8").startswith("# Check\n\n**")
    reports = {
        kind: (work.folder / name).read_text(encoding="utf-8")
        for kind, name in job["artifacts"]["reports"].items()
    }
    named = {each["check_name"] for each in json.loads(reports["codequality"])}
    assert ("ROCK003" in named, "<failure" in reports["junit"]) == (code == 1, code == 1)


# What the job of approvals does on GitHub


def test_an_approval_is_pushed_onto_the_commit_that_was_reviewed(
    work: Work, tmp_path: Path
) -> None:
    seat = Seat(work, tmp_path)
    assert seat.keep_on_github("1.0.0--ana.yaml") == 0, seat.said
    folder = "" if seat.workspace == "." else f"{HOSTILE}/"
    assert work.git("-c", "core.quotePath=false", "diff", "--name-only", seat.head, "change") == (
        f"{folder}approvals/ship/1.0.0--ana.yaml".replace('"', '\\"').join(
            ('"', '"') if folder else ("", "")
        )
    )
    assert work.git("log", "-1", "--format=%an|%s|%P", "change") == (
        f"github-actions[bot]|Keep the approvals of pull request #7|{seat.head}"
    )
    assert not list(tmp_path.rglob("x"))


def test_without_a_new_approval_nothing_is_pushed(work: Work, tmp_path: Path) -> None:
    seat = Seat(work, tmp_path)
    assert seat.keep_on_github("") == 0, seat.said
    assert "There is no new approval to keep." in seat.said
    assert work.git("rev-parse", "change") == seat.head


def test_commits_that_came_meanwhile_stay_and_the_job_fails(work: Work, tmp_path: Path) -> None:
    seat = Seat(work, tmp_path)
    work.git("checkout", "-q", "change")
    newer = work.commit("2026-11-22")
    work.git("checkout", "-q", "main")
    assert seat.keep_on_github("1.0.0--ana.yaml") == 1
    assert "::error::The approvals could not be pushed." in seat.said
    assert work.git("rev-parse", "change") == newer


def test_commits_that_were_taken_back_meanwhile_do_not_return(work: Work, tmp_path: Path) -> None:
    seat = Seat(work, tmp_path)
    work.git("branch", "-f", "change", "main")
    assert seat.keep_on_github("1.0.0--ana.yaml") == 1
    assert work.git("rev-parse", "change") == work.git("rev-parse", "main")


# What the job of approvals does on GitLab


def approval(name: str, at: str | None) -> dict[str, Any]:
    return {"user": {"username": name}, **({} if at is None else {"approved_at": at})}


def test_on_gitlab_approvals_count_that_are_not_older_than_the_newest_commit(
    work: Work, tmp_path: Path
) -> None:
    seat = Seat(work, tmp_path)
    ana, bo = approval("ana", PUSHED), approval("bo", "2026-11-20T11:00:00.000+01:00")
    others = [approval("cy", "2026-11-20T08:59:59.999Z"), approval("d\x1bi", None)]
    assert seat.keep_on_gitlab("1.0.0--ana.yaml", [ana, *others, bo]) == 0, seat.said
    assert seat.review == {"sha": seat.head, "approved_by": [ana, bo]}
    assert "newest commit: 'cy'" in seat.said
    assert "newest commit: 'd\\x1bi'" in seat.said
    assert work.git("log", "-1", "--format=%s|%P", "change") == (
        f"Keep the approvals of merge request !7|{seat.head}"
    )
    assert work.git("show", "--format=", "--name-only", "change").count("approvals/ship/1.0.0") == 1


def test_on_gitlab_the_token_is_in_no_command(work: Work, tmp_path: Path) -> None:
    seat = Seat(work, tmp_path)
    assert seat.keep_on_gitlab("", []) == 0, seat.said
    assert "s3cret" not in (seat.fakes / "curl").read_text(encoding="utf-8") + seat.said
    assert 'header = "PRIVATE-TOKEN: s3cret"\n' in (seat.fakes / "curl-config").read_text()


def test_on_gitlab_a_commit_of_unknown_time_keeps_nothing(work: Work, tmp_path: Path) -> None:
    seat = Seat(work, tmp_path)
    assert seat.keep_on_gitlab("1.0.0--ana.yaml", [approval("ana", PUSHED)], version="0" * 40) == 1
    assert "Nothing was kept." in seat.said
    assert work.git("rev-parse", "change") == seat.head


def test_on_gitlab_commits_that_came_meanwhile_stay(work: Work, tmp_path: Path) -> None:
    seat = Seat(work, tmp_path)
    work.git("checkout", "-q", "change")
    newer = work.commit("2026-11-22")
    work.git("checkout", "-q", "main")
    assert seat.keep_on_gitlab("1.0.0--ana.yaml", [approval("ana", PUSHED)]) == 1
    assert "The approvals could not be pushed." in seat.said
    assert work.git("rev-parse", "change") == newer


class Seat:
    """A machine that a host runs a job on: a clone, and programs that stand for those outside."""

    def __init__(self, work: Work, tmp_path: Path) -> None:
        self.fakes = tmp_path / "fakes"
        self.fakes.mkdir()
        for name, text in FAKES.items():
            program = tmp_path / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(text, encoding="utf-8")
            program.chmod(0o755)
        work.git("checkout", "-q", "-b", "change")
        self.head = work.commit("2026-11-21")
        work.git("checkout", "-q", "main")
        self.work = work
        self.clone = clone(work, tmp_path / "clone")
        self.clone.git("checkout", "-q", "--detach", self.head)
        self.bin = tmp_path / "bin"
        self.workspace = parsed(work, WORKFLOW)["env"]["WORKSPACE"]
        self.said = ""

    @property
    def review(self) -> Any:
        """What opsctl was given to read."""
        words = (self.fakes / "opsctl").read_text(encoding="utf-8").split("\n")
        path = words[words.index("--from-review") + 1]
        return json.loads(Path(path).read_text(encoding="utf-8"))

    def keep_on_github(self, approved: str) -> int:
        """Run the two last steps of the job."""
        steps = parsed(self.work, WORKFLOW)["jobs"]["approvals"]["steps"]
        values = {
            "WORKSPACE": self.workspace,
            "BASE_REF": "main",
            "HEAD_REF": "change",
            "HEAD_SHA": self.head,
            "NUMBER": "7",
            "RUNNER_TEMP": str(self.fakes),
        }
        scripts = [step["run"] for step in steps[-2:]]
        return self._run(["bash", "-eo", "pipefail"], scripts, values, approved)

    def keep_on_gitlab(
        self, approved: str, approvals: list[dict[str, Any]], version: str = ""
    ) -> int:
        """Run the job."""
        pushed = [{"head_commit_sha": version or self.head, "created_at": PUSHED}]
        (self.fakes / "versions").write_text(json.dumps(pushed), encoding="utf-8")
        (self.fakes / "approvals").write_text(
            json.dumps({"approved_by": approvals}), encoding="utf-8"
        )
        project = "https://gitlab.example/acme/handbook"
        values = {
            "OPSCTL_WORKSPACE": self.workspace,
            "OPSCTL_TOKEN": "s3cret",
            "CI_COMMIT_SHA": self.head,
            "CI_API_V4_URL": "https://gitlab.example/api/v4",
            "CI_PROJECT_ID": "1",
            "CI_PROJECT_URL": project,
            "CI_MERGE_REQUEST_IID": "7",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "change",
            "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_1": f"url.{self.work.folder.as_uri()}.insteadOf",
            "GIT_CONFIG_VALUE_1": project.replace("://", "://opsctl@") + ".git",
        }
        scripts = parsed(self.work, JOBS)["opsctl-approvals"]["script"]
        return self._run(["sh", "-e"], scripts, values, approved)

    def _run(
        self, shell: list[str], scripts: list[str], values: Mapping[str, str], approved: str
    ) -> int:
        """Run scripts as one, in the clone."""
        path = os.pathsep.join([str(self.bin), os.environ["PATH"]])
        done = subprocess.run(
            shell,
            input="\n".join(scripts),
            cwd=self.clone.folder,
            env={
                "PATH": path, "HOME": str(self.fakes), "TMPDIR": str(self.fakes),
                "FAKE": str(self.fakes), "APPROVED": approved, **SETTINGS, **values,
            },
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        self.said = done.stdout + done.stderr
        return done.returncode
