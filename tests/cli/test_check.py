"""`opsctl check` and `opsctl rule`: whole outputs, formats, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import DAY, NORTHWIND, Golden, Run

BROKEN = """\
title: Open the marketplace in Germany
owner: lna
due: 30/11/2026
milestnes: []
"""
FINDING_KEYS = [
    *("path", "line", "column", "end_line", "end_column", "code", "name", "severity"),
    *("message", "hint", "fixable", "fix"),
]


@pytest.fixture
def broken(northwind: Path) -> Path:
    (northwind / "rocks/2026-Q4/open-germany.yaml").write_text(BROKEN, encoding="utf-8")
    (northwind / "rocks/2026-Q4/parcel-cost.yml").write_text("", encoding="utf-8")
    return northwind


def test_the_example_company_is_sound(run: Run) -> None:
    done = run("check", "-C", NORTHWIND, "--as-of", DAY)
    assert done.code == 0
    assert done.out.endswith("0 errors, 4 warnings, 1 note in 119 files.\n")


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_the_whole_output(run: Run, golden: Golden, broken: Path, format: str) -> None:
    done = run("check", "--as-of", DAY, "--format", format, cwd=broken)
    assert (done.code, done.err) == (1, "")
    golden(f"check.{'json' if format == 'json' else format + '.txt'}", done.out)


@pytest.mark.parametrize(
    ("format", "name"),
    [
        ("concise", "concise.txt"),
        ("gitlab", "gitlab.json"),
        ("junit", "junit.xml"),
        ("rdjson", "rdjson.json"),
        ("markdown", "md"),
    ],
)
def test_the_output_about_a_folder(
    run: Run, golden: Golden, broken: Path, format: str, name: str
) -> None:
    done = run("check", "rocks/2026-Q4", "--as-of", DAY, "--format", format, cwd=broken)
    assert (done.code, done.err) == (1, "")
    golden(f"check.{name}", done.out)


def test_the_public_shape_has_its_keys_in_order(run: Run, broken: Path) -> None:
    data = json.loads(run("check", "--as-of", DAY, "-o", "json", cwd=broken).out)
    assert list(data) == ["schema", "findings", "summary"]
    assert {tuple(each) for each in data["findings"]} == {tuple(FINDING_KEYS)}
    assert list(data["summary"]) == [
        *("files", "errors", "warnings", "notes"),
        *("known_gaps", "closed_gaps", "fewer_than_at_start"),
    ]
    order = [(f["path"], f["line"], f["column"], f["code"]) for f in data["findings"]]
    assert order == sorted(order)


def test_paths_are_relative_to_where_one_stands(run: Run, broken: Path) -> None:
    below = broken / "rocks"
    done = run("check", "--as-of", DAY, cwd=below)
    assert "\n2026-Q4/open-germany.yaml:3:6: error[FILE019]" in f"\n{done.out}"
    above = run("check", "-C", broken, "--as-of", DAY, cwd=broken.parent)
    assert "northwind/rocks/2026-Q4/open-germany.yaml:3:6: " in above.out


def test_only_the_paths_asked_for_are_reported(run: Run, broken: Path) -> None:
    one = run("check", "rocks/2026-Q4/ship-in-24-hours.yaml", "--as-of", DAY, cwd=broken)
    assert one.code == 0
    assert one.out.endswith("in 1 file.\n")
    folder = run("check", "rocks/2026-Q4", "--as-of", DAY, cwd=broken)
    assert folder.code == 1
    inside = run("check", ".", "--as-of", DAY, cwd=broken / "rocks/2026-Q3")
    assert inside.code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.yaml",), "there is no nowhere.yaml"),
        (("/",), "lies outside of the workspace"),
        (("--fail-on", "never"), "error, warning or note"),
        (("--stdin-filename", "../x.yaml"), "lies outside of the workspace"),
    ],
)
def test_what_makes_no_sense_is_said(
    run: Run, northwind: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run("check", *arguments, cwd=northwind)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_fail_on_lowers_the_bar(run: Run) -> None:
    example = ("-C", NORTHWIND, "--as-of", DAY)
    assert run("check", *example, "--fail-on", "warning").code == 1
    only_note = run(
        *("check", NORTHWIND / "rocks/2026-Q4/ship-in-24-hours.yaml", *example),
        *("--fail-on", "warning"),
    )
    assert only_note.code == 0


def test_a_file_is_read_from_standard_input_in_the_place_of_its_name(
    run: Run, northwind: Path
) -> None:
    name = "rocks/2026-Q4/open-germany.yaml"
    done = run("check", "--stdin-filename", name, "--as-of", DAY, cwd=northwind, stdin=b"title: [")
    assert done.code == 1
    assert f"{name}:1:8: error[FILE007]" in done.out
    assert "    1 | title: [" in done.out


def test_nothing_is_written_by_check(run: Run, broken: Path) -> None:
    before = {path: path.read_bytes() for path in broken.rglob("*") if path.is_file()}
    run("check", cwd=broken)
    assert before == {path: path.read_bytes() for path in broken.rglob("*") if path.is_file()}


def test_a_format_of_the_future_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 2\ncompany: A\n", encoding="utf-8")
    done = run("check", cwd=tmp_path)
    assert done.code == 2
    assert "install a newer opsctl" in done.err


def test_a_broken_settings_file_is_a_finding_and_the_defaults_apply(
    run: Run, northwind: Path
) -> None:
    (northwind / "opsctl.yaml").write_text("format: 1\ncompany: [\n", encoding="utf-8")
    done = run("check", "--as-of", DAY, cwd=northwind)
    assert done.code == 1
    assert "opsctl.yaml:2:10: error[FILE007]" in done.out
    assert run("rock", "status", "--as-of", DAY, cwd=northwind).code == 0


def test_a_page_of_the_manual(run: Run, golden: Golden) -> None:
    golden("rule-ROCK003.txt", run("rule", "ROCK003").out)
    assert run("rule", "owner-known").out == run("rule", "rock003").out
    assert json.loads(run("rule", "ROCK003", "-o", "json").out)["name"] == "owner-known"


def test_the_list_of_rules(run: Run) -> None:
    listed = json.loads(run("rule", "-o", "json").out)["rules"]
    assert [each["code"] for each in listed][:2] == ["FILE001", "FILE002"]
    assert len(run("rule").out.splitlines()) == len(listed)


def test_an_unknown_rule_brings_the_nearest(run: Run) -> None:
    done = run("rule", "owner-knwn")
    assert done.code == 2
    assert "did you mean `owner-known`?" in done.err


def test_a_file_that_is_only_on_standard_input_can_be_asked_for(run: Run, northwind: Path) -> None:
    name = "rocks/2026-Q4/new.yaml"
    done = run("check", "--stdin-filename", name, name, cwd=northwind, stdin=b"title: [")
    assert done.code == 1
    assert done.out.endswith("in 1 file.\n")


def test_a_day_that_is_empty_is_no_day(run: Run) -> None:
    done = run("check", "-C", NORTHWIND, "--as-of", "")
    assert (done.code, done.out) == (2, "")
