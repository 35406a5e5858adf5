"""`opsctl sop diff`: what a revision of a procedure changes, against git."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Result, run_opsctl
from tests.docs.test_json import chapter, keys
from tests.history.repositories import Work, new_repository

PAGE = "sops/care/returns.md"
TEXT = """\
---
title: Process a return
owner: omar
version: "1.3.0"
status: approved
---
# Process a return

## Scope

- Every return by a customer

## Procedure

1. Find the order by its number
2. Inspect the item within 24 hours
3. Pay the refund

## Change log

- First version
"""
SETTINGS = "format: 1\ncompany: Acme\ntimezone: Europe/London\n"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Make a repository with one procedure in it."""
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", {"opsctl.yaml": SETTINGS, PAGE: TEXT})
    return work


def diff(work: Work, *more: str) -> Result:
    return run_opsctl("sop", "diff", "returns", *more, cwd=work.folder)


def write(work: Work, text: str, path: str = PAGE) -> None:
    (work.folder / path).write_text(text, encoding="utf-8")


def test_a_limit_that_changes_is_called_out(work: Work) -> None:
    write(work, TEXT.replace("24 hours", "48 hours"))
    done = diff(work)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Process a return  care/returns, HEAD to here\n"
        "\n"
        " minor  step reworded  24 hours → 48 hours  line 16\n"
        "        - Inspect the item within 24 hours\n"
        "        + Inspect the item within 48 hours\n"
        "\n"
        "The change is minor.\n"
        "It owes version 1.4.0 after 1.3.0, and it says 1.3.0.\n"
        "→ opsctl sop bump care/returns\n"
    )


def test_the_shape_of_the_data(work: Work) -> None:
    write(work, TEXT.replace("24 hours", "48 hours").replace("owner: omar", "owner: ana"))
    printed = json.loads(diff(work, "--format", "json").out)
    assert list(printed) == ["schema", "base", "head", "sops", "unseen"]
    (sop,) = printed["sops"]
    assert list(sop)[:3] == ["id", "version", "changes"]
    assert sop["version"] == {"from": "1.3.0", "to": "1.3.0", "owed": "1.4.0"}
    assert sop["changes"][0] == {
        "kind": "step-reworded",
        "section": "procedure",
        "line": 16,
        "before": "Inspect the item within 24 hours",
        "after": "Inspect the item within 48 hours",
        "weight": "minor",
        "figures": [["24 hours", "48 hours"]],
    }
    assert [(each["kind"], each["section"]) for each in sop["changes"][1:]] == [("key", "owner")]
    described = set(re.findall(r"`([\w-]+)`", chapter("opsctl diff") + chapter("opsctl sop diff")))
    assert set(keys(printed)) <= described


def test_a_page_for_a_pull_request(work: Work) -> None:
    write(work, TEXT.replace("3. Pay the refund", "3. Pay the refund\n4. Write | to *them*"))
    done = diff(work, "--format", "markdown")
    assert "| major | step added |  | Write \\| to them |\n" in done.out
    assert "It owes version 2.0.0 after 1.3.0" in done.out


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("1. ", "1) ").replace("2. ", "2) ").replace("3. ", "3) "),
        TEXT.replace("- ", "* "),
        TEXT.replace("# Process a return\n", "Process a return\n================\n"),
    ],
)
def test_another_format_changes_nothing(work: Work, text: str) -> None:
    (work.folder / PAGE).write_bytes(text.encode())
    assert diff(work).out.endswith("Nothing changes.\n")


def test_a_version_that_is_high_enough_owes_nothing_more(work: Work) -> None:
    write(work, TEXT.replace("24 hours", "48 hours").replace('"1.3.0"', '"1.4.0"'))
    assert "It owes version 1.4.0 after 1.3.0, which it has.\n" in diff(work).out


def test_a_draft_owes_no_version(work: Work) -> None:
    write(work, TEXT.replace("24 hours", "48 hours").replace("approved", "draft"))
    assert "owes" not in diff(work).out


def test_a_branch_is_compared_with_another(work: Work) -> None:
    work.git("branch", "old")
    work.save("2026-10-02", {PAGE: TEXT.replace("3. Pay the refund\n", "")})
    done = diff(work, "old", "--at", "HEAD")
    assert "care/returns, old to HEAD\n" in done.out
    assert " major  step removed\n        - Pay the refund\n" in done.out


def test_one_that_was_renamed_is_found_by_its_former_id(work: Work) -> None:
    moved = TEXT.replace("owner: omar", "owner: omar\nformerly: [care/returns]")
    work.git("mv", PAGE, "sops/care/send-backs.md")
    write(work, moved.replace("24 hours", "48 hours"), "sops/care/send-backs.md")
    done = run_opsctl("sop", "diff", "send-backs", cwd=work.folder)
    assert "24 hours → 48 hours" in done.out


def test_one_that_was_not_there_is_said(work: Work) -> None:
    write(work, TEXT, "sops/care/new.md")
    done = run_opsctl("sop", "diff", "new", cwd=work.folder)
    assert (done.code, done.out) == (2, "")
    assert "error: there was no sops/care/new.md at HEAD\n" in done.err


def test_an_unknown_revision_is_said(work: Work) -> None:
    done = diff(work, "mian")
    assert done.code == 2
    assert "there is no revision `mian` here" in done.err
