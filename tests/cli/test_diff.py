"""`opsctl diff BASE`: a branch in the company's words."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from opsctl.cli.choices import Choices
from opsctl.cli.diff import diff as show_diff
from opsctl.cli.session import Session
from opsctl.loading.markdown import parse_markdown
from opsctl.rendering.change.markdown import LONGEST
from opsctl.text.source import Source
from tests.conftest import Result, run_opsctl
from tests.docs.test_json import chapter, keys
from tests.history.repositories import Work, clone, new_repository

PAGE = """\
---
title: {title}
owner: care
version: "1.3.0"
status: approved
audience: [care, manila]
measurables: [care/refund-time]
---
# {title}

## Procedure

1. Find the order by its number
2. Inspect the item within 24 hours
3. Pay the refund
"""
RETURNS = PAGE.format(title="Process a return")
DIGEST = "v1:sha256:" + "0" * 64
FILES = {
    "opsctl.yaml": "format: 1\ncompany: Acme\napprovals:\n  standard: {roles: {approver: 1}}\n",
    "people.yaml": "omar:\n  name: Omar\n  email: omar@acme.example\nana:\n  name: Ana\n",
    "teams.yaml": "care:\n  title: Care\nmanila:\n  title: Manila\n  partner: true\n  lead: ana\n",
    "sops/care/returns.md": RETURNS,
    "sops/de/returns.md": "---\ntranslation_of: care/returns\n---\n# Retoure\n",
    "sops/care/other.md": PAGE.format(title="Other"),
    "approvals/care/returns/1.3.0--ana.yaml": (
        f"date: 2026-09-28\nas: approver\ndigest: {DIGEST}\n"
    ),
    "rocks/2026-Q4/open-shop.yaml": "title: Open the shop\nowner: omar\ndue: 2026-12-11\n",
    "scorecards/care/refund-time.yaml": (
        "title: Refund time\nowner: ana\ngoal: at most 3\nvalues:\n  2026-W40: 2\n"
    ),
    "scorecards/care/returned.yaml": (
        "title: Returned\nowner: ana\nsops: [care/returns]\nvalues:\n  2026-W40: 2\n"
    ),
}


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Make a repository whose branch `work` is checked out, with nothing done on it yet."""
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", FILES)
    work.git("checkout", "-q", "-b", "work")
    return work


def diff(work: Work, *more: str, base: str = "main") -> Result:
    return run_opsctl("diff", base, *more, cwd=work.folder)


def data(work: Work, *more: str, base: str = "main") -> Any:
    done = diff(work, "--format", "json", *more, base=base)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def everything(work: Work) -> None:
    """Change one record of each kind on the branch."""
    work.save(
        "2026-11-20",
        {
            "sops/care/returns.md": RETURNS.replace("24 hours", "48 hours"),
            "rocks/2026-Q4/open-shop.yaml": FILES["rocks/2026-Q4/open-shop.yaml"].replace(
                "2026-12-11", "2026-12-18"
            ),
            "scorecards/care/refund-time.yaml": (
                "title: Refund time\nowner: ana\ngoal: at most 5\nvalues:\n"
                "  2026-W40: 1\n  2026-W41: 2\n"
            ),
            "checkins/2026-W46/omar.yaml": "date: 2026-11-16\nwins: [Shipped]\n",
        },
    )


def test_nothing(work: Work) -> None:
    assert diff(work).out == "Nothing that opsctl knows of changes from main to here.\n"
    assert "Nothing that opsctl knows of changes" in diff(work, "--format", "markdown").out
    printed = data(work)
    assert (printed["sops"], printed["rocks"], printed["measurables"]) == ([], [], [])


def test_the_shape_of_the_data(work: Work) -> None:
    everything(work)
    printed = data(work)
    assert list(printed) == [
        *("schema", "base", "head", "sops", "rocks", "measurables", "checkins", "ground"),
        "unseen",
    ]
    (sop,) = printed["sops"]
    assert list(sop) == [
        *("id", "version", "changes", "title", "weight", "approvals", "reread", "partners"),
        *("translations", "measurables"),
    ]
    assert sop["version"] == {"from": "1.3.0", "to": "1.3.0", "owed": "1.4.0"}
    needed = {"role": "approver", "count": 1, "missing": 1, "who": []}
    void = {"person": "ana", "as": "approver", "date": "2026-09-28", "version": "1.3.0"}
    assert sop["approvals"] == {"needed": [needed], "given": [], "void": [void]}
    assert (sop["reread"], sop["partners"]) == ([], ["manila"])
    assert sop["translations"] == ["de/returns"]
    assert sop["measurables"] == ["care/refund-time", "care/returned"]
    (rock,) = printed["rocks"]
    assert [each["kind"] for each in rock["changes"]] == ["due-later"]
    (number,) = printed["measurables"]
    kinds = [each["kind"] for each in number["changes"]]
    assert kinds == ["value-rewritten", "value-filled", "goal-loosened"]
    (checkin,) = printed["checkins"]
    assert (checkin["week"], checkin["person"]) == ("2026-W46", "omar")
    described = set(re.findall(r"`([\w-]+)`", chapter("opsctl diff")))
    assert set(keys(printed)) <= described


