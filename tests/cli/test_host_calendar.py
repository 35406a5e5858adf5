"""The weekly jobs for git hosts: one issue, kept up to date, whatever the words in it."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from tests.conftest import DAY, run_opsctl
from tests.history.repositories import SETTINGS, Work, new_repository

CALENDAR, JOBS = ".github/workflows/opsctl-calendar.yml", ".gitlab-ci.yml"
FOLDER = "our $(touch x) 'company' \"north\" `touch y`"
LONGEST = 65_536
ROCK = """\
title: "{title}"
owner: jo
due: 2026-12-18
milestones: [{{title: First, due: 2026-10-09}}]
"""
PAGE = """\
---
title: Pack a parcel
owner: jo
version: "1.0.0"
status: approved
effective: 2025-01-01
reviewed: 2025-01-01
---
# Pack a parcel
"""
GH = '''\
#!{python}
"""Stand in for GitHub: issues are a file, and every call is noted down."""
import json, os, sys
from pathlib import Path

folder, words = Path(os.environ["FAKE"]), sys.argv[1:]
place = folder / "issues"
issues = json.loads(place.read_text()) if place.exists() else []
with (folder / "calls").open("a") as calls:
    print(*words[:2], file=calls)

def option(name):
    return words[words.index(name) + 1]

match words[:2]:
    case ["label", "create"]:
        sys.exit(1)  # it is there
    case ["issue", "list"]:
        names = option("--json").split(",")
        shown = [each for each in issues if option("--label") in each["labels"]]
        print(json.dumps([{{name: each[name] for name in names}} for each in reversed(shown)]))
    case ["issue", "create"]:
        body = Path(option("--body-file")).read_text(encoding="utf-8")
        new = {{"number": len(issues) + 1, "state": "OPEN", "body": body}}
        issues.append(new | {{"labels": [option("--label")], "title": option("--title")}})
    case ["issue", "edit"]:
        body = Path(option("--body-file")).read_text(encoding="utf-8")
        issues[int(words[2]) - 1]["body"] = body
    case ["issue", "reopen"]:
        issues[int(words[2]) - 1]["state"] = "OPEN"
    case _:
        sys.exit(f"no such thing: {{words}}")
place.write_text(json.dumps(issues))
'''


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Make a workspace with a late Rock and a late review, and the jobs of both hosts."""
    work = new_repository(Path(os.path.realpath(tmp_path)) / "acme")
    done = run_opsctl(
        "init", FOLDER, "--company", "Acme", "--name", "Jo", "--github", "--gitlab",
        cwd=work.folder,
    )  # fmt: skip
    assert done.code == 0, done.err
    work.write(f"{FOLDER}/rocks/2026-Q4/open.yaml", ROCK.format(title="Open in Germany"))
    work.write(f"{FOLDER}/sops/pack.md", PAGE)
    return work


