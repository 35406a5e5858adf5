"""`opsctl sop validate`: one file, in a workspace or anywhere; what is known does not fail."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import DAY, NORTHWIND, Run
from tests.docs.test_json import chapter, keys

PAGE = "# Returns\n\n## Purpose\n\nMoney back.\n\n## Steps\n\n1. Open it\n2. Count\n"
FINDING = [
    *("path", "line", "column", "end_line", "end_column", "code", "name", "severity"),
    *("message", "hint", "fixable", "fix", "known"),
]


def test_a_complete_file_passes_and_says_what_was_understood(run: Run) -> None:
    file = NORTHWIND / "sops/technology/checkout-down.md"
    done = run("sop", "validate", file, "-C", NORTHWIND, "--as-of", DAY)
    assert (done.code, done.err) == (0, "")
    assert "checkout-down.md: 3 of 3 sections, 17 steps, profile runbook.\n" in done.out
    assert "line 16: “Meaning” read as Purpose\n" in done.out
    assert done.out.endswith("No findings in 1 file.\n")


def test_a_file_outside_of_any_workspace(run: Run, tmp_path: Path) -> None:
    (tmp_path / "returns.md").write_text(PAGE, encoding="utf-8")
    done = run("sop", "validate", "returns.md", cwd=tmp_path)
    assert done.code == 1
    assert "returns.md:1:1: error[SOP001]" in done.out
    assert "returns.md: 2 of 6 sections, 2 steps, profile standard.\n" in done.out


def test_links_of_a_file_outside_of_a_workspace_are_looked_up(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n[x](b.md) [y](c.md) [z](b.md#z)\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# Z\n", encoding="utf-8")
    done = run("sop", "validate", "a.md", "--format", "json", cwd=tmp_path)
    links = json.loads(done.out)["sops"][0]["links"]
    assert [each["ok"] for each in links] == [True, False, True]


def test_standard_input_stands_in_for_a_file(run: Run, northwind: Path) -> None:
    name = "sops/fulfilment/process-a-return.md"
    broken = (northwind / name).read_bytes().replace(b"## Scope", b"## Reach")
    done = run(
        *("sop", "validate", "--stdin-filename", name, "--as-of", DAY), cwd=northwind, stdin=broken
    )
    assert done.code == 1
    assert f"{name}:2:8: error[SOP001]" in done.out
    assert run("sop", "validate", name, "--as-of", DAY, cwd=northwind).code == 0


def test_standard_input_outside_of_a_workspace(run: Run, tmp_path: Path) -> None:
    done = run(
        *("sop", "validate", "-", "--stdin-filename", "x.md", "-o", "json"),
        cwd=tmp_path,
        stdin=PAGE.encode(),
    )
    assert done.code == 1
    assert [each["id"] for each in json.loads(done.out)["sops"]] == ["x"]


def test_the_shape_is_that_of_the_list_with_findings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "returns.md").write_text(PAGE, encoding="utf-8")
    printed = json.loads(run("sop", "validate", "returns.md", "-o", "json", cwd=tmp_path).out)
    assert list(printed) == ["schema", "sops", "findings", "summary"]
    assert {tuple(each) for each in printed["findings"]} == {tuple(FINDING)}
    chapters = ("opsctl sop validate", "opsctl sop list", "opsctl check")
    described = set(re.findall(r"`([\w-]+)`", "".join(map(chapter, chapters))))
    assert set(keys(printed)) <= described


def test_known_gaps_are_told_and_do_not_fail(run: Run, tmp_path: Path) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
    (tmp_path / "sops").mkdir()
    (tmp_path / "sops/returns.md").write_text(PAGE, encoding="utf-8")
    assert run("sop", "validate", "sops/returns.md", cwd=tmp_path).code == 1
    assert run("sop", "adopt", "sops", cwd=tmp_path).code == 0
    done = run("sop", "validate", "sops/returns.md", cwd=tmp_path)
    assert done.code == 0
    assert "sops/returns.md:1: known gap[SOP001]" in done.out
    printed = json.loads(run("sop", "validate", "sops/returns.md", "-o", "json", cwd=tmp_path).out)
    assert {each["known"] for each in printed["findings"]} == {True}


def test_a_page_that_the_settings_exclude_is_validated_when_it_is_named(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
    (tmp_path / "README.md").write_text(PAGE, encoding="utf-8")
    assert "SOP001" in run("sop", "validate", "README.md", cwd=tmp_path).out


def test_a_folder_stands_for_its_pages(run: Run, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    printed = json.loads(run("sop", "validate", ".", "-o", "json", cwd=tmp_path).out)
    assert [each["path"] for each in printed["sops"]] == ["a.md", "b.md"]


def test_annotations_for_a_pull_request(run: Run, tmp_path: Path) -> None:
    (tmp_path / "returns.md").write_text(PAGE, encoding="utf-8")
    done = run("sop", "validate", "returns.md", "--format", "github", cwd=tmp_path)
    assert done.out.startswith("::error file=returns.md,line=1,")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "which file?"),
        (("nowhere.md",), "there is no nowhere.md"),
        (("nowhere/x.md",), "there is no nowhere/x.md"),
        (("-C", "elsewhere", "x.md"), "elsewhere is no workspace: it has no opsctl.yaml"),
        (("x.md", "--fail-on", "red"), "--fail-on does not take `red`"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    (tmp_path / "x.md").write_text(PAGE, encoding="utf-8")
    done = run("sop", "validate", *words, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert f"error: {said}\n" in done.err


def test_fail_on_warning_is_stricter(run: Run, northwind: Path) -> None:
    late = "sops/product/list-a-product.md"
    plain = run("sop", "validate", late, "--as-of", DAY, cwd=northwind)
    strict = run("sop", "validate", late, "--as-of", DAY, "--fail-on", "warning", cwd=northwind)
    assert (plain.code, strict.code) == (0, 1)