def test_what_is_asked_of_people(work: Work) -> None:
    everything(work)
    out = diff(work).out
    assert "Must approve: 1 as approver\n" in out
    assert "Holds no more: ana's approval of 1.3.0 as approver of 28 Sep 2026\n" in out
    assert "Must read again" not in out  # a minor change
    assert "→ opsctl sop bump care/returns\n" in out
    work.save("2026-11-20", {"sops/care/returns.md": RETURNS.replace("3. Pay the refund\n", "")})
    assert "Must read again: care, manila\n" in diff(work).out


def test_what_main_did_meanwhile_is_not_the_branchs(work: Work) -> None:
    work.git("checkout", "-q", "main")
    work.save("2026-11-19", {"sops/care/other.md": RETURNS})
    work.git("checkout", "-q", "work")
    work.save("2026-11-20", {"sops/care/returns.md": RETURNS.replace("24", "48")})
    (sop,) = data(work)["sops"]
    assert sop["id"] == "care/returns"


def test_what_is_not_committed_counts_and_a_revision_is_taken_as_it_was(work: Work) -> None:
    work.write("sops/care/returns.md", RETURNS.replace("24", "48"))
    work.write("sops/care/new.md", PAGE.format(title="New"))
    kinds = {sop["id"]: sop["changes"][0]["kind"] for sop in data(work)["sops"]}
    assert kinds == {"care/new": "added", "care/returns": "step-reworded"}
    assert data(work, "--at", "work")["sops"] == []


def test_a_page_that_went(work: Work) -> None:
    (work.folder / "sops/care/other.md").unlink()
    assert "procedure removed\n        - Other\n" in diff(work).out


def test_before_there_was_a_workspace(tmp_path: Path) -> None:
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", {"README.md": "# Acme\n"})
    work.git("checkout", "-q", "-b", "work")
    work.save("2026-10-02", FILES)
    printed = data(work)
    assert printed["unseen"] == ["there was no workspace at main: everything counts as new"]
    assert len(printed["sops"]) == 3


def test_a_shallow_clone_says_what_it_cannot_see(work: Work, tmp_path: Path) -> None:
    everything(work)
    work.git("checkout", "-q", "main")
    work.save("2026-11-21", {"sops/care/other.md": RETURNS})
    shallow = clone(work, tmp_path / "shallow", "--depth=1", "--no-single-branch")
    shallow.git("checkout", "-q", "work")
    done = diff(shallow, base="origin/main")
    assert done.code == 0
    assert "not seen: this clone is shallow" in done.out


def test_a_pull_request_takes_it_whatever_its_size(work: Work) -> None:
    many = {
        f"sops/care/p{at}.md": PAGE.format(title=f"Page {at} " + "x" * 300) for at in range(200)
    }
    work.save("2026-11-20", many)
    out = diff(work, "--format", "markdown").out
    assert len(out) < LONGEST
    assert "more, which would be too long here: `opsctl diff` shows them." in out


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_hostile_text_stays_text(work: Work, format: str) -> None:
    title = "x\x1b[31m|<script>@maya"
    page = PAGE.format(title="T").replace("title: T", f"title: {json.dumps(title)}")
    work.save("2026-11-20", {"sops/care/returns.md": page.replace("Pay", "Pay \x1b[2J ::error::")})
    out = diff(work, "--format", format).out
    assert "\x1b" not in out
    assert not any(line.startswith("::") for line in out.splitlines())
    assert format == "text" or "<script>" not in out


def test_only_what_differs_is_read(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    work.save("2026-11-20", {f"sops/care/p{at}.md": RETURNS for at in range(30)})
    work.git("branch", "-f", "main")
    work.write("sops/care/returns.md", RETURNS.replace("24", "48"))
    parsed: list[str] = []
    whole = parse_markdown

    def counted(source: Source, skipped: int) -> Any:
        parsed.append(source.path)
        return whole(source, skipped)

    monkeypatch.setattr("opsctl.loading.sops.parse_markdown", counted)
    with closing(Session(Choices(work.folder), ("text",))) as session:
        show_diff(session, "main")
    assert sorted(set(parsed)) == ["sops/care/returns.md", "sops/de/returns.md"]


def test_an_unknown_base(work: Work) -> None:
    done = diff(work, base="mian")
    assert (done.code, done.out) == (2, "")
    assert "`mian`" in done.err


def test_what_decides_who_may_approve_is_told_first(work: Work) -> None:
    work.write("opsctl.yaml", "format: 1\ncompany: Acme\n")
    assert data(work)["ground"] == ["opsctl.yaml"]
    said = "Who may approve, or which rules are asked, changes in: opsctl.yaml\n"
    assert diff(work).out == said


def test_a_new_rock_that_claims_the_name_of_one_that_stays(work: Work) -> None:
    claims = FILES["rocks/2026-Q4/open-shop.yaml"] + "formerly: [open-shop]\n"
    work.save("2026-11-20", {"rocks/2026-Q4/other.yaml": claims})
    (rock,) = data(work)["rocks"]
    assert (rock["id"], [each["kind"] for each in rock["changes"]]) == ("2026-Q4/other", ["added"])
