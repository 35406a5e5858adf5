"""`opsctl check --output FORMAT=FILE`, and formats as those who read them get them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from opsctl.cli.formats import CHECK_FORMATS
from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, NORTHWIND, Run
from tests.history.repositories import new_repository
from tests.rendering.diagnostics.validators import (
    RDJSON,
    refused_by_gitlab,
    refused_by_junit,
    refused_by_sarif,
    refused_by_schema,
)

GERMANY = "rocks/2026-Q4/open-germany.yaml"
LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b\\([^\x1b]*)\x1b\]8;;\x1b\\")


@pytest.fixture
def broken(northwind: Path) -> Path:
    (northwind / GERMANY).write_text("title: Germany\nowner: lna\n", encoding="utf-8")
    return northwind


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Make a workspace within a repository whose names of files do what names can do."""
    new_repository(tmp_path / "top")
    root = tmp_path / "top" / "our ops 100%"
    folder = root / "rocks/2026-Q4"
    folder.mkdir(parents=True)
    (root / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
    title = json.dumps(
        "]]> ]] & <b> | ##[error] ::error:: \x1b[2J [a](https://evil.example) @all %0A"
    )
    for name in (b"a\xff.yaml", b"a\n::error::b.yaml", "größe%2F😀.yaml".encode(), b"]]>'\"|.yaml"):
        place = os.fsencode(folder) + b"/" + name
        with open(place, "wb") as file:
            file.write(f"title: {title}\n{title}: 1\nownr: {title}\n".encode())
    return root


# Files


def test_several_outputs_are_written_and_what_is_printed_stays(
    run: Run, broken: Path, tmp_path: Path
) -> None:
    plain = run("check", "--as-of", DAY, cwd=broken)
    files = {format: tmp_path / "reports" / f"check.{format}" for format in CHECK_FORMATS}
    asked = [f"--output={format}={file}" for format, file in files.items()]
    done = run("check", "--as-of", DAY, *asked, cwd=broken)
    assert (done.code, done.out, done.err) == (1, plain.out, "")
    for format, file in files.items():
        printed = run("check", "--as-of", DAY, "--format", format, cwd=broken).out
        assert file.read_text(encoding="utf-8") == printed


def test_an_output_is_written_where_all_is_well_too(run: Run, tmp_path: Path) -> None:
    sound = ("-C", NORTHWIND, "--as-of", DAY, NORTHWIND / "people.yaml")
    done = run("check", *sound, "--output", "gitlab=quality.json", cwd=tmp_path)
    assert done.code == 0
    assert (tmp_path / "quality.json").read_text(encoding="utf-8") == "[]\n"


def test_a_report_is_written_though_nobody_reads_what_is_printed(
    broken: Path, tmp_path: Path
) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    asked = [sys.executable, "-m", "opsctl", "check", "--output", f"json={tmp_path / 'x.json'}"]
    subprocess.run(asked, cwd=broken, stdout=theirs, stderr=subprocess.DEVNULL, check=False)
    os.close(theirs)
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1


def test_an_older_report_is_replaced(run: Run, broken: Path, tmp_path: Path) -> None:
    file = tmp_path / "check.json"
    file.write_text("old " * 100_000, encoding="utf-8")
    file.chmod(0o640)
    run("check", "--as-of", DAY, "--output", f"json={file}", cwd=broken)
    assert json.loads(file.read_text(encoding="utf-8"))["summary"]["errors"] == 1
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["check.json"]


def test_a_link_to_a_file_stays_a_link(run: Run, broken: Path, tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("", encoding="utf-8")
    (tmp_path / "link.json").symlink_to("real.json")
    run("check", "--as-of", DAY, "--output", f"json={tmp_path / 'link.json'}", cwd=broken)
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["check.sarif"], "--output does not take `check.sarif`"),
        (["sarif="], "--output does not take `sarif=`"),
        (["sarf=x"], "did you mean `sarif`?"),
        (["pdf=x"], "choose one of text, concise, json, github, gitlab, sarif, junit"),
        (["json=.."], ".. is no ordinary file"),
        (["json=/dev/null"], "/dev/null is no ordinary file"),
        (["json=a", "sarif=./a"], "two outputs go to "),
        (["json=people.yaml"], "people.yaml is a file of the workspace"),
        (["json=.opsctl-baseline.jsonl"], ".opsctl-baseline.jsonl is a file of the workspace"),
        ([f"json=rocks/../{GERMANY}"], "open-germany.yaml is a file of the workspace"),
    ],
)
def test_an_output_that_makes_no_sense_is_refused(
    run: Run, broken: Path, given: list[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in broken.rglob("*") if path.is_file()}
    asked = [f"--output={each}" for each in given]
    done = run("check", "--as-of", DAY, *asked, cwd=broken)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert before == {path: path.read_bytes() for path in broken.rglob("*") if path.is_file()}


def test_a_folder_that_cannot_be_made_is_named(run: Run, broken: Path) -> None:
    done = run("check", "--as-of", DAY, "--output", "json=people.yaml/check.json", cwd=broken)
    assert done.code == 2
    assert "check.json" in done.err


def test_the_baseline_is_written_without_reports(run: Run, northwind: Path) -> None:
    done = run("check", "--update-baseline", "--output", "json=x.json", cwd=northwind)
    assert done.code == 2
    assert not (northwind / "x.json").exists()


def test_a_difference_is_shown_without_reports(run: Run, northwind: Path) -> None:
    done = run("check", "--diff", "--output", "json=x.json", cwd=northwind)
    assert (done.code, done.out) == (2, "")
    assert not (northwind / "x.json").exists()


def test_a_report_of_what_is_left_after_fixing_says_what_was_fixed(
    run: Run, northwind: Path, tmp_path: Path
) -> None:
    (northwind / "opsctl.yaml").write_text("company: Northwind\n", encoding="utf-8")
    asked = ("--output", f"json={tmp_path / 'x.json'}", "--output", f"gitlab={tmp_path / 'y.json'}")
    run("check", "--fix", "--as-of", DAY, *asked, cwd=northwind)
    data = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert [each["code"] for each in data["fixes"]["fixed"]] == ["CFG001"]
    left = json.loads((tmp_path / "y.json").read_text(encoding="utf-8"))
    assert "CFG001" not in {each["check_name"] for each in left}


def test_what_a_step_has_told_github_stays_above_the_page(
    run: Run, broken: Path, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# Before\n", encoding="utf-8")
    asked = ("check", "--as-of", DAY, "--output", f"markdown={summary}")
    run(*asked, cwd=broken, environment={"GITHUB_STEP_SUMMARY": str(summary)})
    assert summary.read_text(encoding="utf-8").startswith("# Before\n\n# Check\n\n**1 error")
    run(*asked, cwd=broken)
    assert summary.read_text(encoding="utf-8").startswith("# Check\n")


def test_nothing_goes_to_the_summary_of_a_step_unasked(
    run: Run, broken: Path, tmp_path: Path
) -> None:
    told = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "GITHUB_ACTIONS": "true"}
    done = run("check", "--as-of", DAY, cwd=broken, environment=told)
    assert done.out == run("check", "--as-of", DAY, cwd=broken).out
    assert not (tmp_path / "summary.md").exists()


def test_a_report_of_the_past_says_so(run: Run, tmp_path: Path) -> None:
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-05", {"opsctl.yaml": "format: 1\ncompany: Acme\n"})
    asked = [f"--output={each}={tmp_path / each}" for each in ("text", "markdown", "json", "sarif")]
    done = run("check", "--at", "HEAD", *asked, cwd=work.folder)
    assert done.code == 0
    text, markdown = ((tmp_path / each).read_text("utf-8") for each in ("text", "markdown"))
    assert text == done.out
    assert markdown.startswith("*as it was at HEAD \\(")
    assert json.loads((tmp_path / "json").read_text("utf-8"))["at"]["rev"] == "HEAD"
    assert set(json.loads((tmp_path / "sarif").read_text("utf-8"))) == {
        "$schema",
        "version",
        "runs",
    }


# Those who read them


def test_hosts_name_files_from_the_top_of_the_repository(run: Run, hostile: Path) -> None:
    def told(format: str) -> str:
        return run("check", "--as-of", DAY, "--format", format, cwd=hostile / "rocks").out

    assert '"path": "our ops 100%/rocks/2026-Q4/a\\\\udcff.yaml"' in told("gitlab")
    assert '"path": "our ops 100%/rocks/2026-Q4/a\\\\udcff.yaml"' in told("rdjson")
    assert '"uri": "our%20ops%20100%25/rocks/2026-Q4/a%5Cudcff.yaml"' in told("sarif")
    assert 'file="our ops 100%/rocks/2026-Q4/a\\udcff.yaml"' in told("junit")
    assert "file=our ops 100%25/rocks/2026-Q4/a\\udcff.yaml" in told("github")
    assert "| our ops 100%/rocks/2026-Q4/a\\\\udcff.yaml:" in told("markdown")
    assert "\n2026-Q4/a\\udcff.yaml:1:1: error: " in f"\n{told('concise')}"


def test_each_reader_takes_a_report_about_hostile_names(
    run: Run, hostile: Path, tmp_path: Path
) -> None:
    def told(format: str) -> str:
        return run("check", "--as-of", DAY, "--format", format, cwd=hostile).out

    assert refused_by_sarif(told("sarif"), tmp_path) == []
    assert refused_by_gitlab(told("gitlab")) == []
    assert refused_by_junit(told("junit")) == []
    assert refused_by_schema(json.loads(told("rdjson")), RDJSON) == []


def test_a_finding_in_a_file_that_is_no_more_has_a_place_for_every_reader(
    run: Run, tmp_path: Path
) -> None:
    work = new_repository(tmp_path / "acme")
    page = "---\ntitle: Return\nowner: maya\nversion: '1.0.0'\nstatus: approved\n---\n# Return\n"
    work.save("2026-10-05", {"opsctl.yaml": "format: 1\ncompany: Acme\n", "sops/a.md": page})
    work.git("checkout", "-q", "-b", "work")
    (work.folder / "sops/a.md").unlink()
    work.commit("2026-10-06")

    def told(format: str) -> str:
        asked = ("check", "--base", "main", "--as-of", "2026-10-06", "--format", format)
        return run(*asked, cwd=work.folder).out

    gone = [each for each in json.loads(told("json"))["findings"] if each["path"] == "sops/a.md"]
    assert gone
    assert all((each["line"], each["column"]) == (1, 1) for each in gone)
    assert refused_by_sarif(told("sarif"), tmp_path) == []
    assert refused_by_gitlab(told("gitlab")) == []
    assert refused_by_junit(told("junit")) == []
    assert refused_by_schema(json.loads(told("rdjson")), RDJSON) == []


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_what_fails_in_junit_is_what_makes_the_check_fail(run: Run, severity: str) -> None:
    example = ("check", "-C", NORTHWIND, "--as-of", DAY, "--fail-on", severity)
    counts = json.loads(run(*example, "--format", "json").out)["summary"]
    order = ("errors", "warnings", "notes")
    failing = sum(counts[each] for each in order[: order.index(f"{severity}s") + 1])
    skipped = sum(counts[each] for each in order) - failing
    done = run(*example, "--format", "junit")
    assert f'failures="{failing}" errors="0" skipped="{skipped}"' in done.out
    assert done.code == (1 if failing else 0)


# Links


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM_PROGRAM": "vscode"},
        {"TERM": "xterm-kitty"},
        {"VTE_VERSION": "5000"},
        {"WT_SESSION": "a"},
    ],
)
def test_a_place_is_a_link_where_the_terminal_opens_links(
    broken: Path, environment: dict[str, str]
) -> None:
    _, screen = run_in_terminal(["check", "--as-of", DAY], broken, environment=environment)
    address = (broken / GERMANY).resolve().as_uri()
    assert (f"{address}#2", f"{GERMANY}:2:8") in LINK.findall(screen)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"VTE_VERSION": "4999"},
        {"VTE_VERSION": "new"},
        {"TERM_PROGRAM": "vscode", "NO_COLOR": "1"},
        {"TERM_PROGRAM": "vscode", "TERM": "dumb"},
        {"TERM_PROGRAM": "Apple_Terminal"},
    ],
)
def test_no_other_terminal_gets_a_link(broken: Path, environment: dict[str, str]) -> None:
    _, screen = run_in_terminal(["check", "--as-of", DAY], broken, environment=environment)
    assert "\x1b]8" not in screen
    assert f"{GERMANY}:2:8" in screen


def test_no_pipe_gets_a_link(run: Run, broken: Path) -> None:
    linking = {"TERM_PROGRAM": "vscode", "FORCE_COLOR": "1"}
    done = run("check", "--as-of", DAY, cwd=broken, environment=linking)
    assert "\x1b[" in done.out
    assert "\x1b]8" not in done.out