class GitHub:
    """The machine that a host runs the job on, and what stands for the host."""

    def __init__(self, work: Work, tmp_path: Path) -> None:
        self.work, self.folder = work, tmp_path / "fakes"
        self.folder.mkdir()
        self.bin = programs(tmp_path, {"gh": GH.format(python=sys.executable)})
        self.workflow = yaml.safe_load((work.folder / CALENDAR).read_bytes())
        self.said = ""

    def run(self) -> int:
        """Run the two last steps of the job."""
        scripts = [step["run"] for step in self.workflow["jobs"]["calendar"]["steps"][-2:]]
        for script in scripts:
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
                cwd=self.work.folder,
                env={
                    **surroundings(self.bin),
                    **self.workflow["env"],
                    "RUNNER_TEMP": str(self.folder),
                    "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
                    "FAKE": str(self.folder),
                },
                capture_output=True,
                text=True,
                check=False,
            )
            self.said += done.stdout + done.stderr
            if done.returncode:
                return done.returncode
        return 0

    @property
    def issues(self) -> list[dict[str, Any]]:
        path = self.folder / "issues"
        return list(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else []

    @issues.setter
    def issues(self, issues: list[dict[str, Any]]) -> None:
        (self.folder / "issues").write_text(json.dumps(issues), encoding="utf-8")

    @property
    def calls(self) -> list[str]:
        """What was asked of the host since the last look."""
        path = self.folder / "calls"
        calls = path.read_text(encoding="utf-8").splitlines()
        path.write_text("", encoding="utf-8")
        return calls


def programs(tmp_path: Path, others: Mapping[str, str]) -> Path:
    """Make a folder with opsctl as it is here, and other programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    python = shlex.quote(sys.executable)
    for name, text in {
        "opsctl": f'#!/bin/sh\nexec {python} -m opsctl --as-of {DAY} "$@"\n',
        **others,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def surroundings(programs: Path) -> Mapping[str, str]:
    kept = {"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {}
    beside = str(Path(sys.executable).parent)
    path = os.pathsep.join([str(programs), beside, os.environ["PATH"]])
    return {**kept, **SETTINGS, "PATH": path, "PYTHONIOENCODING": "utf-8"}


# On GitHub


def test_one_issue_is_opened_and_then_kept(work: Work, tmp_path: Path) -> None:
    host = GitHub(work, tmp_path)
    assert host.run() == 0, host.said
    (issue,) = host.issues
    assert issue["title"] == "What the calendar brings"
    assert issue["body"].startswith("<!-- opsctl-calendar ")
    assert "**Open in Germany**" in issue["body"]
    assert "Pack a parcel (pack)" in issue["body"]
    assert host.calls == ["label create", "issue list", "issue create"]
    assert host.run() == 0, host.said
    assert host.issues == [issue]
    assert host.calls == ["label create", "issue list"]
    assert not [*tmp_path.rglob("x"), *tmp_path.rglob("y")]


def test_what_is_new_is_written_into_it_and_a_closed_one_is_opened(
    work: Work, tmp_path: Path
) -> None:
    host = GitHub(work, tmp_path)
    host.run()
    issue = host.issues[0]
    host.issues = [issue | {"state": "CLOSED", "body": issue["body"].replace("Germany", "Italy")}]
    assert host.calls
    assert host.run() == 0, host.said
    assert host.issues == [issue]
    assert host.calls == ["label create", "issue list", "issue edit", "issue reopen"]
    host.issues = [issue | {"body": issue["body"].replace("\n", "\r\n")}]
    assert host.run() == 0, host.said
    assert host.calls == ["label create", "issue list"]


def test_issues_of_others_stay_as_they_are(work: Work, tmp_path: Path) -> None:
    host = GitHub(work, tmp_path)
    host.run()
    ours = host.issues[0]
    quoting = {**ours, "number": 1, "body": f"> {ours['body']}"}
    copied = {**ours, "number": 2, "labels": []}
    of_another_workspace = {**ours, "number": 3, "body": "<!-- opsctl-calendar 0 -->\n"}
    host.issues = [quoting, copied, of_another_workspace]
    assert host.run() == 0, host.said
    assert host.issues == [quoting, copied, of_another_workspace, {**ours, "number": 4}]


def test_a_page_that_is_too_long_is_cut_at_a_line(work: Work, tmp_path: Path) -> None:
    host = GitHub(work, tmp_path)
    for number in range(700):
        title = f"Pack a parcel of the kind number {number}, with ä and 😀"
        work.write(f"{FOLDER}/sops/p{number}.md", PAGE.replace("Pack a parcel", title))
    assert host.run() == 0, host.said
    body = host.issues[0]["body"]
    assert LONGEST - 6_000 < len(body) < LONGEST
    assert body.endswith(" |\n\n… and more: `opsctl sop due` shows the rest.\n")
    assert host.run() == 0
    assert host.calls[-1] == "issue list"


def test_where_opsctl_fails_no_issue_is_touched(work: Work, tmp_path: Path) -> None:
    host = GitHub(work, tmp_path)
    (work.folder / FOLDER / "opsctl.yaml").unlink()
    assert host.run() == 2
    assert host.issues == []


def test_hostile_words_stay_words(work: Work, tmp_path: Path) -> None:
    host = GitHub(work, tmp_path)
    title = r"END\n/close\n@everyone <!-- opsctl-calendar --> $(touch x) #1"
    work.write(f"{FOLDER}/rocks/2026-Q4/open.yaml", ROCK.format(title=title))
    assert host.run() == 0, host.said
    lines = host.issues[0]["body"].splitlines()
    assert not [line for line in lines[1:] if line.startswith(("END", "/close", "<!--"))]
    assert "@everyone" not in host.issues[0]["body"]
    assert not [*tmp_path.rglob("x")]


def test_it_runs_on_a_day_and_never_for_a_pull_request(work: Work) -> None:
    events = yaml.safe_load((work.folder / CALENDAR).read_bytes())[True]  # `on`, as YAML 1.1 has it
    assert events == {
        "schedule": [{"cron": "17 6 * * 1", "timezone": "UTC"}],
        "workflow_dispatch": None,
    }


# On GitLab


class _Answers(BaseHTTPRequestHandler):
    """What GitLab says to the calls of the job."""

    def do_GET(self) -> None:
        assert "labels=opsctl-calendar" in self.path
        self._answer(self.server.issues)  # type: ignore[attr-defined]  # that of `GitLab`

    def do_POST(self) -> None:
        issues = self.server.issues  # type: ignore[attr-defined]  # that of `GitLab`
        new = {"iid": len(issues) + 1, "state": "opened", "web_url": "https://x/1"}
        issues.append(new | self._given())
        self._answer(issues[-1])

    def do_PUT(self) -> None:
        issue = self.server.issues[int(self.path.rpartition("/")[2]) - 1]  # type: ignore[attr-defined]  # that of `GitLab`
        given = self._given()
        if given.pop("state_event", "") == "reopen":
            issue["state"] = "opened"
        issue |= given
        self._answer(issue)

    def _given(self) -> dict[str, Any]:
        return dict(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, data: object) -> None:
        known = self.headers["PRIVATE-TOKEN"] == "s3cret"
        self.server.calls.append((self.command, self.path.partition("?")[0]))  # type: ignore[attr-defined]  # that of `GitLab`
        self.send_response(200 if known else 401)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode() if known else b"{}")

    def log_message(self, *_: object) -> None:
        """Stay silent."""


class GitLab(HTTPServer):
    """A GitLab of one project, on this machine."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.issues: list[dict[str, Any]] = []
        self.calls: list[tuple[str, str]] = []
        self.said = ""

    def run(self, work: Work, tmp_path: Path, token: str = "s3cret") -> int:
        """Run the job."""
        jobs = yaml.safe_load((work.folder / JOBS).read_bytes())
        there = tmp_path / "bin"
        done = subprocess.run(
            ["sh", "-e", "-c", "\n".join(jobs["opsctl-calendar"]["script"])],
            cwd=work.folder,
            env={
                **surroundings(there if there.is_dir() else programs(tmp_path, {})),
                "OPSCTL_WORKSPACE": jobs[".opsctl"]["variables"]["OPSCTL_WORKSPACE"]["value"],
                "OPSCTL_CALENDAR_TOKEN": token,
                "CI_API_V4_URL": f"http://127.0.0.1:{self.server_port}/api/v4",
                "CI_PROJECT_ID": "7",
                "TMPDIR": str(tmp_path),
                "no_proxy": "*",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.said = done.stdout + done.stderr
        return done.returncode


@pytest.fixture
def gitlab() -> Iterator[GitLab]:
    with GitLab() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_on_gitlab_one_issue_is_opened_and_then_kept(
    work: Work, gitlab: GitLab, tmp_path: Path
) -> None:
    issues = "/api/v4/projects/7/issues"
    assert gitlab.run(work, tmp_path) == 0, gitlab.said
    (issue,) = gitlab.issues
    assert (issue["title"], issue["labels"]) == ("What the calendar brings", "opsctl-calendar")
    assert "**Open in Germany**" in issue["description"]
    assert "Pack a parcel (pack)" in issue["description"]
    assert gitlab.calls == [("GET", issues), ("POST", issues)]
    kept = dict(issue)
    assert gitlab.run(work, tmp_path) == 0, gitlab.said
    assert gitlab.calls[2:] == [("GET", issues)]
    issue |= {"state": "closed", "description": f"{issue['description']}\nmore"}
    assert gitlab.run(work, tmp_path) == 0, gitlab.said
    assert gitlab.calls[3:] == [("GET", issues), ("PUT", f"{issues}/1")]
    assert gitlab.issues == [kept]
    assert not [*tmp_path.rglob("x"), *tmp_path.rglob("y")]


def test_on_gitlab_issues_of_others_stay_as_they_are(
    work: Work, gitlab: GitLab, tmp_path: Path
) -> None:
    theirs = {"iid": 1, "state": "closed", "description": None, "web_url": ""}
    gitlab.issues = [dict(theirs)]
    assert gitlab.run(work, tmp_path) == 0, gitlab.said
    assert gitlab.issues[0] == theirs
    assert len(gitlab.issues) == 2


def test_on_gitlab_without_a_token_the_page_alone_is_kept(
    work: Work, gitlab: GitLab, tmp_path: Path
) -> None:
    assert gitlab.run(work, tmp_path, token="") == 0, gitlab.said
    assert gitlab.calls == []
    page = (work.folder / "opsctl-calendar.md").read_text(encoding="utf-8")
    assert "**Open in Germany**" in page
    assert "Pack a parcel (pack)" in page


def test_on_gitlab_a_wrong_token_fails_and_is_not_shown(
    work: Work, gitlab: GitLab, tmp_path: Path
) -> None:
    assert gitlab.run(work, tmp_path, token="w0rd") == 1
    assert "401" in gitlab.said
    assert "w0rd" not in gitlab.said


def test_on_gitlab_it_runs_in_scheduled_pipelines_alone(work: Work) -> None:
    job = yaml.safe_load((work.folder / JOBS).read_bytes())["opsctl-calendar"]
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]
